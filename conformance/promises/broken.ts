/** A promise was broken: what the negative controls must see. */
export class Broken extends Error {}
