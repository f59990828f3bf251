/**
 * What an error tells: where, what was got, what was expected, and the smallest change that mends it.
 */
export interface Complaint {
  /** The construct's path in the tree, or the plan's name. */
  readonly path: string;
  /** What is wrong: the prop, the setting or the rule id. */
  readonly what: string;
  /** What was found. */
  readonly got: string;
  /** What would be right. */
  readonly expected: string;
  /** The smallest change that mends it. */
  readonly change: string;
}

/** One line for a person: `orders/events: replicas: got 2.5, expected a whole number of 1 or more; write replicas: 3`. */
export function message(complaint: Complaint): string {
  const { path, what, got, expected, change } = complaint;
  return `${path}: ${what}: got ${got}, expected ${expected}; ${change}`.replace(/\r?\n|\r/g, '\\n');
}

/** A user's mistake that is known while the declaration is made. */
export function refuse(complaint: Complaint): never {
  throw new Error(message(complaint));
}
