/**
 * From where a shared volume can be mounted.
 */
export enum ClaimAccess {
  /** By pods of one node at a time (ReadWriteOnce). */
  ONE_NODE = 'one-node',
  /** By pods of any nodes, to write (ReadWriteMany). */
  MANY_NODES = 'many-nodes',
  /** By pods of any nodes, to read (ReadOnlyMany). */
  MANY_READERS = 'many-readers',
}

/**
 * A volume that pods share: a claim of the workload's, beside those that members have of their own.
 */
export interface ClaimPlan {
  /** Name of the claim. */
  readonly name: string;
  /** From where it can be mounted. */
  readonly access: ClaimAccess;
  /**
   * Size in bytes, where the claim is made here.
   * @default - it exists, and somebody else keeps it
   */
  readonly bytes?: number;
  /**
   * The storage class, where the claim is made here.
   * @default - the site's
   */
  readonly storageClass?: string;
}
