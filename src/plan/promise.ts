import { Failure } from './failure';
import { Delivery } from './flow';

/**
 * What was promised, with every default filled in.
 */
export interface PromisePlan {
  /** The largest failure that the workload keeps serving through. */
  readonly survives: Failure;
  /** Whether that failure loses no acknowledged write. */
  readonly keepsAcknowledgedWrites: boolean;
  /** Whether restarts, upgrades and drains are invisible to clients. */
  readonly servesDuringMaintenance: boolean;
  /**
   * How much may be lost in a disaster, in seconds of writes.
   * @default - nothing is promised for a disaster
   */
  readonly recoveryPointSeconds?: number;
  /**
   * For how long the service may be down in a disaster, in seconds.
   * @default - nothing is promised for a disaster
   */
  readonly recoveryTimeSeconds?: number;
  /**
   * How often the effect of a record is seen at the far end.
   * @default - nothing is promised of flows
   */
  readonly delivery?: Delivery;
}

/**
 * A rule that may be broken, and why somebody said so.
 */
export interface AcceptedRiskPlan {
  /** The rule's id, `storage/durable`. */
  readonly rule: string;
  /** The written reason. */
  readonly reason: string;
}

/**
 * An explicit setting that works against a promise.
 * The engine notes it; the rule `guarantees/contradiction` reports it.
 */
export interface ConflictPlan {
  /** The setting as the user wrote it, `config['min.insync.replicas']`. */
  readonly setting: string;
  /** The value that was given. */
  readonly got: string;
  /** What the promise needs, in words: `2 or more`. */
  readonly expected: string;
  /** The promise it works against, `keepsAcknowledgedWrites`. */
  readonly guarantee: string;
}
