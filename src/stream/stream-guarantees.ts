import { Duration } from 'cdk8s';
import { resolveGuarantees } from '../contract/guarantees';
import { refuse } from '../contract/message';
import { shown } from '../declared/values';
import { Delivery, Failure, PromisePlan } from '../plan';

/**
 * What a stream processor must guarantee.
 */
export interface StreamGuarantees {
  /**
   * The largest failure after which it goes on by itself: it pauses, and continues from its last checkpoint. `NODE` and `ZONE` need a standby
   * of the leader on another node or in another zone.
   * @default Failure.NODE
   */
  readonly survives?: Failure;
  /**
   * How often the effect of a record is seen at the far end, after failures.
   * @default - nothing is promised of delivery
   */
  readonly delivery?: Delivery;
  /**
   * Whether restarts, upgrades and drains are invisible. A processor that keeps state pauses with each of them: this is refused, with the reason.
   * @default false
   */
  readonly servesDuringMaintenance?: boolean;
  /**
   * How much work may have to be done again: `checkpointEvery` may not be longer.
   * @default - nothing is promised
   */
  readonly recoveryPoint?: Duration;
}

/** @throws for values that only an unchecked program can give */
export function resolveStreamGuarantees(guarantees: StreamGuarantees = {}, path: string): PromisePlan {
  const { delivery, survives, servesDuringMaintenance = false, recoveryPoint } = guarantees;
  if (delivery !== undefined && !Object.values(Delivery).includes(delivery)) {
    refuse({ path, what: 'guarantees.delivery', got: shown(delivery), expected: 'Delivery.AT_LEAST_ONCE or Delivery.EXACTLY_ONCE', change: 'write one of them' });
  }
  return { ...resolveGuarantees({ survives, servesDuringMaintenance, recoveryPoint }, path), ...(delivery === undefined ? {} : { delivery }) };
}
