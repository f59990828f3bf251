import { KafkaRebalanceOptions } from './kafka-options';
import { derivedReplication } from './replication';
import { script } from './scripts';
import { exclusiveTask, TaskHome } from './tasks';
import { refuse } from '../../contract/message';
import { shown, wholeNumber } from '../../declared/values';
import { Duty, SpreadPlan, TaskPlan } from '../../plan';

/** Kafka, Basic operations, "Limiting bandwidth usage during data migration": https://kafka.apache.org/43/operations/basic-kafka-operations/ */
const BYTES_PER_SECOND = 50_000_000;
/** Cruise Control, Configurations, num.concurrent.partition.movements.per.broker. */
const PARTITIONS_AT_ONCE = 5;
const MOST_AT_ONCE = 100;

/** How fast partitions move. */
export function spread(path: string, options: KafkaRebalanceOptions = {}): SpreadPlan {
  const { bytesPerSecond = BYTES_PER_SECOND, partitionsAtOnce = PARTITIONS_AT_ONCE } = options;
  wholeNumber(path, 'rebalance.bytesPerSecond', bytesPerSecond, 1000);
  wholeNumber(path, 'rebalance.partitionsAtOnce', partitionsAtOnce, 1);
  if (partitionsAtOnce > MOST_AT_ONCE) {
    refuse({ path, what: 'rebalance.partitionsAtOnce', got: String(partitionsAtOnce), expected: `${MOST_AT_ONCE} at most`, change: `write ${PARTITIONS_AT_ONCE}, or leave it away` });
  }
  return { bytesPerSecond, piecesAtOnce: partitionsAtOnce };
}

/** The Job that brings partitions to where they belong: its content, and so its name, is which brokers hold them, and how they move. */
export function rebalanceTask(home: TaskHome, replicas: number, draining: number[], { bytesPerSecond, piecesAtOnce }: SpreadPlan): TaskPlan {
  const ids = Array.from({ length: replicas }, (_, ordinal) => ordinal);
  return exclusiveTask(home, 'rebalance', Duty.SPREAD, {
    BROKERS: ids.filter((id) => !draining.includes(id)).join(' '),
    ...(draining.length > 0 ? { DRAINING: draining.join(' ') } : {}),
    MOVES: String(piecesAtOnce),
    THROTTLE: String(bytesPerSecond),
  }, [script('rebalance.awk')]);
}

/** Ordinals of brokers that are being emptied, lowest first. */
export function checkedDraining(path: string, replicas: number, given: readonly number[] = []): number[] {
  const draining = [...new Set(given)].sort((a, b) => a - b);
  if (draining.length === 0) return draining;
  const stay = replicas - draining.length;
  const highest = Array.from({ length: draining.length }, (_, i) => stay + i);
  const got = `[${given.map(shown).join(', ')}] of ${replicas} brokers`;
  if (draining.some((ordinal, i) => ordinal !== highest[i])) {
    refuse({
      path,
      what: 'draining',
      got,
      expected: `the highest ordinals, up to ${replicas - 1}: Kubernetes takes members away from the end`,
      change: `write draining: [${highest.filter((ordinal) => ordinal >= 0 && ordinal < replicas).join(', ')}]`,
    });
  }
  const { factor, minInSync } = derivedReplication(replicas);
  const left = stay < 1 ? undefined : derivedReplication(stay);
  if (left?.factor !== factor || left.minInSync !== minInSync) {
    refuse({
      path,
      what: 'draining',
      got: `${got}, which leaves ${stay}`,
      expected: `${factor} at least: partitions have ${factor} copies`,
      change: 'drain fewer, or make a smaller cluster and move to it',
    });
  }
  return draining;
}
