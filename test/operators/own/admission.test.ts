import { Testing } from 'cdk8s';
import { cacheChart, cacheController, cacheOperator, cacheResource, cacheVersion, complaints } from './cache';
import { AdmissionFailurePolicy, AdmissionOperation, Certificates, CustomResource, OperatorController, OperatorWebhook, ResourceScope } from '../../../src';

function objectsOf(webhook: OperatorWebhook, resource: Partial<CustomResource> = {}, controller: Partial<OperatorController> = {}): any[] {
  const chart = cacheChart();
  cacheOperator({ resources: [cacheResource(resource)], controller: cacheController({ webhook, ...controller }) }, chart);
  return Testing.synth(chart);
}

const configuration = (sort: string, objects: any[]) => objects.find(({ kind }) => kind === `${sort}WebhookConfiguration`);
const one = (webhook: OperatorWebhook, resource?: Partial<CustomResource>, controller?: Partial<OperatorController>) =>
  configuration('Validating', objectsOf(webhook, resource, controller)).webhooks[0];

test('what the API server asks the controller, from nothing but the kind', () => {
  const objects = objectsOf({ validating: [{ kind: 'Cache' }], mutating: [{ kind: 'Cache' }] });
  expect(configuration('Validating', objects)).toEqual({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: {
      name: 'operators.cache-operator',
      labels: { 'app.kubernetes.io/name': 'cache-operator', 'app.kubernetes.io/instance': 'cache-operator', 'app.kubernetes.io/managed-by': 'cdk8s-data' },
      annotations: { 'cert-manager.io/inject-ca-from': 'operators/cache-operator-webhook' },
    },
    webhooks: [{
      name: 'v1.caches.cache.example.com',
      admissionReviewVersions: ['v1'],
      clientConfig: { service: { name: 'cache-operator-webhook', namespace: 'operators', path: '/validate-cache-example-com-v1-cache', port: 9443 } },
      failurePolicy: 'Fail',
      matchPolicy: 'Equivalent',
      namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system', 'operators'] }] },
      rules: [{ apiGroups: ['cache.example.com'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['caches'], scope: 'Namespaced' }],
      sideEffects: 'None',
      timeoutSeconds: 10,
    }],
  });
  expect(configuration('Mutating', objects).webhooks).toEqual([
    { ...configuration('Validating', objects).webhooks[0], clientConfig: expect.objectContaining({ service: expect.objectContaining({ path: '/mutate-cache-example-com-v1-cache' }) }), reinvocationPolicy: 'Never' },
  ]);
});

test('it is where the Service and the certificate are', () => {
  const objects = objectsOf({ port: 8443, validating: [{ kind: 'Cache' }] });
  const { service } = configuration('Validating', objects).webhooks[0].clientConfig;
  const found = objects.find(({ kind, metadata: { name } }) => kind === 'Service' && name === service.name);
  expect(found.spec.ports.map(({ port }: any) => port)).toEqual([service.port]);
  expect(objects.find(({ kind, metadata: { name } }) => kind === 'Certificate' && name === service.name).spec.dnsNames).toContain(`${service.name}.${service.namespace}.svc`);
});

test('what is said is written', () => {
  expect(one({
    validating: [{ kind: 'Cache', operations: [AdmissionOperation.DELETE], path: '/may-go', timeoutSeconds: 30, failurePolicy: AdmissionFailurePolicy.IGNORE }],
  })).toMatchObject({ clientConfig: { service: { path: '/may-go' } }, failurePolicy: 'Ignore', rules: [{ operations: ['DELETE'] }], timeoutSeconds: 30 });
  expect(configuration('Mutating', objectsOf({ mutating: [{ kind: 'Cache', reinvoked: true }] })).webhooks[0].reinvocationPolicy).toBe('IfNeeded');
});

test('where the controller watches some namespaces only, it is asked about these', () => {
  expect(one({ validating: [{ kind: 'Cache' }] }, {}, { watchedNamespaces: ['shop', 'bank'] }).namespaceSelector)
    .toEqual({ matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['bank', 'shop'] }] });
});

test('about a kind in no namespace it is always asked', () => {
  const { namespaceSelector, rules } = one({ validating: [{ kind: 'Cache' }] }, { scope: ResourceScope.CLUSTER });
  expect([namespaceSelector, rules[0].scope]).toEqual([undefined, 'Cluster']);
});

