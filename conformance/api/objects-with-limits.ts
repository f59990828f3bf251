// The objects of operators' and tools' kinds that this library writes, with as many fields as it can give them.
import { App, Chart, Duration, Size, Testing, YamlOutputType } from 'cdk8s';
import { Cpu, Deployment } from 'cdk8s-plus-27';
import { KubeObject } from '../kubernetes/api';
import {
  Certificates, DataStorage, Failure, GitOpsLayout, GitOpsTool, KafkaAuthentication, KafkaCluster, KafkaClusterProps, KafkaExternalAccess,
  KafkaVersion, Metrics, OperatorInstall, Platform, Scrape, StrimziOperator, StrimziOperatorProps,
} from 'cdk8s-data';

export const NAMESPACE = 'limits';

/** A chart of an app that knows where it is. */
export function newChart(namespace = NAMESPACE): Chart {
  const app = new App();
  Platform.onPrem({ zones: ['a', 'b', 'c'], kubernetesVersion: '1.34' }).applyTo(app);
  return new Chart(app, 'limits', { namespace });
}

/** A Kafka on Strimzi, of which everything is declared. */
export function strimzi(props: Partial<KafkaClusterProps> = {}, chart = newChart()): KafkaCluster {
  return new KafkaCluster(chart, 'events', {
    version: KafkaVersion.V4_3_1,
    replicas: 3,
    storage: DataStorage.persistent(Size.gibibytes(100), { storageClass: 'fast' }),
    guarantees: { survives: Failure.ZONE },
    operator: StrimziOperator.existing({ version: '1.2.0', watchesAll: true }),
    metrics: Metrics.jmxExporter({ image: 'registry.example.com/exporter:1', scrape: Scrape.podMonitor({ every: Duration.seconds(30) }) }),
    resources: { cpu: { request: Cpu.millis(500) }, memory: { limit: Size.gibibytes(4) } },
    heap: Size.gibibytes(2),
    pods: {
      labels: { team: 'a' },
      annotations: { note: 'b' },
      nodeSelector: { pool: 'data' },
      tolerations: [{ key: 'data', effect: 'NoSchedule' }],
      priorityClass: 'high',
      imagePullSecrets: ['pull'],
      environment: { TZ: 'UTC' },
    },
    ...props,
  });
}

/** A Kafka on built-in objects, with certificates of cert-manager. */
export function builtIn(props: Partial<KafkaClusterProps> = {}, chart = newChart('limits-builtin')): KafkaCluster {
  return strimzi({ operator: undefined, heap: undefined, certificates: Certificates.selfSigned(), ...props }, chart);
}

export function operator(id: string, props: Partial<StrimziOperatorProps>, chart = newChart()): StrimziOperator {
  return new StrimziOperator(chart, id, { version: '1.2.0', watches: ['shop'], ...props });
}

/** An app whose charts one of the tools applies. */
export function delivered(tool: GitOpsTool): App {
  const app = new App({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
  const chart = new Chart(app, 'shop', { namespace: NAMESPACE });
  new Deployment(chart, 'web', { containers: [{ image: 'web:1' }] });
  new GitOpsLayout(app, 'delivery', { tool, workloads: [chart], existingNamespaces: [NAMESPACE] });
  return app;
}

const KINDS = [
  'Application', 'Certificate', 'HelmRelease', 'Issuer', 'Kafka', 'KafkaNodePool', 'KafkaRebalance', 'KafkaTopic', 'KafkaUser', 'Kustomization', 'OCIRepository', 'PodMonitor', 'PrometheusRule',
];

export function objectsWithLimits(): KubeObject[] {
  const outside = { bootstrapHost: 'kafka.example.com', brokerHost: 'broker-{ordinal}.kafka.example.com' };
  const balanced = strimzi({ externalAccess: KafkaExternalAccess.loadBalancer({ ...outside, allowedSourceRanges: ['203.0.113.0/24'], externalDns: true }) });
  const topic = balanced.addTopic('orders', { partitions: 12, config: { 'retention.ms': '1000' } });
  topic.grantProduce(new Deployment(Chart.of(balanced), 'web', { containers: [{ image: 'web:1' }] }), { transactionalIdPrefix: 'web-' });
  topic.grantConsume(new Deployment(Chart.of(balanced), 'read', { containers: [{ image: 'web:1' }] }), { group: 'read' });
  balanced.addUser('report', { authentication: KafkaAuthentication.scram() });
  const nodes = strimzi({ externalAccess: KafkaExternalAccess.nodePort({ ...outside, firstNodePort: 30000 }) }, newChart('limits-nodes'));
  const passing = strimzi({ storage: DataStorage.ephemeral(Size.gibibytes(10)), guarantees: { survives: Failure.NONE, keepsAcknowledgedWrites: false, servesDuringMaintenance: false } }, newChart('limits-passing'));
  const ways = [OperatorInstall.argoCd(), OperatorInstall.flux({ every: Duration.minutes(5) })].map((install) => Chart.of(operator('strimzi', { install })));
  const tools = [
    GitOpsTool.argoCd({ repository: 'https://git.example.com/shop.git', revision: 'main', clusterName: 'east' }),
    GitOpsTool.flux({ serviceAccountName: 'flux', dependsOn: ['others'], interval: Duration.minutes(5), timeout: Duration.seconds(90) }),
  ].map((tool) => delivered(tool));
  const charts = [balanced, nodes, passing, builtIn()].map((cluster) => Chart.of(cluster));
  const delivering = tools.flatMap((app) => app.node.findAll().filter((node): node is Chart => Chart.isChart(node)));
  const all = [...charts, ...ways, ...delivering].flatMap((chart) => Testing.synth(chart) as KubeObject[]);
  return all.filter(({ kind }) => KINDS.includes(kind));
}
