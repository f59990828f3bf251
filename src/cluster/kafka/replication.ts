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
const MINIMA = ['min.insync.replicas', 'transaction.state.log.min.isr', 'share.coordinator.state.topic.min.isr'];
const UNCLEAN = 'unclean.leader.election.enable';

/** The settings of a replication. */
export function replicationSettings(replication: Replication): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const key of FACTORS) settings[key] = String(replication.factor);
  for (const key of MINIMA) settings[key] = String(replication.minInSync);
  settings[UNCLEAN] = String(replication.unclean);
  return settings;
}

/** The replication as explicit settings leave it: the weakest of them counts for the whole cluster. */
export function declaredReplication(derived: Replication, config: Record<string, string>): Replication {
  const numbers = (keys: string[]) => keys.filter((k) => k in config).map((k) => Number(config[k])).filter(Number.isFinite);
  return {
    factor: Math.min(derived.factor, ...numbers(FACTORS)),
    minInSync: Math.min(derived.minInSync, ...numbers(MINIMA)),
    unclean: config[UNCLEAN] === undefined ? derived.unclean : config[UNCLEAN] === 'true',
  };
}

/** Explicit settings that work against what was promised. */
export function replicationConflicts(derived: Replication, promise: PromisePlan, replicas: number, config: Record<string, string>): ConflictPlan[] {
  const conflicts: ConflictPlan[] = [];
  const promised = promise.survives !== Failure.NONE ? `survives: ${promise.survives}` : undefined;
  const conflict = (key: string, expected: string, guarantee: string) =>
    conflicts.push({ setting: `config['${key}']`, got: config[key], expected, guarantee });
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
    const factor = Number(config[FACTORS[0]] ?? derived.factor);
    if (!Number.isInteger(value) || value < 1) {
      conflict(key, 'a whole number of 1 or more', 'replicas');
    } else if (promise.keepsAcknowledgedWrites && promised && value < derived.minInSync) {
      conflict(key, `${derived.minInSync} or more`, 'keepsAcknowledgedWrites');
    } else if (promised && value >= factor) {
      conflict(key, `less than ${factor}, the replication factor, or one lost copy stops every write`, promised);
    }
  }
  if (config[UNCLEAN] === 'true' && promise.keepsAcknowledgedWrites) {
    conflict(UNCLEAN, "'false'", 'keepsAcknowledgedWrites');
  }
  return conflicts;
}
