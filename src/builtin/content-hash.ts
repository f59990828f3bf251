import { createHash } from 'crypto';

/** JSON whose maps are sorted: one text for one content, whatever order it was built in. */
export function sortedJson(value: any): string {
  if (Array.isArray(value)) return `[${value.map((item) => sortedJson(item ?? null)).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${sortedJson(value[key])}`).join()}}`;
}

/** The first hex digits of the SHA-256 of a content. */
export function contentHash(value: unknown, digits: number): string {
  return createHash('sha256').update(sortedJson(value)).digest('hex').slice(0, digits);
}
