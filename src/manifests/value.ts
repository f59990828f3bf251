/*
 * Manifests that nobody here wrote may hold anything anywhere. These read them without a guess: what is not of
 * the expected form counts as absent.
 */

export type Fields = Record<string, any>;

export function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The map, or an empty one. */
export function mapOf(value: unknown): Fields {
  return isMap(value) ? value : {};
}

/** The maps in a list, or none. */
export function mapsOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

/** What stands at a path of map keys, or undefined. */
export function at(value: unknown, ...keys: string[]): any {
  let found: unknown = value;
  for (const key of keys) {
    if (!isMap(found) || !Object.hasOwn(found, key)) return undefined;
    found = found[key];
  }
  return found ?? undefined;
}

/** Whether two values say the same. For Kubernetes null is absent. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b || (a ?? undefined) === (b ?? undefined)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => same(item, b[i]));
  if (!isMap(a) || !isMap(b)) return false;
  return keysOf(a, b).every((key) => same(at(a, key), at(b, key)));
}

/** The keys of both maps, sorted. */
export function keysOf(a: Fields, b: Fields): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
}
