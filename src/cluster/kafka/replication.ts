import { ConflictPlan, Failure, PromisePlan } from '../../plan';

/**
 * How often everything is kept, and how many copies must be in sync: the arithmetic from guarantees to settings.
 */
export interface Replication {
  /** Copies of each partition. */
  readonly factor: number;
  /** Copies that must hold a write before it is acknowledged. */
  readonly minInSync: number;
  /** Whether a copy that lacks acknowledged writes may lead. */
  readonly unclean: boolean;
}

/**
 * Three copies, two of them in sync: one may be lost or restarted and two still take writes; with a factor
 * equal to the in-sync minimum each restart would stop writes. Fewer brokers than three can promise nothing of
 * that, so they get what they can hold.
 */
export function derivedReplication(replicas: number): Replication {
  const factor = Math.min(3, replicas);
  return { factor, minInSync: factor === 3 ? 2 : 1, unclean: false };
}

const FACTORS = ['default.replication.factor', 'offsets.topic.replication.factor', 'transaction.state.log.replication.factor', 'share.coordinator.state.topic.replication.factor'];
export const MIN_IN_SYNC = 'min.insync.replicas';
const MINIMA = [MIN_IN_SYNC, 'transaction.state.log.min.isr', 'share.coordinator.state.topic.min.isr'];
export const UNCLEAN = 'unclean.leader.election.enable';

/** The settings of a replication. */
export function replicationSettings(replication: Replication): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const key of FACTORS) settings[key] = String(replication.factor);
  for (const key of MINIMA) settings[key] = String(replication.minInSync);
  settings[UNCLEAN] = String(replication.unclean);
  return settings;
}

/** As Kafka reads it: in capitals too. */
function isTrue(value?: string): boolean {
  return value?.trim().toLowerCase() === 'true';
}

/** The replication as explicit settings leave it: the weakest of them counts for the whole cluster. */
export function declaredReplication(derived: Replication, config: Record<string, string>): Replication {
  const numbers = (keys: string[]) => keys.filter((k) => k in config).map((k) => Number(config[k])).filter(Number.isFinite);
  return {
    factor: Math.min(derived.factor, ...numbers(FACTORS)),
    minInSync: Math.min(derived.minInSync, ...numbers(MINIMA)),
    unclean: config[UNCLEAN] === undefined ? derived.unclean : isTrue(config[UNCLEAN]),
  };
}

/** Which setting says how often a piece is kept, and which how many copies it needs to take writes. */
const PIECES: [factor: string, minimum: string][] = [
  [FACTORS[0], MINIMA[0]],
  [FACTORS[1], MINIMA[0]], // the offsets' topic has no minimum of its own
  [FACTORS[2], MINIMA[1]],
  [FACTORS[3], MINIMA[2]],
];

/** What else is known where a setting stands. */
export interface Surroundings {
  /** How many zones are known. */
  readonly zones?: number;
  /** Settings that hold where the given ones are silent: the cluster's, for a topic. */
  readonly inherited?: Record<string, string>;
}

/**
 * The most copies that what is survived may take. A zone: Kafka gives each zone a copy before any gets a second,
 * so that with more copies than zones the rest may be in one.
 */
function copiesTaken(copies: number, promise: PromisePlan, replicas: number, zones: number): number {
  return promise.survives === Failure.ZONE && zones > 1 ? Math.max(1, copies - (Math.min(zones, replicas) - 1)) : 1;
}

/** Explicit settings that work against what was promised. */
export function replicationConflicts(
  derived: Replication, promise: PromisePlan, replicas: number, config: Record<string, string>, { zones = 0, inherited = {} }: Surroundings = {},
): ConflictPlan[] {
  const conflicts: ConflictPlan[] = [];
  const promised = promise.survives !== Failure.NONE ? `survives: ${promise.survives}` : undefined;
  const conflict = (key: string, expected: string, guarantee: string) => {
    if (conflicts.some(({ setting }) => setting === `config['${key}']`)) return;
    conflicts.push({ setting: `config['${key}']`, got: config[key], expected, guarantee });
  };
  for (const key of FACTORS.filter((k) => k in config)) {
    const value = Number(config[key]);
    if (!Number.isInteger(value) || value < 1 || value > replicas) {
      conflict(key, `a whole number from 1 to ${replicas}, the number of brokers`, 'replicas');
    } else if (promised && value < derived.factor) {
      conflict(key, `${derived.factor} or more`, promised);
    }
  }
  for (const key of MINIMA.filter((k) => k in config)) {
    const value = Number(config[key]);
    if (!Number.isInteger(value) || value < 1) {
      conflict(key, 'a whole number of 1 or more', 'replicas');
    } else if (promise.keepsAcknowledgedWrites && promised && value < derived.minInSync) {
      conflict(key, `${derived.minInSync} or more`, 'keepsAcknowledgedWrites');
    }
  }
  for (const [factor, minimum] of PIECES.filter((keys) => promised && keys.some((k) => k in config))) {
    const copies = Number(config[factor] ?? derived.factor);
    const needs = Number(config[minimum] ?? inherited[minimum] ?? derived.minInSync);
    const taken = copiesTaken(copies, promise, replicas, zones);
    if (copies - taken < needs) {
      const expected = taken === 1 ? `less than ${copies}, the replication factor, or one lost copy stops every write`
        : `${copies - taken} at most: one zone may hold ${taken} of ${copies} copies`;
      if (minimum in config) conflict(minimum, expected, promised!);
      else conflict(factor, `${needs + 1} or more, for ${minimum} is ${needs}`, promised!);
    } else if (promise.keepsAcknowledgedWrites && taken >= needs) {
      if (factor in config) conflict(factor, `${derived.factor} at most while ${minimum} is ${needs}: one zone may hold ${taken} of ${copies} copies, among them all that acknowledged a write`, 'keepsAcknowledgedWrites');
      else conflict(minimum, `${taken + 1} or more: one zone may hold ${taken} of ${copies} copies`, 'keepsAcknowledgedWrites');
    }
  }
  if (isTrue(config[UNCLEAN]) && promise.keepsAcknowledgedWrites) {
    conflict(UNCLEAN, "'false'", 'keepsAcknowledgedWrites');
  }
  return conflicts;
}
