import { StatusCheck } from './status-check';

/**
 * When a custom resource is healthy. A status that is older than what was declared (`status.observedGeneration`), and one that
 * nobody has written yet, is neither ready nor failed.
 */
export interface ResourceHealth {
  /** Its group, without a version: `kafka.strimzi.io`. */
  readonly group: string;
  /** Its kind: `Kafka`. */
  readonly kind: string;
  /** It is ready when all of these hold. */
  readonly ready: StatusCheck[];
  /**
   * It has failed when one of these holds; that counts before `ready`.
   * @default - nothing tells: it is waited for
   */
  readonly failed?: StatusCheck[];
}
