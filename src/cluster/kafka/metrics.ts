import { FilePlan } from '../../plan';

/**
 * What a member exports: an allow list, read by the rules file of the JMX exporter, the alerts and the dashboard.
 *
 * Names are made as Strimzi's example rules make them (packaging/examples/metrics/kafka-metrics.yaml), so that dashboards made
 * for those find theirs. Lag of consumer groups is not among them: a broker has no such bean. It is the consumer's own metric
 * (`records-lag-max`), or a program's that compares offsets.
 */

/** One metric, and the attribute of the beans that it comes from. */
export interface ExportedMetric {
  /** Its name. */
  readonly name: string;
  readonly type: 'GAUGE' | 'COUNTER';
  /** The beans' object name; `*` stands for the value of a property, which becomes a label of that property's name. */
  readonly bean: string;
  /** The attribute. */
  readonly attribute: string;
  /** What it is, for whoever meets the series. */
  readonly help: string;
  /** Labels besides those of properties. */
  readonly labels?: Record<string, string>;
}

type Told = Omit<ExportedMetric, 'type' | 'attribute'>;

const gauge = (name: string, bean: string, help: string, attribute = 'Value'): ExportedMetric => ({ name, type: 'GAUGE', bean, attribute, help });
/** A meter's attribute Count only grows; its rates are better worked out by whoever asks. */
const counter = (name: string, bean: string, help: string): ExportedMetric => ({ name, type: 'COUNTER', bean, attribute: 'Count', help });
/** A histogram's attributes, over what it has sampled lately. */
const quantiles = (told: Told): ExportedMetric[] => [['0.5', '50thPercentile'], ['0.99', '99thPercentile']].map(([quantile, attribute]) =>
  ({ ...told, type: 'GAUGE', attribute, labels: { quantile } }));

export const ACTIVE_CONTROLLERS = gauge('kafka_controller_kafkacontroller_activecontrollercount', 'kafka.controller:type=KafkaController,name=ActiveControllerCount',
  'Whether this controller is the active one: 0 or 1.');
export const OFFLINE_PARTITIONS = gauge('kafka_controller_kafkacontroller_offlinepartitionscount', 'kafka.controller:type=KafkaController,name=OfflinePartitionsCount',
  'Partitions without a leader, as this controller knows.');
export const FENCED_BROKERS = gauge('kafka_controller_kafkacontroller_fencedbrokercount', 'kafka.controller:type=KafkaController,name=FencedBrokerCount',
  'Brokers that are registered and do not serve, as this controller knows.');
export const CONTROLLER_LAG = gauge('kafka_controller_kafkacontroller_lastappliedrecordlagms', 'kafka.controller:type=KafkaController,name=LastAppliedRecordLagMs',
  'Age in milliseconds of the last metadata record that this controller applied, or as the active one wrote.');
export const CONTROLLER_ERRORS = gauge('kafka_controller_kafkacontroller_metadataerrorcount', 'kafka.controller:type=KafkaController,name=MetadataErrorCount',
  'Errors of this controller with the metadata log since its start.');
export const UNCLEAN_ELECTIONS = counter('kafka_controller_controllerstats_uncleanleaderelections_total', 'kafka.controller:type=ControllerStats,name=UncleanLeaderElectionsPerSec',
  'Leaders elected that were not in sync.');
export const UNDER_REPLICATED = gauge('kafka_server_replicamanager_underreplicatedpartitions', 'kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions',
  'Partitions led by this broker with a copy that is not in sync.');
export const UNDER_MIN_ISR = gauge('kafka_server_replicamanager_underminisrpartitioncount', 'kafka.server:type=ReplicaManager,name=UnderMinIsrPartitionCount',
  'Partitions led by this broker with fewer copies in sync than min.insync.replicas.');
export const ISR_SHRINKS = counter('kafka_server_replicamanager_isrshrinks_total', 'kafka.server:type=ReplicaManager,name=IsrShrinksPerSec',
  'Copies that fell out of sync, of partitions led by this broker.');
export const ISR_EXPANDS = counter('kafka_server_replicamanager_isrexpands_total', 'kafka.server:type=ReplicaManager,name=IsrExpandsPerSec',
  'Copies that came back into sync, of partitions led by this broker.');
export const OFFLINE_LOG_DIRECTORIES = gauge('kafka_log_logmanager_offlinelogdirectorycount', 'kafka.log:type=LogManager,name=OfflineLogDirectoryCount',
  'Log directories of this broker that failed.');
export const LOG_SIZE = gauge('kafka_log_log_size', 'kafka.log:type=Log,name=Size,topic=*,partition=*',
  'Size in bytes of this broker\'s copy of a partition.');
export const BYTES_IN = counter('kafka_server_brokertopicmetrics_bytesin_total', 'kafka.server:type=BrokerTopicMetrics,name=BytesInPerSec',
  'Bytes written by clients.');
export const BYTES_OUT = counter('kafka_server_brokertopicmetrics_bytesout_total', 'kafka.server:type=BrokerTopicMetrics,name=BytesOutPerSec',
  'Bytes read by clients.');
export const REQUEST_TIME = quantiles({
  name: 'kafka_network_requestmetrics_totaltimems',
  bean: 'kafka.network:type=RequestMetrics,name=TotalTimeMs,request=*',
  help: 'Milliseconds from the arrival of a request to its answer.',
});
export const HANDLERS_IDLE = gauge('kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent', 'kafka.server:type=KafkaRequestHandlerPool,name=RequestHandlerAvgIdlePercent',
  'Part of the last minute that request handlers were idle: 0 to 1.', 'OneMinuteRate');
