import { createHash } from 'crypto';

/** JSON whose maps are sorted: one text for one content, whatever order it was built in. */
export function sortedJson(value: any): string {
  if (Array.isArray(value)) return `[${value.map((item) => sortedJson(item ?? null)).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${sortedJson(value[key])}`).join()}}`;
}

/** Texts of this length are scripts: few, the same in every workload, and dear to hash each time. */
const SCRIPT_LENGTH = 2500;
const scriptHashes = new Map<string, string>();

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The content with each long text replaced by its hash. */
function short(value: any): any {
  if (typeof value === 'string') {
    if (value.length < SCRIPT_LENGTH) return value;
    let hash = scriptHashes.get(value);
    if (hash === undefined) {
      hash = sha256(value);
      scriptHashes.set(value, hash);
    }
    return hash;
  }
  if (Array.isArray(value)) return value.map(short);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, short(part)]));
}

/** The first hex digits of the SHA-256 of a content. */
export function contentHash(value: unknown, digits: number): string {
  return sha256(sortedJson(short(value))).slice(0, digits);
}
