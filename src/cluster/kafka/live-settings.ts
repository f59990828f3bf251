import { MIN_IN_SYNC, UNCLEAN } from './replication';
import { exclusiveTask, lines, TaskHome } from './tasks';
import { Duty, TaskPlan } from '../../plan';

/**
 * Which settings change while brokers and controllers run, and which need a restart.
 *
 * Kafka calls the first kind cluster-wide (KIP-226; "Update Mode" in https://kafka.apache.org/43/configuration/broker-configs/). Both lists
 * together are what Kafka 4.3.1 says of itself, `DynamicBrokerConfig.dynamicConfigUpdateModes()`: a test holds them against its recorded
 * answer, test/cluster/kafka/scripts/recorded/. Kafka 4.2 has no others.
 */

/** Applied by a Job, for the whole cluster at once. */
export const LIVE_SETTINGS: readonly string[] = [
  'compression.gzip.level',
  'compression.lz4.level',
  'compression.type',
  'compression.zstd.level',
  'follower.fetch.last.tiered.offset.enable',
  'group.consumer.assignment.interval.ms',
  'group.coordinator.cached.buffer.max.bytes',
  'group.share.assignment.interval.ms',
  'group.streams.assignment.interval.ms',
  'log.cleaner.backoff.ms',
  'log.cleaner.dedupe.buffer.size',
  'log.cleaner.delete.retention.ms',
  'log.cleaner.io.buffer.load.factor',
  'log.cleaner.io.buffer.size',
  'log.cleaner.io.max.bytes.per.second',
  'log.cleaner.max.compaction.lag.ms',
  'log.cleaner.min.cleanable.ratio',
  'log.cleaner.min.compaction.lag.ms',
  'log.cleanup.policy',
  'log.flush.interval.messages',
  'log.flush.interval.ms',
  'log.index.interval.bytes',
  'log.index.size.max.bytes',
  'log.local.retention.bytes',
  'log.local.retention.ms',
  'log.message.timestamp.after.max.ms',
  'log.message.timestamp.before.max.ms',
  'log.message.timestamp.type',
  'log.preallocate',
  'log.retention.bytes',
  'log.retention.ms',
  'log.roll.jitter.ms',
  'log.roll.ms',
  'log.segment.bytes',
  'log.segment.delete.delay.ms',
  'max.connection.creation.rate',
  'max.connections',
  'max.connections.per.ip',
  'max.connections.per.ip.overrides',
  'message.max.bytes',
  'producer.id.expiration.ms',
  'remote.fetch.max.wait.ms',
  'remote.list.offsets.request.timeout.ms',
  'remote.log.index.file.cache.total.size.bytes',
  'remote.log.manager.copy.max.bytes.per.second',
  'remote.log.manager.fetch.max.bytes.per.second',
  'share.coordinator.cached.buffer.max.bytes',
  'transaction.partition.verification.enable',
];

/**
 * Kafka lets these at most double or halve, counted from what the process has; from its file, when it starts. A broker that restarts with
 * 8 in the file and 32 in the cluster takes none of the cluster's settings, unless its last snapshot of the metadata had them
 * (KAFKA-20890, https://github.com/apache/kafka/pull/23304).
 */
const THREADS = 'at most doubles or halves in one step, and a restarted broker counts from its file';
/** What copies and promises hang on must hold before any Job ran. */
const FROM_THE_START = 'must hold from the first moment on';
/** Whoever moves data sets and lifts them; no server reads them from its file. */
const THROTTLE = 'a throttle of those who move data';

/** Cluster-wide too, and why they are no business of the Job: those that may be declared stay in the file, and a change of them restarts. */
export const KEPT_SETTINGS: Readonly<Record<string, string>> = {
  'background.threads': THREADS,
  'config.providers': 'decides where values of other settings come from',
  'follower.replication.throttled.rate': THROTTLE,
  'leader.replication.throttled.rate': THROTTLE,
  'log.cleaner.threads': THREADS,
  'metric.reporters': 'names classes, which have settings of their own in the file',
  [MIN_IN_SYNC]: FROM_THE_START,
  'num.io.threads': THREADS,
  'num.network.threads': THREADS,
  'num.recovery.threads.per.data.dir': THREADS,
  'num.replica.fetchers': THREADS,
  'remote.log.manager.copier.thread.pool.size': THREADS,
  'remote.log.manager.expiration.thread.pool.size': THREADS,
  'remote.log.manager.follower.thread.pool.size': THREADS,
  'remote.log.reader.threads': THREADS,
  'replica.alter.log.dirs.io.max.bytes.per.second': THROTTLE,
  [UNCLEAN]: FROM_THE_START,
};

const live = new Set(LIVE_SETTINGS);

/** Of some settings, those that stand in the file of every member. */
export function fileSettings(settings: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => !live.has(key)));
}

/**
 * The Job that gives the whole cluster the settings that change live. What copies hang on stands in the files; a cluster-wide value would
 * win over them, so the Job also holds that to the declaration where there is one.
 */
export function configTask(home: TaskHome, settings: Record<string, string>): TaskPlan {
  const declared = [MIN_IN_SYNC, UNCLEAN, ...LIVE_SETTINGS].filter((key) => key in settings);
  const environment = { LIVE_FILE: '/etc/task/files/live-settings.txt', SETTINGS: lines(declared.map((key) => `${key}=${settings[key]}`)) };
  return exclusiveTask(home, 'config', Duty.SETTINGS, environment, [{ name: 'live-settings.txt', content: lines([...LIVE_SETTINGS]) }]);
}
