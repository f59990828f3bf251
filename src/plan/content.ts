import { Credentials } from './endpoint';

/**
 * Something that is kept inside of the system and declared beside it: a topic of a log, a database of a server.
 */
export interface ContentPlan {
  /** Its name in the system. */
  readonly name: string;
  /**
   * In how many pieces it is kept.
   * @default - in one
   */
  readonly pieces?: number;
  /**
   * Copies of each piece.
   * @default - the system's default
   */
  readonly copies?: number;
  /**
   * Its settings, in the system's words.
   * @default - the system's defaults
   */
  readonly settings?: Record<string, string>;
}

/**
 * What somebody may do inside of the system.
 */
export interface RightPlan {
  /** The kind of thing, in the system's words: `TOPIC`. */
  readonly resource: string;
  /** Its name, or what names begin with. */
  readonly name: string;
  /** Whether it is only what names begin with. */
  readonly prefixed: boolean;
  /** What may be done, in the system's words: `READ`. One or more, in the order of their names. */
  readonly operations: string[];
}

/**
 * Somebody whom the system knows.
 */
export interface PrincipalPlan {
  /** The name under which it was declared. */
  readonly name: string;
  /** How it proves who it is. */
  readonly credentials: Credentials;
  /**
   * The Secret with its password under the key `password`, where the user of the library made it.
   * @default - whoever makes credentials makes one
   */
  readonly passwordSecret?: string;
  /** What it may do. */
  readonly rights: RightPlan[];
}
