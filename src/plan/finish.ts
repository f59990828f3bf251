/**
 * When run-to-completion work is done.
 */
export enum DoneWhen {
  /** Every index succeeded. */
  ALL = 'all',
  /** Index 0 succeeded: the others are stopped. */
  FIRST = 'first',
  /** Any of them succeeded; the others end by themselves. They have no indexes, for any is as good as another. */
  ANY = 'any',
}

/**
 * How work that ends does so.
 */
export interface FinishPlan {
  /** When it is done. */
  readonly doneWhen: DoneWhen;
  /**
   * How often a failed pod is tried again, over all indexes.
   * @default 6
   */
  readonly attempts?: number;
  /**
   * Seconds after which the work is stopped and counts as failed.
   * @default - no limit
   */
  readonly deadlineSeconds?: number;
  /**
   * Exit codes after which trying again is useless: the work fails at once.
   * @default - none
   */
  readonly fatalExitCodes?: number[];
  /**
   * Exit codes of pods that were told to stop and did: they are tried again, and are no failures.
   * @default - none: but for evicted ones, every pod that ends otherwise than with 0 has failed
   */
  readonly uncountedExitCodes?: number[];
  /**
   * Whether a container that failed starts again in its pod, after pauses that are short again once it ran for ten minutes; else a new pod takes its
   * place, after pauses that grow until one succeeds. In place every failure counts, evictions and all, and no exit code is told from another.
   * @default false
   */
  readonly inPlace?: boolean;
  /**
   * Whether it is held back: no pod is made, and those that there are stop, until it is not.
   * @default false
   */
  readonly suspended?: boolean;
}
