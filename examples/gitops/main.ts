import { ApiObject, App, Chart, Size } from 'cdk8s';
import { ApiResource } from 'cdk8s-plus-27';
import { CACHE } from './cache';
import { DataStorage, GitOpsLayout, GitOpsTool, KafkaCluster, KafkaVersion, Operator, Platform, StatusCheck } from 'cdk8s-data';

const app = new App();
Platform.aks({ region: 'eastus', kubernetesVersion: '1.34' }).applyTo(app);

// What must be there first, and is never pruned.
const foundation = new Chart(app, 'foundation');
for (const name of ['cache-operator', 'shop']) {
  new ApiObject(foundation, name, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  });
}

const operators = new Chart(app, 'operators', { namespace: 'cache-operator' });
const caches = new Operator(operators, 'cache-operator', {
  group: 'cache.example.com',
  resources: [CACHE],
  definitionsIn: foundation,
  controller: {
    image: 'registry.example.com/cache-operator:1.0.0',
    replicas: 2,
    watchedNamespaces: ['shop'],
    owns: [ApiResource.DEPLOYMENTS, ApiResource.SERVICES],
  },
});

const shop = new Chart(app, 'shop', { namespace: 'shop' });
const events = new KafkaCluster(shop, 'events', {
  version: KafkaVersion.V4_3_1,
  replicas: 3,
  storage: DataStorage.persistent(Size.gibibytes(100)),
});
events.addTopic('orders', { partitions: 12 });
caches.resource('Cache').create(shop, 'sessions', { spec: { image: 'docker.io/library/memcached:1.6.25', replicas: 3 } });

new GitOpsLayout(app, 'delivery', {
  tool: GitOpsTool.argoCd({
    repository: 'https://git.example.com/shop/shop.git',
    revision: 'deploy',
    healthChecks: true,
  }),
  definitions: [foundation],
  operators: [operators],
  workloads: [shop],
  health: [{ group: 'cache.example.com', kind: 'Cache', ready: [StatusCheck.condition('Ready')] }],
});

app.synth();
