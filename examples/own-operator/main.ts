import { App, Chart } from 'cdk8s';
import { ApiResource } from 'cdk8s-plus-27';
import { CACHE } from './cache';
import { AdmissionOperation, Operator, Platform } from 'cdk8s-data';

const app = new App();
Platform.onPrem({ zones: ['zone-a', 'zone-b', 'zone-c'], kubernetesVersion: '1.34' }).applyTo(app);

// The definition is applied first, and on its own: whoever deletes it deletes every Cache.
const definitions = new Chart(app, 'definitions');

const operator = new Operator(new Chart(app, 'cache-operator', { namespace: 'cache-operator' }), 'cache-operator', {
  group: 'cache.example.com',
  resources: [CACHE],
  definitionsIn: definitions,
  controller: {
    image: 'registry.example.com/cache-operator:1.0.0',
    replicas: 2,
    watchedNamespaces: ['shop'],
    owns: [ApiResource.DEPLOYMENTS, ApiResource.SERVICES],
    // no rule of the schema sees other objects: a Cache whose name is taken is refused by the program
    webhook: { validating: [{ kind: 'Cache', operations: [AdmissionOperation.CREATE] }] },
  },
});

const shop = new Chart(app, 'shop', { namespace: 'shop' });
operator.resource('Cache').create(shop, 'sessions', {
  spec: { image: 'docker.io/library/memcached:1.6.25', replicas: 3, memory: '128Mi' },
});

app.synth();
