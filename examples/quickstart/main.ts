import { App, Chart, Size } from 'cdk8s';
import { DataStorage, Failure, KafkaCluster, KafkaVersion, Platform } from 'cdk8s-data';

const app = new App();
Platform.aks({ region: 'eastus', zones: ['1', '2', '3'], kubernetesVersion: '1.34' }).applyTo(app);
const chart = new Chart(app, 'orders', { namespace: 'orders' });

const events = new KafkaCluster(chart, 'events', {
  version: KafkaVersion.V4_3_1,
  replicas: 3,
  storage: DataStorage.persistent(Size.gibibytes(100)),
  guarantees: { survives: Failure.ZONE },
});
events.addTopic('orders', { partitions: 12 });

app.synth();
