// Each limit of a definition on a field that this library writes: what a user declares that would break it, and our error; or why nobody can.
import { Duration } from 'cdk8s';
import { builtIn, delivered, newChart, operator, strimzi } from './objects-with-limits';
import { Certificates, GitOpsTool, OperatorInstall, Platform, Scrape } from 'cdk8s-data';

export interface DeclaredLimit {
  readonly kind: string;
  /** As in `Limit`. A `*` at its end stands for all below. */
  readonly path: string;
  readonly keyword: string;
  /** Why no declaration can break it. */
  readonly impossible?: string;
  /** A declaration that would. */
  readonly declare?: () => unknown;
  /** A part of what it is told. */
  readonly error?: string;
  /** What a CEL rule refuses, written into `spec`. */
  readonly breaks?: (spec: any) => void;
}

const OURS = 'the library writes it, and no declaration says it';
const SIZE = 'a Size or a Cpu of cdk8s, which the library writes as a quantity';
const ID = 'a construct without an id is refused by constructs itself';

function never(kind: string, impossible: string, keyword: string, ...paths: string[]): DeclaredLimit[] {
  return paths.map((path) => ({ kind, path, keyword, impossible }));
}

function told(kind: string, path: string, keyword: string, declare: () => unknown, error: string): DeclaredLimit {
  return { kind, path, keyword, declare, error };
}

type Breaks = (spec: any) => void;
type Why = string | { readonly declare: () => unknown; readonly error: string };

const rule = (kind: string, path: string, keyword: string, breaks: Breaks, why: Why): DeclaredLimit => ({
  kind, path, keyword, breaks, ...typeof why === 'string' ? { impossible: why } : why,
});

const long = 'strimzi-of-the-whole-shop-and-of-everybody-who-has-a-kafka-in-it';
const flux = (every?: Duration) => OperatorInstall.flux({ every });
const withZoneLabel = (zoneLabel: string) => {
  const chart = newChart();
  Platform.onPrem({ zones: ['a', 'b', 'c'], zoneLabel, kubernetesVersion: '1.34' }).applyTo(chart);
  return strimzi({}, chart);
};

