// What a member of Kafka 4.3 shows to JMX: object names with their attributes, for checking what the exporter makes of them. Among them some that
// the exporter must leave alone. Names and roles: https://kafka.apache.org/42/operations/monitoring/, held against the classes of the 4.3.1 jars
// that register them; attributes: com.yammer.metrics 2.2.0, reporting.JmxReporter (GaugeMBean, MeterMBean, HistogramMBean).

export interface MBean {
  readonly name: string;
  readonly attributes: Readonly<Record<string, number | string>>;
  /** The class that registers it. */
  readonly source: string;
}

const gauge = (value: number) => ({ Value: value });
const meter = (count: number, unit: string) =>
  ({ Count: count, EventType: unit, RateUnit: 'SECONDS', MeanRate: 0.25, OneMinuteRate: 0.75, FiveMinuteRate: 0.5, FifteenMinuteRate: 0.5 });
/** Of what a histogram shows, what rules could mistake for another. */
const histogram = (count: number) => ({ 'Count': count, 'Max': 80, 'Mean': 4, '50thPercentile': 3, '95thPercentile': 9, '99thPercentile': 20, '999thPercentile': 70 });

const CONTROLLER = 'org.apache.kafka.controller.metrics.QuorumControllerMetrics';
const METADATA = 'org.apache.kafka.controller.metrics.ControllerMetadataMetrics';
const REPLICAS = 'kafka.server.ReplicaManager';
const TOPICS = 'org.apache.kafka.storage.log.metrics.BrokerTopicMetrics';
const LOG = 'org.apache.kafka.storage.internals.log.UnifiedLog';
const REQUESTS = 'org.apache.kafka.network.metrics.RequestMetrics';

const bean = (name: string, attributes: MBean['attributes'], source: string): MBean => ({ name, attributes, source });

/** Of a member that is broker and controller at once, so that all are there. */
export const MBEANS: readonly MBean[] = [
  bean('kafka.controller:type=KafkaController,name=ActiveControllerCount', gauge(1), CONTROLLER),
  bean('kafka.controller:type=KafkaController,name=LastAppliedRecordLagMs', gauge(0), CONTROLLER),
  bean('kafka.controller:type=KafkaController,name=NewActiveControllersCount', gauge(1), CONTROLLER),
  bean('kafka.controller:type=ControllerEventManager,name=EventQueueTimeMs', histogram(9000), CONTROLLER),
  bean('kafka.controller:type=KafkaController,name=ActiveBrokerCount', gauge(3), METADATA),
  bean('kafka.controller:type=KafkaController,name=FencedBrokerCount', gauge(0), METADATA),
  bean('kafka.controller:type=KafkaController,name=GlobalPartitionCount', gauge(50), METADATA),
  bean('kafka.controller:type=KafkaController,name=MetadataErrorCount', gauge(0), METADATA),
  bean('kafka.controller:type=KafkaController,name=OfflinePartitionsCount', gauge(0), METADATA),
  bean('kafka.controller:type=ControllerStats,name=UncleanLeaderElectionsPerSec', meter(0, 'elections'), METADATA),
  bean('kafka.controller:type=ControllerStats,name=ElectionFromEligibleLeaderReplicasPerSec', meter(0, 'elections'), METADATA),

  bean('kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions', gauge(2), REPLICAS),
  bean('kafka.server:type=ReplicaManager,name=UnderMinIsrPartitionCount', gauge(1), REPLICAS),
  bean('kafka.server:type=ReplicaManager,name=AtMinIsrPartitionCount', gauge(1), REPLICAS),
  bean('kafka.server:type=ReplicaManager,name=IsrShrinksPerSec', meter(5, 'shrinks'), REPLICAS),
  bean('kafka.server:type=ReplicaManager,name=IsrExpandsPerSec', meter(4, 'expands'), REPLICAS),
  bean('kafka.server:type=ReplicaManager,name=PartitionCount', gauge(50), REPLICAS),

  bean('kafka.server:type=BrokerTopicMetrics,name=BytesInPerSec', meter(1_000_000, 'bytes'), TOPICS),
  bean('kafka.server:type=BrokerTopicMetrics,name=BytesInPerSec,topic=orders.v1', meter(1_000_000, 'bytes'), TOPICS),
  bean('kafka.server:type=BrokerTopicMetrics,name=BytesOutPerSec', meter(3_000_000, 'bytes'), TOPICS),
  bean('kafka.server:type=BrokerTopicMetrics,name=MessagesInPerSec', meter(1000, 'messages'), TOPICS),

  bean('kafka.log:type=LogManager,name=OfflineLogDirectoryCount', gauge(0), 'kafka.log.LogManager'),
  bean('kafka.log:type=Log,name=Size,topic=orders.v1,partition=0', gauge(4096), LOG),
  bean('kafka.log:type=Log,name=Size,topic=__consumer_offsets,partition=49', gauge(8192), LOG),
  bean('kafka.log:type=Log,name=NumLogSegments,topic=orders.v1,partition=0', gauge(1), LOG),

  bean('kafka.network:type=RequestMetrics,name=TotalTimeMs,request=Produce', histogram(100), REQUESTS),
  bean('kafka.network:type=RequestMetrics,name=TotalTimeMs,request=FetchConsumer', histogram(100), REQUESTS),
  bean('kafka.network:type=RequestMetrics,name=TotalTimeMs,request=FetchFollower', histogram(100), REQUESTS),
  bean('kafka.network:type=RequestMetrics,name=TotalTimeMs,request=Metadata', histogram(100), REQUESTS),
  bean('kafka.network:type=RequestMetrics,name=LocalTimeMs,request=Produce', histogram(100), REQUESTS),
  bean('kafka.network:type=SocketServer,name=NetworkProcessorAvgIdlePercent', gauge(0.98), 'kafka.network.SocketServer'),
  bean('kafka.server:type=KafkaRequestHandlerPool,name=RequestHandlerAvgIdlePercent', meter(7_000_000_000, 'percent'), 'kafka.server.KafkaRequestHandlerPoolFactory'),
  bean('kafka.server:type=KafkaRequestHandlerPool,name=BrokerRequestHandlerAvgIdlePercent', meter(7_000_000_000, 'percent'), 'kafka.server.KafkaRequestHandlerPool'),

  bean('kafka.server:type=raft-metrics', {
    'current-state': 'leader',
    'current-leader': 1001,
    'current-vote': -1,
    'current-epoch': 7,
    'high-watermark': 4711,
    'log-end-offset': 4712,
    'commit-latency-avg': 3.5,
  }, 'org.apache.kafka.raft.internals.KafkaRaftMetrics'),
  bean('kafka.server:type=broker-metadata-metrics', {
    'last-applied-record-offset': 4710,
    'last-applied-record-timestamp': 1_700_000_000_000,
    'last-applied-record-lag-ms': 120,
    'metadata-load-error-count': 0,
    'metadata-apply-error-count': 0,
  }, 'org.apache.kafka.server.metrics.BrokerServerMetrics'),
  bean('kafka.server:type=MetadataLoader,name=CurrentMetadataVersion', gauge(29), 'org.apache.kafka.image.loader.metrics.MetadataLoaderMetrics'),
];

