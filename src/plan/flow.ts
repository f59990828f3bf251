/**
 * How often the effect of a record is seen at the far end, after failures.
 */
export enum Delivery {
  /** Once or more. */
  AT_LEAST_ONCE = 'at-least-once',
  /** Once: as if nothing had failed. */
  EXACTLY_ONCE = 'exactly-once',
}

/**
 * Which way a flow goes, as the workload sees it.
 */
export enum FlowDirection {
  /** It reads. */
  IN = 'in',
  /** It writes. */
  OUT = 'out',
}

/**
 * What makes the end of a flow bear records that come again.
 */
export enum FlowEnd {
  /** A source that can be read again from a place that was remembered. */
  REPLAYABLE = 'replayable',
  /** Writes become visible together, with the checkpoint that they belong to. */
  TRANSACTIONAL = 'transactional',
  /** The same write twice is as good as once: records have keys, and the last one counts. */
  IDEMPOTENT = 'idempotent',
  /** Nothing: what comes again is there again. */
  PLAIN = 'plain',
}

/**
 * What a workload reads from, or writes to.
 */
export interface FlowPlan {
  /** Its name, as a person calls it: `events/orders`. */
  readonly name: string;
  /** Which way it goes. */
  readonly direction: FlowDirection;
  /** What the end makes of records that come again. */
  readonly end: FlowEnd;
  /**
   * How long a transaction may stay open until the far end gives it up, in seconds. Transactional ends only.
   * @default - without a limit
   */
  readonly transactionSeconds?: number;
  /**
   * The longest such time that the far end grants, in seconds. Transactional ends only.
   * @default - not known
   */
  readonly longestTransactionSeconds?: number;
}