export const DECLARED_LIMITS: readonly DeclaredLimit[] = [
  ...never('Application', OURS, 'required', 'spec'),
  told('Application', 'spec.source', 'required', () => GitOpsTool.argoCd({} as any), 'repository: got nothing'),

  ...never('Certificate', OURS, 'required', 'spec'),
  ...never('Certificate', OURS, 'enum', 'spec.privateKey.*', 'spec.usages[]'),
  told('Certificate', 'spec.issuerRef', 'required', () => builtIn({ certificates: Certificates.issuer({ name: undefined as any }) }), 'name: got'),
  ...never('Issuer', OURS, 'required', 'spec.ca'),

  ...never('HelmRelease', OURS, 'required', 'spec', 'spec.chartRef'),
  ...never('HelmRelease', OURS, 'enum', 'spec.chartRef.kind', 'spec.install.crds', 'spec.upgrade.crds'),
  ...never('HelmRelease', ID, 'minLength', 'spec.chartRef.name', 'spec.releaseName'),
  told('HelmRelease', 'spec.chartRef.name', 'maxLength', () => operator('a'.repeat(254), { install: flux() }), 'id: got'),
  told('HelmRelease', 'spec.releaseName', 'maxLength', () => operator(long.slice(0, 54), { install: flux() }), 'expected at most 53 letters, digits and hyphens'),
  told('HelmRelease', 'spec.interval', 'pattern', () => flux(Duration.millis(60_500)), 'every: got 60.5 seconds, expected whole seconds'),
  rule('HelmRelease', 'spec', '(has(self.chart) && !has(self.chartRef)) || (!has(self.chart) && has(self.chartRef))', (spec) => { delete spec.chartRef; }, OURS),

  ...never('OCIRepository', OURS, 'required', 'spec'),
  ...never('OCIRepository', OURS, 'enum', 'spec.layerSelector.operation'),
  ...never('OCIRepository', 'the address stands in the catalogue', 'pattern', 'spec.url'),
  told('OCIRepository', 'spec.interval', 'pattern', () => flux(Duration.millis(60_500)), 'every: got 60.5 seconds'),

  ...never('Kustomization', OURS, 'required', 'spec', 'spec.sourceRef'),
  ...never('Kustomization', OURS, 'enum', 'spec.deletionPolicy'),
  ...never('Kustomization', OURS, 'pattern', 'spec.retryInterval'),
  told('Kustomization', 'spec.dependsOn[]', 'required', () => GitOpsTool.flux({ dependsOn: [undefined as any] }), 'dependsOn: got'),
  told('Kustomization', 'spec.interval', 'pattern', () => GitOpsTool.flux({ interval: Duration.millis(60_500) }), 'interval: got 60.5 s'),
  told('Kustomization', 'spec.timeout', 'pattern', () => delivered(GitOpsTool.flux({ timeout: Duration.millis(500) })), 'timeout: got 0.5 s'),
  told('Kustomization', 'spec.sourceRef.kind', 'enum', () => GitOpsTool.flux({ source: { kind: 'HelmChart' } as any }), 'source: got'),

  ...never('PodMonitor', OURS, 'required', 'spec', 'spec.selector.matchExpressions[]'),
  told('PodMonitor', 'spec.podMetricsEndpoints[].interval', 'pattern', () => Scrape.podMonitor({ every: Duration.millis(1500) }), 'every: got 1.5 s'),
  ...never('PrometheusRule', OURS, 'required', 'spec.groups[]', 'spec.groups[].rules[]'),
  ...never('PrometheusRule', OURS, 'minLength', 'spec.groups[].name'),
  ...never('PrometheusRule', OURS, 'pattern', 'spec.groups[].rules[].for'),

  ...never('Kafka', OURS, 'required', 'spec', 'spec.cruiseControl.autoRebalance[]', 'spec.kafka', 'spec.kafka.authorization', 'spec.kafka.listeners[]',
    'spec.kafka.listeners[].authentication', 'spec.kafka.listeners[].configuration.brokers[]', 'spec.kafka.metricsConfig'),
  ...never('Kafka', OURS, 'enum', 'spec.cruiseControl.autoRebalance[].mode', 'spec.kafka.authorization.type', 'spec.kafka.listeners[].authentication.type',
    'spec.kafka.listeners[].configuration.externalTrafficPolicy', 'spec.kafka.listeners[].type', 'spec.kafka.metricsConfig.type'),
  ...never('Kafka', OURS, 'minItems', 'spec.cruiseControl.autoRebalance', 'spec.kafka.listeners'),
  ...never('Kafka', OURS, 'pattern', 'spec.cruiseControl.resources.*', 'spec.entityOperator.*', 'spec.kafka.listeners[].name'),
  ...never('Kafka', OURS, 'minimum', 'spec.kafka.listeners[].port', 'spec.kafka.template.podDisruptionBudget.maxUnavailable'),
  rule('Kafka', 'spec.kafka.metricsConfig', "self.type != 'jmxPrometheusExporter' || has(self.valueFrom)", (spec) => { delete spec.kafka.metricsConfig.valueFrom; }, OURS),
  rule('Kafka', 'spec.kafka.rack', '(has(self.type) && self.type != "topology-label") || self.topologyKey != ""', (spec) => { spec.kafka.rack.topologyKey = ''; }, {
    declare: () => withZoneLabel(''), error: "zoneLabel: got ''",
  }),
  rule('Kafka', 'spec.kafka.rack', 'has(self.type) == false || self.type != "environment-variable" || self.envVarName != ""',
    (spec) => { spec.kafka.rack = { type: 'environment-variable', envVarName: '' }; }, OURS),

  ...never('KafkaNodePool', OURS, 'required', 'spec', 'spec.storage', 'spec.storage.volumes[]'),
  ...never('KafkaNodePool', OURS, 'enum', 'spec.roles[]', 'spec.storage.*'),
  ...never('KafkaNodePool', OURS, 'minimum', 'spec.storage.volumes[].id', 'spec.template.pod.terminationGracePeriodSeconds'),
  ...never('KafkaNodePool', SIZE, 'pattern', 'spec.jvmOptions.*', 'spec.resources.*', 'spec.storage.volumes[].sizeLimit'),
  told('KafkaNodePool', 'spec.replicas', 'minimum', () => strimzi({ replicas: -1 }), 'replicas: got -1, expected a whole number of 1 or more'),

  told('KafkaRebalance', 'spec.concurrentPartitionMovementsPerBroker', 'minimum', () => strimzi({ rebalance: { partitionsAtOnce: -1 } }), 'rebalance.partitionsAtOnce: got -1'),
  told('KafkaRebalance', 'spec.replicationThrottle', 'minimum', () => strimzi({ rebalance: { bytesPerSecond: -1 } }), 'rebalance.bytesPerSecond: got -1'),

  told('KafkaTopic', 'spec.partitions', 'minimum', () => strimzi().addTopic('orders', { partitions: 0 }), 'partitions: got 0'),
  told('KafkaTopic', 'spec.replicas', 'minimum', () => strimzi().addTopic('orders', { partitions: 1, replicationFactor: 0 }), 'replicationFactor: got 0'),
  told('KafkaTopic', 'spec.replicas', 'maximum', () => strimzi().addTopic('orders', { partitions: 1, replicationFactor: 32_768 }), 'replicationFactor: got 32768'),

  ...never('KafkaUser', OURS, 'required', 'spec.authentication', 'spec.authorization', 'spec.authorization.acls[]', 'spec.authorization.acls[].resource'),
  ...never('KafkaUser', OURS, 'enum', 'spec.authentication.type', 'spec.authorization.*'),
  rule('KafkaUser', 'spec.authentication', "self.type == 'tls' || (!has(self.validityDays) && !has(self.renewalDays))",
    ({ authentication }) => { Object.assign(authentication, { type: 'scram-sha-512', validityDays: 3, renewalDays: 1 }); }, OURS),
  rule('KafkaUser', 'spec.authentication', "self.type != 'tls' || (has(self.renewalDays) == has(self.validityDays))",
    ({ authentication }) => { Object.assign(authentication, { type: 'tls', validityDays: 3 }); }, OURS),
  rule('KafkaUser', 'spec.authentication', "self.type != 'tls' || !has(self.renewalDays) || !has(self.validityDays) || self.renewalDays < self.validityDays",
    ({ authentication }) => { Object.assign(authentication, { type: 'tls', validityDays: 3, renewalDays: 3 }); }, OURS),
];

/** The rows that a limit is in. */
export function rowsOf({ kind, path, keyword }: Pick<DeclaredLimit, 'keyword' | 'kind' | 'path'>): DeclaredLimit[] {
  const covers = (row: string) => row.endsWith('.*') ? path.startsWith(row.slice(0, -1)) : row === path;
  return DECLARED_LIMITS.filter((row) => row.kind === kind && row.keyword === keyword && covers(row.path));
}

