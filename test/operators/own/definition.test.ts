import { cacheChart, cacheOperator, cacheResource, cacheVersion, operatorOf } from './cache';
import { Schema } from '../../../src';
import { golden } from '../../builtin/golden';

expect.addSnapshotSerializer({ test: (value) => typeof value === 'string', print: (value) => value as string });

const definitionOf = (operator = cacheOperator(), name = 'caches.cache.example.com') => operator.object('CustomResourceDefinition', name).toJson();

test('a definition is rendered as read by a person', () => {
  expect(golden([definitionOf()])).toMatchSnapshot();
});

test('neither GitOps tool prunes or deletes it', () => {
  expect(definitionOf().metadata.annotations).toEqual({
    'argocd.argoproj.io/sync-options': 'ServerSideApply=true,Prune=false,Delete=false',
    'kustomize.toolkit.fluxcd.io/prune': 'disabled',
  });
});

test('nothing stands in it that the API server would drop', () => {
  const empty = (value: any, path = ''): string[] => Object.entries<any>(value ?? {}).flatMap(([name, each]) => {
    if (typeof each !== 'object' || each === null) return each === null ? [`${path}.${name}`] : [];
    return Object.keys(each).length === 0 && name !== 'status' ? [`${path}.${name}`] : empty(each, `${path}.${name}`);
  });
  expect(empty(definitionOf(operatorOf(Schema.object({})), 'things.cache.example.com'))).toEqual([]);
  expect(empty(definitionOf())).toEqual([]);
});

test('a definition is in no namespace, and may stand in a chart of its own', () => {
  const definitions = cacheChart();
  cacheOperator({ definitionsIn: definitions });
  expect(definitions.toJson().map(({ kind, metadata }: any) => [kind, metadata.namespace])).toEqual([['CustomResourceDefinition', undefined]]);
});

test('a field stays as it was made, and stays away where it was not made', () => {
  const { spec } = definitionOf().spec.versions[0].schema.openAPIV3Schema.properties;
  expect(spec.properties.storageClass['x-kubernetes-validations']).toEqual([{ rule: 'self == oldSelf', message: 'is immutable' }]);
  expect(spec['x-kubernetes-validations']).toEqual([
    { rule: 'has(self.storageClass) == has(oldSelf.storageClass)', message: "storageClass is immutable: it can't be added or removed" },
  ]);
});

test('a name that rules can not write as it is, is escaped', () => {
  const spec = Schema.object({ 'namespace': Schema.string({ optional: true, immutable: true }), 'x-y': Schema.string({ optional: true, immutable: true }) });
  const rules = definitionOf(operatorOf(spec), 'things.cache.example.com').spec.versions[0].schema.openAPIV3Schema.properties.spec['x-kubernetes-validations'];
  expect(rules.map(({ rule }: any) => rule)).toEqual(['has(self.__namespace__) == has(oldSelf.__namespace__)', 'has(self.x__dash__y) == has(oldSelf.x__dash__y)']);
});

test('two versions, one of them on its way out', () => {
  const { versions } = definitionOf(cacheOperator({
    resources: [cacheResource({ versions: [cacheVersion({ name: 'v1alpha1', deprecationWarning: 'use v1' }), cacheVersion({ storage: true })] })],
  })).spec;
  expect(versions).toMatchObject([
    { name: 'v1alpha1', served: true, storage: false, deprecated: true, deprecationWarning: 'use v1' },
    { name: 'v1', served: true, storage: true },
  ]);
  expect(versions[1].deprecated).toBeUndefined();
});

test('without columns of its own it shows whether an object is ready, and its age', () => {
  expect(definitionOf(operatorOf(Schema.object({})), 'things.cache.example.com').spec.versions[0].additionalPrinterColumns.map(({ name }: any) => name))
    .toEqual(['Ready', 'Age']);
});

test('the user never changed a status: it always tells the generation, and conditions by type', () => {
  const { status } = definitionOf(operatorOf(Schema.object({})), 'things.cache.example.com').spec.versions[0].schema.openAPIV3Schema.properties;
  expect(Object.keys(status.properties)).toEqual(['conditions', 'observedGeneration']);
  expect(status.properties.conditions['x-kubernetes-list-map-keys']).toEqual(['type']);
});
