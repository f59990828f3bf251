/**
 * How a changed template reaches the running pods.
 */
export enum UpdateOrder {
  /** One pod after the other; the next only when the last passed its gate. */
  SERIAL = 'serial',
  /** All pods of the component are stopped, then the new ones start. */
  ALL_AT_ONCE = 'all-at-once',
  /** New pods start before old ones stop. */
  SURGE = 'surge',
  /** Never by itself: a changed template is a new object. */
  REPLACE = 'replace',
}

/**
 * How a component is updated.
 */
export interface UpdatePlan {
  /** The order. */
  readonly order: UpdateOrder;
  /**
   * What a person declares for a change, where it never reaches the pods by itself: a clause, `write ...`. It is written into the output.
   * @default - nothing in particular: another object is made
   */
  readonly asks?: string;
  /**
   * Seconds that a pod must have been ready before it counts.
   * @default 0
   */
  readonly settleSeconds?: number;
}
