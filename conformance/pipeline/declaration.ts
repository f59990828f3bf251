// What is declared: a Kafka cluster, a stream processor from one of its topics to another, and a witness that writes to the first and reads the second.
import { ApiObject, App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import { Cpu, Deployment, ImagePullPolicy } from 'cdk8s-plus-27';
import { TOTALS_CLASS, TOTALS_IMAGE } from './job';
import { ZONES } from '../cluster/zones';
import { VERSION as FLINK } from '../flink/declaration';
import { IMAGE, VERSION as KAFKA } from '../kafka/declaration';
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
  witness(chart, events, orders, totals);
  return chart.toJson();
}

type Topic = ReturnType<KafkaCluster['addTopic']>;

function witness(chart: Chart, events: KafkaCluster, orders: Topic, totals: Topic): void {
  const deployment = new Deployment(chart, 'witness', { replicas: 1, metadata: { name: 'witness' } });
  for (const [name, command] of [
    ['writer', `until [ -s /etc/kafka/${CLUSTER}/user/tls.key ]; do sleep 1; done
exec /opt/kafka/bin/kafka-verifiable-producer.sh --bootstrap-server ${events.bootstrapServers()} --topic ${ORDERS} --throughput 20 \
--value-prefix $(date +%s) --producer.config /etc/kafka/${CLUSTER}/config/client.properties`],
    ['reader', 'sleep infinity & trap "exit 0" TERM; wait'],
  ]) {
    deployment.addContainer({
      name,
      image: IMAGE,
      imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
      command: ['bash', '-c', command],
      envVariables: {
        KAFKA_HEAP_OPTS: { value: '-Xmx96m' },
        KAFKA_JVM_PERFORMANCE_OPTS: { value: '-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:SharedArchiveFile=/opt/kafka/kafka.jsa' },
        LOG_DIR: { value: '/tmp' },
      },
      resources: { cpu: { request: Cpu.millis(50) }, memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1) } },
      securityContext: { user: 1000, group: 1000, ensureNonRoot: true, readOnlyRootFilesystem: false },
    });
  }
  orders.grantProduce(deployment);
  totals.grantConsume(deployment, { group: 'witness' });
  // What `restricted` asks for and cdk8s-plus does not write.
  ApiObject.of(deployment).addJsonPatch(
    JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
    ...[0, 1].map((i) => JsonPatch.add(`/spec/template/spec/containers/${i}/securityContext/capabilities`, { drop: ['ALL'] })),
  );
}
