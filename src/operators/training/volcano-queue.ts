/** What pods name that Volcano is to place. */
export const VOLCANO_SCHEDULER = 'volcano';
