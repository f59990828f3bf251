import { refuse } from '../contract/message';
import { shown } from '../declared/values';

/** The name of something that is not declared here: a person reads it in messages and in the plan. */
export function externalName(path: string, name: string): string {
  if (typeof name === 'string' && /^\S(.{0,251}\S)?$/.test(name)) return name;
  return refuse({ path, what: 'name', got: shown(name), expected: 'a name of one line, with 1 to 253 characters', change: "write 'ledger'" });
}
