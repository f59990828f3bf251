import { refuse } from '../contract/message';

/** What a label can hold, and the name of any object here: both tools write the names of their objects on what they apply. */
const LIMIT = 63;

/** A name of lower-case letters, digits and dashes. */
export function checkedName(path: string, what: string, name: string): string {
  if (typeof name !== 'string' || name.length > LIMIT || !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
    refuse({
      path,
      what,
      got: `'${name}'`,
      expected: `at most ${LIMIT} lower-case letters, digits and dashes, beginning and ending with a letter or a digit`,
      change: typeof name === 'string' && name.length > LIMIT ? 'shorten it' : 'write another name',
    });
  }
  return name;
}
