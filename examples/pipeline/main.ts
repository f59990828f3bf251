import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  DataStorage, Delivery, Failure, FlinkApplication, FlinkVersion, KafkaCluster, KafkaVersion, ObjectStore, Platform, StreamProcessor,
} from 'cdk8s-data';

const app = new App();
Platform.onPrem({ zones: ['zone-a', 'zone-b', 'zone-c'], kubernetesVersion: '1.34' }).applyTo(app);
const chart = new Chart(app, 'pipeline', { namespace: 'orders' });

const events = new KafkaCluster(chart, 'events', {
  version: KafkaVersion.V4_3_1,
  replicas: 3,
  storage: DataStorage.persistent(Size.gibibytes(100)),
  guarantees: { survives: Failure.ZONE },
});
const orders = events.addTopic('orders', { partitions: 12 });
const alerts = events.addTopic('alerts', { partitions: 12 });

// The processor becomes a user of the cluster; exactly once from topic to topic: transactions that outlast checkpoints, and readers that wait for them.
new StreamProcessor(chart, 'fraud', {
  application: FlinkApplication.jar({
    version: FlinkVersion.V2_3_0,
    image: 'registry.example.com/fraud:1.0',
    jar: 'local:///opt/flink/usrlib/fraud.jar',
    entryClass: 'shop.Fraud',
    leaderResources: { cpu: { request: Cpu.millis(500) }, memory: { limit: Size.gibibytes(2) } },
    workerResources: { cpu: { request: Cpu.units(1) }, memory: { limit: Size.gibibytes(4) } },
  }),
  parallelism: 6,
  state: ObjectStore.s3Compatible({ bucket: 'flink', endpoint: 'https://minio.storage.svc:9000', secretName: 'minio-keys' }),
  checkpointEvery: Duration.minutes(1),
  reads: [orders],
  writes: [alerts],
  guarantees: { survives: Failure.ZONE, delivery: Delivery.EXACTLY_ONCE },
});

app.synth();
