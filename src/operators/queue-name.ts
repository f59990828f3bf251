import { refuse } from '../contract/message';
import { shown } from '../declared/values';

/** @throws if it isn't the name of an object */
export function checkedQueue(path: string, name: string): string {
  if (typeof name === 'string' && /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name) && name.length <= 63) return name;
  return refuse({ path, what: 'name', got: shown(name), expected: 'at most 63 lower-case letters, digits, hyphens and dots', change: "write 'research'" });
}
