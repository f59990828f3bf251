// What the experiments declare: a Kafka cluster as a user would, and a witness. Nothing here knows how the library keeps its word.
import { App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { addWitness } from './witness';
import { HOST } from '../cluster/network';
import { ZONE_LABEL } from '../cluster/zones';
import { KubeObject } from '../kubernetes/api';
import { EXPORTER_IMAGE } from '../watching/exporter';
import { Certificates, KafkaAuthentication, KafkaCluster, KafkaExternalAccess, KafkaVersion, DataStorage, Failure, Metrics, Platform, Risk } from 'cdk8s-data';

export const VERSION = KafkaVersion.V4_3_1;
/** Of the witness: the newest, whatever the brokers are. */
export const IMAGE = `docker.io/apache/kafka:${VERSION.version}`;
/** The name of every cluster here: namespaces keep them apart. */
export const CLUSTER = 'events';
/** The topic that the witness writes to. */
export const TOPIC = 'facts';
/** A topic that only the experiments with topics touch. */
export const OTHER_TOPIC = 'notes';
/** The topic with one copy that no promise covers; for the negative controls. */
export const SINGLE_TOPIC = 'single';

/** Where clients outside find the brokers, whose ports follow the one that all have. */
export const OUTSIDE_HOST = 'kafka.example.com', OUTSIDE_PORT = 30010;

export interface KafkaDeclaration {
  readonly namespace: string;
  readonly brokers: number;
  readonly zones: readonly string[];
  /** As the platform is told; from 1.35 on the zone is read from the pod's label. */
  readonly kubernetesVersion: string;
  /** Of the brokers and controllers; `VERSION` if nothing is said. */
  readonly version?: KafkaVersion;
  readonly metadataVersion?: string;
  /** Further settings of the brokers. */
  readonly config?: Record<string, string>;
  /** Partitions and settings of the other topic. */
  readonly otherTopic?: { readonly partitions: number; readonly config?: Record<string, string> };
  /** A zone if nothing is said: that needs as many brokers in each. */
  readonly survives?: Failure;
  /** How long certificates last, and how often a member looks for another, in seconds; the library's own if nothing is said. */
  readonly renewal?: { readonly validFor: Duration; readonly roundSeconds: number };
  /** How clients outside come in. */
  readonly externalAccess?: KafkaExternalAccess;
  /** Ordinals that are being emptied. */
  readonly draining?: number[];
  /** The API server refuses to take members away that were not emptied. */
  readonly guarded?: boolean;
  /** Bytes a second that moving partitions may take. */
  readonly bytesPerSecond?: number;
  /** Settings of the witness's topic. */
  readonly topicConfig?: Record<string, string>;
  /** Risks that the negative controls accept. */
  readonly acceptedRisks?: Risk[];
  /** The witness writes to the topic with one copy. */
  readonly single?: boolean;
  /** Members serve their metrics. */
  readonly metrics?: boolean;
}

/** The manifests, exactly as synthesized, in the order of the file. */
export function declare(d: KafkaDeclaration): KubeObject[] {
  const app = new App();
  Platform.onPrem({ zones: [...d.zones], kubernetesVersion: d.kubernetesVersion }).applyTo(app);
  const chart = new Chart(app, 'kafka', { namespace: d.namespace });
  const events = new KafkaCluster(chart, CLUSTER, {
    version: d.version ?? VERSION,
    metadataVersion: d.metadataVersion,
    replicas: d.brokers,
    storage: DataStorage.persistent(Size.gibibytes(2)),
    resources: { cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(768) } },
    controllerResources: { cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(768) } },
    guarantees: { survives: d.survives ?? Failure.ZONE },
    // Java's second compiler takes more of two cores than it gives back to processes that live for minutes.
    pods: {
      environment: { KAFKA_OPTS: '-XX:TieredStopAtLevel=1', ...d.renewal ? { RENEW_ROUND_SECONDS: String(d.renewal.roundSeconds) } : {} },
    },
    certificates: d.renewal ? Certificates.selfSigned({ validFor: d.renewal.validFor }) : undefined,
    // A group waits 3 s for more members by default (group.initial.rebalance.delay.ms); here nobody else comes.
    config: { 'group.initial.rebalance.delay.ms': '0', ...d.config },
    draining: d.draining,
    externalAccess: d.externalAccess,
    guards: d.guarded ? { scaleIn: true } : undefined,
    rebalance: { bytesPerSecond: d.bytesPerSecond },
    acceptedRisks: d.acceptedRisks,
    ...d.metrics ? { metrics: Metrics.jmxExporter({ image: EXPORTER_IMAGE, dashboard: true }) } : {},
  });
  const facts = events.addTopic(d.single ? SINGLE_TOPIC : TOPIC, {
    partitions: 6, config: d.topicConfig, ...d.single ? { replicationFactor: 1 } : {},
  });
  events.addTopic(OTHER_TOPIC, d.otherTopic ?? { partitions: 2 });
  const report = events.addUser('report', { authentication: KafkaAuthentication.scram() });
  report.allowConsume(facts.topicName, 'report');

  addWitness(chart, events, {
    image: IMAGE,
    writesTo: facts,
    reads: facts,
    options: d.single ? ' --repeating-keys 60' : '',
    patches: [
      JsonPatch.add('/spec/template/spec/nodeSelector', { [ZONE_LABEL]: d.zones[0] }),
      // As DNS would outside: a node's address.
      ...d.externalAccess ? [JsonPatch.add('/spec/template/spec/hostAliases', [{ ip: HOST, hostnames: [OUTSIDE_HOST] }])] : [],
    ],
  });
  return chart.toJson();
}