/**
 * The series that the exporter's rules must make of them, without the labels that tell the cluster: what is in no line here is not exported.
 */
export const SERIES: readonly string[] = [
  'kafka_controller_controllerstats_uncleanleaderelections_total 0',
  'kafka_controller_kafkacontroller_activecontrollercount 1',
  'kafka_controller_kafkacontroller_fencedbrokercount 0',
  'kafka_controller_kafkacontroller_lastappliedrecordlagms 0',
  'kafka_controller_kafkacontroller_metadataerrorcount 0',
  'kafka_controller_kafkacontroller_offlinepartitionscount 0',
  'kafka_log_log_size{partition="0",topic="orders.v1"} 4096',
  'kafka_log_log_size{partition="49",topic="__consumer_offsets"} 8192',
  'kafka_log_logmanager_offlinelogdirectorycount 0',
  ...['0.5', '0.99'].flatMap((quantile) => ['FetchConsumer', 'FetchFollower', 'Produce'].map((request) =>
    `kafka_network_requestmetrics_totaltimems{quantile="${quantile}",request="${request}"} ${quantile === '0.5' ? 3 : 20}`)),
  'kafka_network_socketserver_networkprocessoravgidle_percent 0.98',
  'kafka_server_brokermetadatametrics_last_applied_record_lag_ms 120',
  'kafka_server_brokermetadatametrics_metadata_apply_error_count 0',
  'kafka_server_brokermetadatametrics_metadata_load_error_count 0',
  'kafka_server_brokertopicmetrics_bytesin_total 1000000',
  'kafka_server_brokertopicmetrics_bytesout_total 3000000',
  'kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent 0.75',
  'kafka_server_raftmetrics_current_leader 1001',
  'kafka_server_raftmetrics_high_watermark 4711',
  'kafka_server_replicamanager_isrexpands_total 4',
  'kafka_server_replicamanager_isrshrinks_total 5',
  'kafka_server_replicamanager_underminisrpartitioncount 1',
  'kafka_server_replicamanager_underreplicatedpartitions 2',
];
