// Names that may never change: docs/identity.md.
import { Testing } from 'cdk8s';
import { cacheChart, cacheController, cacheOperator, cacheResource, cacheVersion } from './cache';
import { OperatorController, Scrape } from '../../../src';

function objectsOf(controller: Partial<OperatorController>): any[] {
  const chart = cacheChart();
  cacheOperator({
    resources: [cacheResource({ versions: [cacheVersion({ storage: true }), cacheVersion({ name: 'v2' })], conversionWebhook: true })],
    controller: cacheController({
      replicas: 2, metrics: { scrape: Scrape.podMonitor() }, webhook: { validating: [{ kind: 'Cache' }], mutating: [{ kind: 'Cache', version: 'v2' }] }, ...controller,
    }),
  }, chart);
  return Testing.synth(chart);
}

const called = (objects: any[]) => objects.map(({ kind, metadata: { name, namespace } }) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);

test('the objects of an operator are called as they always were', () => {
  expect(called(objectsOf({}))).toEqual([
    'CustomResourceDefinition caches.cache.example.com',
    'Issuer operators/cache-operator-self-signed',
    'Certificate operators/cache-operator-ca',
    'Issuer operators/cache-operator-ca',
    'Certificate operators/cache-operator-webhook',
    'ServiceAccount operators/cache-operator-controller',
    'Role operators/cache-operator-controller',
    'RoleBinding operators/cache-operator-controller',
    'ClusterRole operators:cache-operator-controller',
    'ClusterRoleBinding operators:cache-operator-controller',
    'Service operators/cache-operator-controller',
    'NetworkPolicy operators/cache-operator-controller',
    'Deployment operators/cache-operator-controller',
    'PodDisruptionBudget operators/cache-operator-controller',
    'Service operators/cache-operator-webhook',
    'PodMonitor operators/cache-operator',
    'ClusterRole operators:cache-operator:view',
    'ClusterRole operators:cache-operator:edit',
    'ClusterRole operators:cache-operator:admin',
    'MutatingWebhookConfiguration operators.cache-operator',
    'ValidatingWebhookConfiguration operators.cache-operator',
  ]);
});

test('with watched namespaces its rights are called the same in each', () => {
  expect(called(objectsOf({ watchedNamespaces: ['shop'] })).filter((name) => /^(Cluster)?Role /.test(name))).toEqual([
    'Role operators/cache-operator-controller',
    'Role shop/operators:cache-operator-controller',
    'ClusterRole operators:cache-operator:view',
    'ClusterRole operators:cache-operator:edit',
    'ClusterRole operators:cache-operator:admin',
  ]);
});

test('what the program and the API server know by name', () => {
  const objects = objectsOf({});
  const { spec: { selector, template } } = objects.find(({ kind }) => kind === 'Deployment');
  const [container] = template.spec.containers;
  expect(selector.matchLabels).toEqual({
    'app.kubernetes.io/name': 'cache-operator', 'app.kubernetes.io/instance': 'cache-operator', 'app.kubernetes.io/component': 'controller',
  });
  expect(Object.fromEntries(container.env.map(({ name, value }: any) => [name, value]))).toMatchObject({ LEADER_ELECTION_LEASE: 'cache-operator' });
  const ports = container.ports.map(({ name, containerPort }: any) => [name, containerPort]);
  expect(Object.fromEntries(ports)).toEqual({ health: 8081, metrics: 8080, webhook: 9443 });
  expect(objects.find(({ kind, metadata: { name } }) => kind === 'Certificate' && name === 'cache-operator-webhook').spec.secretName).toBe('cache-operator-webhook-tls');
  expect(objects.filter(({ kind }) => /WebhookConfiguration$/.test(kind)).map(({ webhooks: [{ name, clientConfig: { service } }] }) => [name, service.path])).toEqual([
    ['v2.caches.cache.example.com', '/mutate-cache-example-com-v2-cache'],
    ['v1.caches.cache.example.com', '/validate-cache-example-com-v1-cache'],
  ]);
  expect(objects.find(({ kind }) => kind === 'CustomResourceDefinition').spec.conversion.webhook.clientConfig.service.path).toBe('/convert');
});
