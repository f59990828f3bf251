import { message } from '../contract/message';

/** Why nothing could be compared: wrong words on the command line, or a file that can't be read. */
export class UsageError extends Error {}

/** `dist/a.yaml:3: manifest: got ..., expected ...; ...` */
export function wrong(where: string, what: string, got: string, expected: string, change: string): never {
  throw new UsageError(message({ path: where, what, got, expected, change }));
}