export const NETWORK_IDLE = gauge('kafka_network_socketserver_networkprocessoravgidle_percent', 'kafka.network:type=SocketServer,name=NetworkProcessorAvgIdlePercent',
  'Part of the time that network threads were idle: 0 to 1.');
export const QUORUM_LEADER = gauge('kafka_server_raftmetrics_current_leader', 'kafka.server:type=raft-metrics',
  'Node id of the quorum\'s leader as this member knows; -1 where it knows none.', 'current-leader');
export const HIGH_WATERMARK = gauge('kafka_server_raftmetrics_high_watermark', 'kafka.server:type=raft-metrics',
  'Offset up to which the metadata log is committed, as this member knows; -1 where it does not.', 'high-watermark');
export const BROKER_LAG = gauge('kafka_server_brokermetadatametrics_last_applied_record_lag_ms', 'kafka.server:type=broker-metadata-metrics',
  'Age in milliseconds of the last metadata record that this broker applied.', 'last-applied-record-lag-ms');
export const BROKER_LOAD_ERRORS = gauge('kafka_server_brokermetadatametrics_metadata_load_error_count', 'kafka.server:type=broker-metadata-metrics',
  'Errors of this broker while it read the metadata log, since its start.', 'metadata-load-error-count');
export const BROKER_APPLY_ERRORS = gauge('kafka_server_brokermetadatametrics_metadata_apply_error_count', 'kafka.server:type=broker-metadata-metrics',
  'Errors of this broker while it did what the metadata log says, since its start.', 'metadata-apply-error-count');

/** All of them. The first rule that fits ends the search, so what there is most of comes first. */
export const EXPORTED: readonly ExportedMetric[] = [
  LOG_SIZE, ...REQUEST_TIME,
  ACTIVE_CONTROLLERS, OFFLINE_PARTITIONS, FENCED_BROKERS, CONTROLLER_LAG, CONTROLLER_ERRORS, UNCLEAN_ELECTIONS,
  UNDER_REPLICATED, UNDER_MIN_ISR, ISR_SHRINKS, ISR_EXPANDS, OFFLINE_LOG_DIRECTORIES, BYTES_IN, BYTES_OUT, HANDLERS_IDLE, NETWORK_IDLE,
  QUORUM_LEADER, HIGH_WATERMARK, BROKER_LAG, BROKER_LOAD_ERRORS, BROKER_APPLY_ERRORS,
];

/** The label that tells clusters apart, `<namespace>/<name>`, whatever labels the collector gives to what it scrapes. */
export const CLUSTER_LABEL = 'kafka_cluster';

/** The requests whose time counts: of some eighty kinds, those that move messages. */
const REQUESTS = ['Produce', 'FetchConsumer', 'FetchFollower'];

/** Parts of a bean's object name: `kafka.log:type=Log,name=Size` -> `kafka.log`, [['type', 'Log'], ['name', 'Size']]. */
function parsed(bean: string): { domain: string; properties: [string, string][] } {
  const [domain, list] = bean.split(':');
  return { domain, properties: list.split(',').map((property) => property.split('=') as [string, string]) };
}

/** What the exporter matches: `kafka.log<type=Log, name=Size, topic=(.+), partition=(.+)><>Value:`. */
function pattern({ bean, attribute }: ExportedMetric): string {
  const { domain, properties } = parsed(bean);
  const list = properties.map(([key, value]) => `${key}=${value === '*' ? values(key) : value}`).join(', ');
  return `^${domain.replace('.', '\\.')}<${list}><>${attribute}:`;
}

function values(key: string): string {
  return key === 'request' ? `(${REQUESTS.join('|')})` : '(.+)';
}

/** Labels of one rule: the cluster, then what the name of the bean tells, then its own. */
function labels(cluster: string, { bean, labels: own = {} }: ExportedMetric): [string, string][] {
  const told = parsed(bean).properties.filter(([, value]) => value === '*').map(([key], i): [string, string] => [key, `$${i + 1}`]);
  return [[CLUSTER_LABEL, cluster], ...told, ...Object.entries(own)];
}

/** The object names that the exporter asks for: asking for all beans would take seconds on a broker with many partitions. */
function objectNames(): string[] {
  return [...new Set(EXPORTED.map(({ bean }) => bean))];
}

/**
 * The rules file of the JMX exporter, 1.0.1 or later: https://prometheus.github.io/jmx_exporter/configuration/rules. Texts in double quotes
 * are written as in JSON, which YAML reads alike.
 */
export function exporterRules(cluster: string): FilePlan {
  const text = JSON.stringify;
  return {
    name: 'jmx-exporter.yaml',
    content: [
      'includeObjectNames:',
      ...objectNames().map((name) => `- ${text(name)}`),
      'rules:',
      ...EXPORTED.flatMap((metric) => [
        `- pattern: ${text(pattern(metric))}`,
        '  cache: true',
        `  name: ${metric.name}`,
        `  type: ${metric.type}`,
        `  help: ${text(metric.help)}`,
        '  labels:',
        ...labels(cluster, metric).map(([name, value]) => `    ${name}: ${text(value)}`),
      ]),
      '',
    ].join('\n'),
  };
}
