/** A promise was broken: what the negative controls must see. */
export class Broken extends Error {}

/** What was promised holds; else it was broken, in these words. */
export function expected(holds: boolean, otherwise: string): void {
  if (!holds) { throw new Broken(otherwise); }
}
