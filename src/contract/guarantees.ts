import { Duration } from 'cdk8s';
import { refuse } from './message';
import { Failure, PromisePlan } from '../plan';

/**
 * What a workload must guarantee. Settings are derived from it, and synthesis refuses what would break it,
 * unless the risk is accepted with a reason.
 */
export interface Guarantees {
  /**
   * The largest failure that the workload keeps serving through.
   *
   * `NODE` needs three members where there are votes or writes that must not be lost, each on a host of its own.
   * `ZONE` needs three zones there: two can never outlive the loss of one with a majority.
   * Work that only pauses when a pod is lost goes on by itself after that failure.
   *
   * @default Failure.NODE
   */
  readonly survives?: Failure;

  /**
   * Whether that failure loses no write that was acknowledged at the strength of the client properties
   * that the workload hands out. Writes acknowledged more weakly are outside it,
   * and so are several zones that lose power at the same instant.
   *
   * @default true
   */
  readonly keepsAcknowledgedWrites?: boolean;

  /**
   * Whether restarts, upgrades and node drains are invisible to clients: members go one at a time,
   * the next only when the last has caught up, and a drain is never blocked for good.
   * A failure at the same time as maintenance is outside it.
   *
   * @default true
   */
  readonly servesDuringMaintenance?: boolean;

  /**
   * How much may be lost in a disaster (more than `survives`), in time of writes. Refused where nothing provides it.
   *
   * @default - nothing is promised for a disaster
   */
  readonly recoveryPoint?: Duration;

  /**
   * For how long the service may be down in a disaster (more than `survives`). Refused where nothing provides it.
   *
   * @default - nothing is promised for a disaster
   */
  readonly recoveryTime?: Duration;
}

/**
 * The guarantees with every default filled in.
 * @throws for values that only an unchecked program can give: a promise that no rule knows would be checked by none
 */
export function resolveGuarantees(guarantees: Guarantees = {}, path = 'guarantees'): PromisePlan {
  const { survives = Failure.NODE, keepsAcknowledgedWrites = true, servesDuringMaintenance = true } = guarantees;
  if (!Object.values(Failure).includes(survives)) {
    refuse({ path, what: 'guarantees.survives', got: `'${survives}'`, expected: 'Failure.NONE, Failure.NODE or Failure.ZONE', change: 'write one of them' });
  }
  for (const [what, value] of Object.entries({ keepsAcknowledgedWrites, servesDuringMaintenance })) {
    if (typeof value !== 'boolean') {
      refuse({ path, what: `guarantees.${what}`, got: `'${value}'`, expected: 'true or false', change: `write ${what}: true` });
    }
  }
  return {
    survives,
    keepsAcknowledgedWrites,
    servesDuringMaintenance,
    ...(guarantees.recoveryPoint && { recoveryPointSeconds: wholeSeconds(path, 'recoveryPoint', guarantees.recoveryPoint) }),
    ...(guarantees.recoveryTime && { recoveryTimeSeconds: wholeSeconds(path, 'recoveryTime', guarantees.recoveryTime) }),
  };
}

/** Rounded down: a promise is never made weaker. */
function wholeSeconds(path: string, what: string, duration: Duration): number {
  if (typeof duration.toSeconds !== 'function') {
    refuse({ path, what: `guarantees.${what}`, got: JSON.stringify(duration), expected: 'a value such as Duration.minutes(1)', change: `write ${what}: Duration.minutes(1)` });
  }
  return Math.floor(duration.toSeconds({ integral: false }));
}
