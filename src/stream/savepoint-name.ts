/** How long the name of a savepoint may be: what is longer would be missing in names of processors. */
export const SAVEPOINT_LENGTH = 12;
