// What is declared: a Kafka cluster, a stream processor from one of its topics to another, and a witness that writes to the first and reads the second.
import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { TOTALS_CLASS, TOTALS_IMAGE } from './job';
import { ZONES } from '../cluster/zones';
import { VERSION as FLINK } from '../flink/declaration';
import { IMAGE, VERSION as KAFKA } from '../kafka/declaration';
import { addWitness } from '../kafka/witness';
import { KubeObject } from '../kubernetes/api';
import { DataStorage, Delivery, Failure, FlinkApplication, KafkaCluster, Platform, Risk, SharedVolume, StreamProcessor } from 'cdk8s-data';

export const CLUSTER = 'events', PROCESSOR = 'totals', ORDERS = 'orders', TOTALS = 'totals';

export interface PipelineDeclaration {
  readonly namespace: string;
  /** What is promised of delivery, and so what the job is told. */
  readonly delivery: Delivery;
  readonly acceptedRisks?: Risk[];
}

/** Exactly once from topic to topic. */
export const EXACTLY_ONCE: PipelineDeclaration = { namespace: 'pipeline', delivery: Delivery.EXACTLY_ONCE };

/** What comes again is there again: for the control. */
export const AT_LEAST_ONCE: PipelineDeclaration = { namespace: 'again', delivery: Delivery.AT_LEAST_ONCE };

/** The manifests, exactly as synthesized, in the order of the files. */
export function declare(d: PipelineDeclaration): KubeObject[] {
  const app = new App();
  Platform.onPrem({ zones: ZONES, kubernetesVersion: '1.34' }).applyTo(app);
  const chart = new Chart(app, 'pipeline', { namespace: d.namespace });
  const small = { cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(768) } };
  const events = new KafkaCluster(chart, CLUSTER, {
    version: KAFKA,
    replicas: 3,
    storage: DataStorage.persistent(Size.gibibytes(2)),
    resources: small,
    controllerResources: small,
    guarantees: { survives: Failure.NODE },
    pods: { environment: { KAFKA_OPTS: '-XX:TieredStopAtLevel=1' } },
    config: { 'group.initial.rebalance.delay.ms': '0' },
  });
  const orders = events.addTopic(ORDERS, { partitions: 4 }), totals = events.addTopic(TOTALS, { partitions: 4 });
  new StreamProcessor(chart, PROCESSOR, {
    application: FlinkApplication.jar({
      version: FLINK,
      image: TOTALS_IMAGE,
      jar: 'local:///opt/flink/usrlib/totals.jar',
      entryClass: TOTALS_CLASS,
      arguments: [d.delivery === Delivery.EXACTLY_ONCE ? 'EXACTLY_ONCE' : 'AT_LEAST_ONCE'],
      leaderResources: { cpu: { request: Cpu.millis(100) }, memory: { limit: Size.gibibytes(1) } },
      workerResources: { cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(1280) } },
      environment: { JVM_ARGS: '-XX:TieredStopAtLevel=1' },
    }),
    parallelism: 2,
    state: SharedVolume.create(Size.gibibytes(2)),
    checkpointEvery: Duration.seconds(5),
    reads: [orders],
    writes: [totals],
    guarantees: { delivery: d.delivery, recoveryPoint: Duration.seconds(5) },
    acceptedRisks: d.acceptedRisks,
  });
  addWitness(chart, events, { image: IMAGE, writesTo: orders, reads: totals });
  return chart.toJson();
}
