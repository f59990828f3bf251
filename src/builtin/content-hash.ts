import { createHash } from 'crypto';

/** JSON whose maps are sorted: one text for one content, whatever order it was built in. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, part) => part !== null && typeof part === 'object' && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a < b ? -1 : 1))
    : part);
}

/** The first hex digits of the SHA-256 of a content. */
export function contentHash(value: unknown, digits: number): string {
  return createHash('sha256').update(sortedJson(value)).digest('hex').slice(0, digits);
}
