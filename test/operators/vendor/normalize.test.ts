import { definition } from './stand-ins';
import { normalized } from '../../../src/operators/vendor/normalize';

test('a definition is as the API server would store it', () => {
  expect(normalized(definition('brooms.example.com', { preserveUnknownFields: false }))).toEqual({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'brooms.example.com' },
    spec: {
      group: 'example.com',
      names: { kind: 'Broom', plural: 'brooms', singular: 'broom' },
      scope: 'Namespaced',
      versions: [{
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', default: {} }, status: { type: 'object' } } } },
      }],
    },
  });
});

test('what a schema says with false or an empty value stays', () => {
  const schema = {
    'type': 'object',
    'additionalProperties': false,
    'x-kubernetes-preserve-unknown-fields': false,
    'properties': {
      properties: { type: 'object', default: {}, additionalProperties: { type: 'string', enum: ['', 'a'], default: '' } },
      nullable: { type: 'boolean', default: false },
      list: { type: 'array', items: { type: 'object', properties: { deep: { type: 'string', pattern: '^$', description: '' } } }, default: [] },
      either: { 'x-kubernetes-int-or-string': true, 'anyOf': [{ type: 'integer' }, { type: 'string' }], 'oneOf': [] },
    },
  };
  const of = normalized(definition('brooms.example.com', { versions: [{ name: 'v1', served: false, storage: true, schema: { openAPIV3Schema: schema } }] }));
  expect(of.spec.versions[0].served).toBe(false);
  expect(of.spec.versions[0].schema.openAPIV3Schema).toEqual({
    ...schema,
    properties: {
      ...schema.properties,
      list: { ...schema.properties.list, items: { type: 'object', properties: { deep: { type: 'string', pattern: '^$' } } } },
      either: { 'x-kubernetes-int-or-string': true, 'anyOf': [{ type: 'integer' }, { type: 'string' }] },
    },
  });
});

test('marks of Helm go, but for a label that selects', () => {
  const helm = { 'app.kubernetes.io/managed-by': 'Helm', 'helm.sh/chart': 'x-1', 'app': 'x' };
  const of = normalized({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'x', labels: helm, annotations: { 'meta.helm.sh/release-name': 'x', 'helm.sh/resource-policy': 'keep', 'a': 'b' } },
    spec: { selector: { matchLabels: { 'helm.sh/chart': 'x-1' } }, template: { metadata: { labels: helm, annotations: {} }, spec: { containers: [] } } },
  });
  expect(of.metadata).toEqual({ name: 'x', labels: { app: 'x' }, annotations: { a: 'b' } });
  expect(of.spec.template.metadata).toEqual({ labels: { 'helm.sh/chart': 'x-1', 'app': 'x' } });
  expect(normalized({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', labels: { 'app.kubernetes.io/managed-by': 'somebody' } } }).metadata.labels).toEqual({ 'app.kubernetes.io/managed-by': 'somebody' });
});

test('nulls and empty fields go, and values that are empty stay', () => {
  expect(normalized({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'x', creationTimestamp: null, uid: '1', labels: null },
    status: {},
    spec: { nodeSelector: {}, tolerations: [], affinity: null, securityContext: {}, containers: [{ name: 'x', args: [], resources: {}, env: [{ name: 'A', value: '' }, { name: 'B', value: '0' }] }], volumes: [{ name: 'tmp', emptyDir: {} }] },
  })).toEqual({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'x' },
    spec: { securityContext: {}, containers: [{ name: 'x', resources: {}, env: [{ name: 'A' }, { name: 'B', value: '0' }] }], volumes: [{ name: 'tmp', emptyDir: {} }] },
  });
  expect(normalized({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: null })).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } });
});

test.each([['1000m', '1'], ['200m', '200m'], ['0.5', '500m'], [2, '2']])('%s of a core is written as %s, as the API server does', (given, stored) => {
  const container = (cpu: unknown) => ({ name: 'x', resources: { limits: { cpu, memory: '1024Mi' }, requests: { memory: '1024Mi' } } });
  const pod = (cpu: unknown) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [container(cpu)], initContainers: [container(cpu)] } });
  expect(normalized(pod(given))).toEqual(pod(stored));
});
