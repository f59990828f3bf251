import { FlinkStateBackend } from './flink-options';
import { FlinkVersion } from './flink-version';
import { BLOB, DATA, LEADER_RPC, METRICS, QUERY, REST, WORKER_RPC } from './ports';
import { FlinkState } from './state';
import { Work } from './work';
import { refuse } from '../../contract/message';
import { Delivery } from '../../plan';

/**
 * What Flink's configuration says: https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/config/
 */

/** Where a process works. */
export const WORK_PATH = '/var/lib/flink/work';

/**
 * Settings that hold wherever it runs.
 * - `restart-strategy.type`: a stream has no end, so failures are tried again for ever, at growing intervals.
 * - `web.*`: the job is what was declared; nobody submits, cancels or rescales another through the web page.
 * - `execution.checkpointing.externalized-checkpoint-retention`: a checkpoint is also what a person goes on from when nothing else is left.
 */
export function jobSettings(work: Work, backend: FlinkStateBackend, state?: FlinkState, checkpointSeconds?: number): Record<string, string> {
  return {
    'parallelism.default': String(work.parallelism),
    'pipeline.max-parallelism': String(work.maxParallelism),
    'taskmanager.numberOfTaskSlots': String(work.slots),
    'restart-strategy.type': 'exponential-delay',
    'state.backend.type': backend,
    'web.cancel.enable': 'false',
    'web.rescale.enable': 'false',
    'web.submit.enable': 'false',
    ...(state && checkpointSeconds !== undefined ? {
      'execution.checkpointing.interval': `${checkpointSeconds} s`,
      'execution.checkpointing.dir': `${state.root}/checkpoints`,
      'execution.checkpointing.savepoint-dir': `${state.root}/savepoints`,
      'execution.checkpointing.externalized-checkpoint-retention': 'RETAIN_ON_CANCELLATION',
      'execution.checkpointing.incremental': String(backend === FlinkStateBackend.ROCKSDB),
      'high-availability.type': 'kubernetes',
      'high-availability.storageDir': `${state.root}/ha`,
      ...state.settings,
    } : {}),
  };
}

/**
 * Whose metadata it is: who takes over from a leader finds it by this name, and every run has its own.
 * What an ended job left is kept (`delete-on-commit`). Without it a standby that takes over when the job was stopped knows of none and begins anew,
 * from nothing (seen on Flink 2.3.0); with it the standby ends, and so does a Job that is applied again.
 */
export function identitySettings(namespaceName: string, clusterId: string, haId: string): Record<string, string> {
  return {
    'kubernetes.cluster-id': clusterId,
    'kubernetes.namespace': namespaceName,
    // also where blobs lie, and what the job's id is made of: with the default, all that share a store have the same
    'high-availability.cluster-id': haId,
    'job-result-store.delete-on-commit': 'false',
    'application-result-store.delete-on-commit': 'false',
  };
}

/** Addresses and ports, none of them random, so that network policies know them. */
export function addressSettings(rpcAddress?: string): Record<string, string> {
  return {
    ...(rpcAddress === undefined ? { 'high-availability.jobmanager.port': String(LEADER_RPC) } : { 'jobmanager.rpc.address': rpcAddress }),
    'jobmanager.bind-host': '0.0.0.0',
    'jobmanager.rpc.port': String(LEADER_RPC),
    'blob.server.port': String(BLOB),
    'rest.bind-address': '0.0.0.0',
    'rest.port': String(REST),
    'taskmanager.bind-host': '0.0.0.0',
    'taskmanager.rpc.port': String(WORKER_RPC),
    'taskmanager.data.port': String(DATA),
    'metrics.internal.query-service.port': String(QUERY),
    'io.tmp.dirs': `${WORK_PATH}/tmp`,
    'process.working-dir': `${WORK_PATH}/process`,
  };
}

/**
 * Flink's own reporter: it is in the distribution, and waits for settings alone. Each series says of which processor it is.
 * - `filterLabelValueCharacters`: by default it writes `_` for all but letters, digits and colons (AbstractPrometheusReporter), also in that.
 */
export function metricSettings(processor: string): Record<string, string> {
  return {
    'metrics.reporters': 'prom',
    'metrics.reporter.prom.factory.class': 'org.apache.flink.metrics.prometheus.PrometheusReporterFactory',
    'metrics.reporter.prom.filterLabelValueCharacters': 'false',
    'metrics.reporter.prom.port': String(METRICS),
    'metrics.reporter.prom.scope.variables.additional': `${PROCESSOR_LABEL}:${processor}`,
  };
}

/** The label that tells processors apart, `<namespace>/<name>`, whatever labels the collector gives to what it scrapes. */
export const PROCESSOR_LABEL = 'flink_processor';

/** State that a restarted worker finds on its own volume. */
export const LOCAL_RECOVERY_SETTINGS = {
  'execution.checkpointing.local-backup.enabled': 'true',
  'execution.state-recovery.from-local': 'true',
};