test('an authority of the user stands in it, and nobody is asked to write another', () => {
  const caBundle = Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64');
  const { metadata, webhooks } = configuration('Validating', objectsOf({ certificates: Certificates.secrets({ webhook: 'my-tls' }), caBundle, validating: [{ kind: 'Cache' }] }));
  expect([webhooks[0].clientConfig.caBundle, metadata.annotations]).toEqual([caBundle, undefined]);
});

test('it is asked in the version that is stored, or in the one that is said', () => {
  const versions = [cacheVersion({ name: 'v1beta1' }), cacheVersion({ storage: true }), cacheVersion({ name: 'v2', served: false })];
  expect(one({ validating: [{ kind: 'Cache' }] }, { versions }).rules[0].apiVersions).toEqual(['v1']);
  expect(one({ validating: [{ kind: 'Cache', version: 'v1beta1' }] }, { versions }).rules[0].apiVersions).toEqual(['v1beta1']);
});

test('without any there is no configuration', () => {
  expect(objectsOf({}).filter(({ kind }) => /WebhookConfiguration$/.test(kind))).toEqual([]);
});

const both = (changes: Partial<CustomResource> = {}) => ({ versions: [cacheVersion({ storage: true }), cacheVersion({ name: 'v2', served: false })], ...changes });

test.each<[string, OperatorWebhook, string, Partial<CustomResource> | undefined]>(([
  ['a kind that it does not have', { validating: [{ kind: 'Cach' }] }, "controller.webhook: validating of Cach: got the kind 'Cach', expected one of Cache; did you mean Cache?"],
  ['a version that is not served', { mutating: [{ kind: 'Cache', version: 'v2' }] }, "mutating of Cache: got version 'v2', expected one that is served: v1; did you mean v1?", both()],
  ['a time of nothing', { validating: [{ kind: 'Cache', timeoutSeconds: 0 }] }, 'timeoutSeconds: got 0, expected a whole number from 1 to 30; write timeoutSeconds: 1'],
  ['a time that is too long', { validating: [{ kind: 'Cache', timeoutSeconds: 31 }] }, 'timeoutSeconds: got 31, expected a whole number from 1 to 30; write timeoutSeconds: 30'],
  ['half a second', { validating: [{ kind: 'Cache', timeoutSeconds: 1.5 }] }, 'timeoutSeconds: got 1.5'],
  ['no operation', { validating: [{ kind: 'Cache', operations: [] }] }, 'operations: got none'],
  ['an operation twice', { validating: [{ kind: 'Cache', operations: [AdmissionOperation.CREATE, AdmissionOperation.CREATE] }] }, 'operations: got CREATE twice'],
  ['a change of what is deleted', { mutating: [{ kind: 'Cache', operations: [AdmissionOperation.DELETE] }] }, 'operations: got DELETE, expected CREATE or UPDATE'],
  ['a path without a slash', { validating: [{ kind: 'Cache', path: 'validate' }] }, "path: got 'validate'"],
  ['a path in upper case', { validating: [{ kind: 'Cache', path: '/validateCache' }] }, "path: got '/validateCache'"],
  ['two on one path', { validating: [{ kind: 'Cache', path: '/ask' }], mutating: [{ kind: 'Cache', path: '/ask' }] }, "validating of Cache: path: got '/ask', where mutating of Cache is"],
  ['one where versions are translated', { validating: [{ kind: 'Cache', path: '/convert' }] }, "path: got '/convert', where the conversion between versions is", both({ conversionWebhook: true })],
  ['two of a sort for one version', { validating: [{ kind: 'Cache' }, { kind: 'Cache', path: '/other' }] }, 'validating of Cache: got two for v1, expected one'],
] as [string, OperatorWebhook, string, Partial<CustomResource>?][]).map(([situation, webhook, told, resource]) => [situation, webhook, told, resource]))('%s is refused', (_, webhook, told, resource) => {
  expect(complaints(() => objectsOf(webhook, resource))).toEqual([expect.stringMatching(new RegExp(`^operators/cache-operator: .*${told.replace(/[.?]/g, '\\$&')}`))]);
});
