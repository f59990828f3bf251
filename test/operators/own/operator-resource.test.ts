import { Chart, JsonPatch, Testing } from 'cdk8s';
import { cacheChart, cacheController, cacheOperator, cacheResource, cacheVersion, complaints } from './cache';
import { CustomObjectOptions, OperatorProps, ResourceScope, Schema } from '../../../src';

function create(options: CustomObjectOptions, changes: Partial<OperatorProps> = {}, namespace: string | undefined = 'shop') {
  const operator = cacheOperator(changes);
  const chart = new Chart(operator.node.root, 'shop', { namespace });
  const object = operator.resource('Cache').create(chart, 'sessions', options);
  return { chart, object };
}

test('an instance is written as the API server keeps it', () => {
  expect(create({ spec: { version: '7.2', memory: '1.5Gi' }, labels: { team: 'shop' } }).object.toJson()).toEqual({
    apiVersion: 'cache.example.com/v1',
    kind: 'Cache',
    metadata: { name: 'sessions', namespace: 'shop', labels: { team: 'shop' } },
    spec: { eviction: 'lru', maxUnavailable: '25%', memory: '1536Mi', replicas: 3, version: '7.2' },
  });
});

test('every error of a spec is told with its path', () => {
  expect(complaints(() => create({ spec: { verison: '7.2', replicas: 0 } }))).toEqual([
    'shop/sessions: spec.verison: got a field that the schema does not have, expected one of replicas, version, memory, eviction, storageClass, password, zones, '
      + 'listeners, warm, maxUnavailable, labels, template; did you mean version?',
    'shop/sessions: spec.replicas: got 0, expected 1 or more; write 1',
    'shop/sessions: spec.version: got nothing, expected text; write version',
  ]);
});

test('a patch is held against the schema too', () => {
  const { chart, object } = create({ spec: { version: '7.2' } });
  object.addJsonPatch(JsonPatch.replace('/spec/replicas', 4));
  expect(() => Testing.synth(chart)).not.toThrow();
  object.addJsonPatch(JsonPatch.replace('/spec/replicas', 40));
  expect(() => Testing.synth(chart)).toThrow('spec.replicas: got 40, expected at most 9; write 9 (after a patch)');
});

test('two versions: the one that is stored, or the one that was asked for', () => {
  const resources = [cacheResource({
    versions: [
      cacheVersion({ storage: true }), cacheVersion({ name: 'v2', spec: Schema.object({}), printerColumns: undefined, scale: undefined, selectableFields: undefined }),
      cacheVersion({ name: 'v0', served: false }),
    ],
  })];
  expect(create({ spec: { version: '7.2' } }, { resources }).object.apiVersion).toBe('cache.example.com/v1');
  expect(create({ spec: {}, version: 'v2' }, { resources }).object.apiVersion).toBe('cache.example.com/v2');
  expect(complaints(() => create({ spec: {}, version: 'v0' }, { resources }))).toEqual([expect.stringContaining("version: got 'v0', expected one that is served: v1, v2")]);
});

test('a stored version that is not served is not written', () => {
  const resources = [cacheResource({ versions: [cacheVersion({ storage: true, served: false }), cacheVersion({ name: 'v2' })] })];
  expect(create({ spec: { version: '7.2' } }, { resources }).object.apiVersion).toBe('cache.example.com/v2');
});

test('where the controller does not watch, nobody would answer', () => {
  const controller = cacheController({ watchedNamespaces: ['bank'] });
  expect(complaints(() => create({ spec: { version: '7.2' } }, { controller }))).toEqual([
    "shop/sessions: namespace: got 'shop', which the controller does not watch, expected one of bank; add 'shop' to watchedNamespaces",
  ]);
  expect(complaints(() => create({ spec: { version: '7.2' } }, { controller }, ''))).toEqual([expect.stringContaining('namespace: got')]);
});

test('a kind in no namespace is written in none', () => {
  const resources = [cacheResource({ scope: ResourceScope.CLUSTER })];
  expect(create({ spec: { version: '7.2' } }, { resources }).object.toJson().metadata).toEqual({ name: 'sessions' });
});

test('a name that no object can have is refused', () => {
  expect(complaints(() => create({ spec: { version: '7.2' }, objectName: 'My_Cache' }))).toEqual([expect.stringContaining("name: got 'My_Cache'")]);
});

test('a null that would not arrive is refused, and one that says nothing is not', () => {
  const spec = Schema.object({
    a: Schema.integer({ nullable: true, default: 3 }),
    b: Schema.integer({ nullable: true, optional: true }),
    c: Schema.list(Schema.integer({ nullable: true }), { optional: true }),
    d: Schema.map(Schema.object({ e: Schema.integer({ nullable: true, default: 1 }) }), { optional: true }),
  });
  const resources = [cacheResource({ versions: [{ name: 'v1', spec }] })];
  expect(create({ spec: { b: null } }, { resources }).object.toJson().spec).toEqual({ a: 3 });
  expect(complaints(() => create({ spec: { a: null, c: [1, null], d: { x: { e: null } } } }, { resources }))).toEqual([
    'shop/sessions: spec.a: got null, which cdk8s leaves out: the API server would see 3, expected a value; write one, or leave it out',
    'shop/sessions: spec.c[1]: got null, which cdk8s leaves out: the API server would see one item less, expected a value; write one, or leave it out',
    "shop/sessions: spec.d['x'].e: got null, which cdk8s leaves out: the API server would see 1, expected a value; write one, or leave it out",
  ]);
});

test('two instances of one name are told at synth', () => {
  const operator = cacheOperator();
  const chart = cacheChart();
  operator.resource('Cache').create(new Chart(operator.node.root, 'a', { namespace: 'shop' }), 'x', { spec: { version: '7.2' } });
  operator.resource('Cache').create(new Chart(operator.node.root, 'b', { namespace: 'shop' }), 'x', { spec: { version: '7.2' } });
  expect(operator.node.root.node.validate().join()).toContain('Cache shop/x, which a/x is already');
  expect(chart.node.root.node.validate()).toEqual([]);
});

test('it tells its kind, and the name of its definition', () => {
  const { kind, definitionName } = cacheOperator().resource('Cache');
  expect({ kind, definitionName }).toEqual({ kind: 'Cache', definitionName: 'caches.cache.example.com' });
});
