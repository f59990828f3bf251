import { refuse } from '../contract/message';

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? `'${value}'` : typeof value === 'number' ? String(value) : JSON.stringify(value) ?? typeof value;
}

/**
 * A value of the type that the compiler would demand: for programs that it does not check. Told by a member, for two
 * copies of a library know different classes.
 */
export function required<T extends object>(path: string, what: string, value: T, member: keyof T, example: string): T {
  if (typeof value !== 'object' || value === null || !(member in value)) {
    refuse({ path, what, got: shown(value), expected: `a value such as ${example}`, change: `write ${what}: ${example}` });
  }
  return value;
}

/** A prop as it is written in a program, also one of a prop: `memory: { metaspace: Size.mebibytes(256) }`. */
export function written(what: string, value: string): string {
  return what.split('.').reduceRight((inner, name, at, { length }) => at === length - 1 ? `${name}: ${inner}` : `${name}: { ${inner} }`, value);
}

/** Numbers of pods. */
export function wholeNumber(path: string, what: string, got: number, least: number): number {
  if (!Number.isSafeInteger(got) || got < least) {
    const nearest = Number.isFinite(got) ? Math.max(least, Math.ceil(got)) : least;
    refuse({ path, what, got: shown(got), expected: `a whole number of ${least} or more`, change: `write ${written(what, String(nearest))}` });
  }
  return got;
}