/** What the names of settings begin with that are derived from what was declared; older names of such settings stand below. */
const OWNED = [
  'application-result-store.', 'blob.', 'cluster.id', 'execution.checkpointing.dir', 'execution.checkpointing.interval', 'execution.checkpointing.externalized',
  'execution.checkpointing.incremental', 'execution.checkpointing.local-backup', 'execution.checkpointing.savepoint-dir', 'execution.checkpointing.storage',
  'execution.runtime-mode', 'execution.savepoint', 'execution.state-recovery.from-local', 'execution.state-recovery.path', 'execution.target',
  'high-availability.cluster-id', 'high-availability.jobmanager.', 'high-availability.storageDir', 'high-availability.type', 'io.tmp.dirs',
  'job-result-store.', 'jobmanager.bind', 'jobmanager.memory.', 'jobmanager.rpc.', 'kubernetes.', 'metrics.internal.query-service', 'metrics.reporter',
  'parallelism.default', 'pipeline.jars', 'pipeline.max-parallelism', 'process.', 'rest.address', 'rest.bind', 'rest.port', 'restart-strategy.failure-rate',
  'restart-strategy.fixed-delay', 'restart-strategy.type', 'scheduler-mode', 'state.backend.type', 'state.checkpoints', 'state.savepoints', 'taskmanager.bind',
  'taskmanager.data.', 'taskmanager.host', 'taskmanager.memory.', 'taskmanager.numberOfTaskSlots', 'taskmanager.resource-id', 'taskmanager.rpc.', 'web.cancel.',
  'web.rescale.', 'web.submit.',
  // the names that Flink 1.20 to 2.3 also take for them (withDeprecatedKeys and withFallbackKeys of their options)
  'high-availability.zookeeper.', 'jobmanager.heap.', 'jobmanager.web.', 'library-cache-manager.', 'recovery.', 'savepoints.', 'state.backend.fs.',
  'state.backend.incremental', 'state.backend.local-recovery', 'state.checkpoint-storage', 'taskmanager.heap.', 'taskmanager.network.memory.',
  'taskmanager.state.local.', 'taskmanager.tmp.dirs', 'web.address', 'web.port',
  // after so many failures in a row it gives up: a stream has no end
  'restart-strategy.exponential-delay.attempts',
];

/** The same, where more begins with the name than is derived. */
const OWNED_NAMES = ['high-availability', 'restart-strategy', 'state.backend'];

/** What would lie in a ConfigMap for everybody to read. The name of a class that finds a key is none. */
const SECRET = /secret|passw(or)?d|(^|[.-])token($|[.-])|(access|account|private)[.-]?key(?!provider)/i;

/** Refuses settings that are derived, or undo what was promised, secrets, and what is none. */
export function checkedConfig(
  path: string, version: FlinkVersion, delivery: Delivery | undefined, config: Record<string, string> = {},
): Record<string, string> {
  for (const [key, value] of Object.entries(config)) {
    const wrong = (expected: string, change: string, got = `'${value}'`): never => refuse({ path, what: `config['${key}']`, got, expected, change });
    const owner = OWNED.find((prefix) => key.startsWith(prefix));
    if (owner) wrong(`no setting that starts with ${owner}: it is derived from what is declared`, 'leave it away');
    if (OWNED_NAMES.includes(key)) wrong('nothing: it is derived from what is declared', 'leave it away');
    if (SECRET.test(key)) {
      wrong('no secret: settings stand in a ConfigMap', "keep it in a Secret: secretEnvironment: [{ name: 'KEY', secretName: '...', key: '...' }], or the secretName of the store", 'a value');
    }
    if (!/^[A-Za-z][\w.-]*$/.test(key)) {
      refuse({ path, what: 'config', got: `the name ${JSON.stringify(key)}`, expected: 'letters, digits, dots, underscores and hyphens', change: "write { 'execution.checkpointing.timeout': '20 min' }" });
    }
    if (typeof value !== 'string' || !/^[!-~]([ -~]*[!-~])?$/.test(value)) {
      wrong('one line of text, in ASCII and without blanks at its ends', `write '${key}': '...'`, JSON.stringify(value) ?? 'nothing');
    }
    if (!version.standardYaml && value.includes('#')) {
      wrong(`no # in it: Flink ${version.minor} takes the rest of the line for a comment`, 'write it without');
    }
    if (key === CHECKPOINTING_MODE && delivery === Delivery.EXACTLY_ONCE && value !== 'EXACTLY_ONCE') {
      wrong('EXACTLY_ONCE, as guarantees.delivery promises', 'leave it away, or write guarantees: { delivery: Delivery.AT_LEAST_ONCE }');
    }
  }
  return config;
}

const CHECKPOINTING_MODE = 'execution.checkpointing.mode';

/** Refuses what the version can't read: a line of Flink 1.x without a value is passed over, with a warning (GlobalConfiguration). */
export function readable(path: string, version: FlinkVersion, settings: Record<string, string>): Record<string, string> {
  const empty = version.standardYaml ? undefined : Object.keys(settings).find((key) => settings[key] === '');
  if (empty === undefined) return settings;
  return refuse({
    path,
    what: `config['${empty}']`,
    got: 'nothing',
    expected: `a value: the store has to know one, and Flink ${version.minor} reads no empty one`,
    change: `write config: { '${empty}': '...' }, or version: FlinkVersion.V2_3_0`,
  });
}

/** The configuration file in the version's own format, sorted: YAML, or the lines of Flink 1.x, which knows no quotes. */
export function configFile(version: FlinkVersion, settings: Record<string, string>): { name: string; content: string } {
  const value = (text: string) => !version.standardYaml || (PLAIN.test(text) && !/^null$/i.test(text)) ? text : JSON.stringify(text);
  return {
    name: version.standardYaml ? 'config.yaml' : 'flink-conf.yaml',
    content: Object.keys(settings).sort().map((key) => `${key}: ${value(settings[key])}\n`).join(''),
  };
}

/** What YAML reads as the same text without quotes, whatever stands around it. */
const PLAIN = /^[A-Za-z0-9/][A-Za-z0-9_./@ -]*(:\/\/?[A-Za-z0-9_./@-]+)?$/;
