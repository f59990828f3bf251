import { ApiObject, App, Chart, Size } from 'cdk8s';
import { DataStorage, GitOpsLayout, GitOpsTool, KafkaCluster, KafkaVersion, Platform } from 'cdk8s-data';

const app = new App();
Platform.aks({ region: 'eastus', kubernetesVersion: '1.34' }).applyTo(app);

// What must be there first, and is never pruned.
const foundation = new Chart(app, 'foundation');
new ApiObject(foundation, 'namespace', {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
});

const shop = new Chart(app, 'shop', { namespace: 'shop' });
const events = new KafkaCluster(shop, 'events', {
  version: KafkaVersion.V4_3_1,
  replicas: 3,
  storage: DataStorage.persistent(Size.gibibytes(100)),
});
events.addTopic('orders', { partitions: 12 });

// An operator comes with `operators: [chart]`, and its definitions with `definitions`.
new GitOpsLayout(app, 'delivery', {
  tool: GitOpsTool.argoCd({
    repository: 'https://git.example.com/shop/shop.git',
    revision: 'deploy',
  }),
  definitions: [foundation],
  workloads: [shop],
});

app.synth();
