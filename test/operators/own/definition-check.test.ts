import { Chart } from 'cdk8s';
import { cacheChart, cacheOperator, cacheResource, cacheVersion, complaints } from './cache';
import { CustomResource, CustomResourceVersion, Operator, Platform, PrinterColumnType, ResourceScope, Schema } from '../../../src';

const resources = (...changes: Partial<CustomResource>[]) =>
  complaints(() => cacheOperator({ resources: changes.map((change) => cacheResource(change)) }));
const version = (change: Partial<CustomResourceVersion>) => resources({ versions: [cacheVersion(change)] });
const column = (type: PrinterColumnType, jsonPath: string) => version({ printerColumns: [{ name: 'C', type, jsonPath }] });
const scale = (specReplicasPath: string, statusReplicasPath = '.status.replicas', labelSelectorPath?: string) =>
  version({ scale: { specReplicasPath, statusReplicasPath, labelSelectorPath } });

test.each<[string, () => string[], string]>([
  ['a group without a dot', () => complaints(() => cacheOperator({ group: 'cache' })), "group: got 'cache', expected a domain in lower case with a dot in it"],
  ['a group in upper case', () => complaints(() => cacheOperator({ group: 'Cache.example.com' })), "group: got 'Cache.example.com'"],
  ['a group of the Kubernetes project', () => complaints(() => cacheOperator({ group: 'cache.k8s.io' })), "group: got 'cache.k8s.io', which belongs to the Kubernetes project, without an approval"],
  ['an approval that is none', () => complaints(() => cacheOperator({ group: 'x.kubernetes.io', apiApproval: 'yes' })), "approved by 'yes'"],
  ['a kind in lower case', () => resources({ kind: 'cache' }), "kind: got 'cache'"],
  ['a plural in upper case', () => resources({ plural: 'Caches' }), "plural of Cache: got 'Caches'"],
  ['a singular with a dot', () => resources({ singular: 'ca.che' }), "singular of Cache: got 'ca.che'"],
  ['a short name that begins with a digit', () => resources({ shortNames: ['1c'] }), "short name of Cache: got '1c'"],
  ['a category with a space', () => resources({ categories: ['a b'] }), "category of Cache: got 'a b'"],
  ['a version with a dot', () => version({ name: 'v1.2' }), "version of Cache: got 'v1.2'"],
  ['a scope that is none', () => resources({ scope: 'Global' as ResourceScope }), "scope of Cache: got 'Global'"],
  ['a version twice', () => resources({ versions: [cacheVersion({ storage: true }), cacheVersion()] }), 'versions of Cache: got v1 twice'],
  ['no version in which objects are stored', () => resources({ versions: [cacheVersion(), cacheVersion({ name: 'v2' })] }), 'versions of Cache: got none with storage: true, expected exactly one in which objects are stored; write storage: true in v2'],
  ['two of them', () => resources({ versions: [cacheVersion({ storage: true }), cacheVersion({ name: 'v2', storage: true })] }), 'versions of Cache: got storage: true in v1 and v2'],
  ['no version at all', () => resources({ versions: [] }), 'versions of Cache: got none, expected one or more'],
  ['no version that is served', () => version({ served: false }), 'versions of Cache: got none that is served'],
  ['a short name that another kind has', () => resources({}, { kind: 'Cart', shortNames: ['ca'] }), "names of Cart: got 'ca', which Cache has, expected names of its own"],
  ['a kind that is the list of another', () => resources({}, { kind: 'CacheList', shortNames: [] }), "names of CacheList: got 'CacheList', which Cache has"],
  ['a warning that is too long', () => version({ deprecationWarning: 'x'.repeat(257) }), 'deprecationWarning of Cache v1: got 257 bytes, expected one line of 1 to 256 bytes'],
  ['a warning of two lines', () => version({ deprecationWarning: 'a\nb' }), 'deprecationWarning of Cache v1: got 3 bytes'],
  ['a spec that is no object', () => version({ spec: Schema.string(), selectableFields: [], printerColumns: [], scale: undefined }), 'spec of Cache v1: got string, expected an object'],
  ['a column of nothing', () => column(PrinterColumnType.INTEGER, '.status.spec.replicas'), "printer column 'C' of Cache v1: got '.status.spec.replicas', which leads to nothing in the schema, expected a path such as '.spec.replicas'; did you mean .spec.replicas?"],
  ['a column without a dot in front', () => column(PrinterColumnType.INTEGER, 'spec.replicas'), 'which leads to nothing in the schema'],
  ['a column of another type', () => column(PrinterColumnType.INTEGER, '.spec.eviction'), "printer column 'C' of Cache v1: got string at .spec.eviction, shown as integer, expected one of integer"],
  ['a date that is none', () => column(PrinterColumnType.DATE, '.spec.eviction'), 'got string at .spec.eviction, shown as date, expected text with the format date-time'],
  ['a column of unknown metadata', () => column(PrinterColumnType.STRING, '.metadata.nmae'), 'which leads to nothing in the schema'],
  ['a field of an object to select by', () => version({ selectableFields: ['.spec.warm'] }), "selectable field '.spec.warm' of Cache v1: got object, expected string, integer or boolean"],
  ['a quantity to select by', () => version({ selectableFields: ['.spec.memory'] }), 'got quantity, expected string, integer or boolean'],
  ['a name to select by', () => version({ selectableFields: ['.metadata.name'] }), 'got a field of metadata'],
  ['a field of nothing to select by', () => version({ selectableFields: ['.spec.colour'] }), "got '.spec.colour', which leads to nothing"],
  ['a field of an item to select by', () => version({ selectableFields: ['.spec.listeners[0].name'] }), 'which leads to nothing'],
  ['a field twice to select by', () => version({ selectableFields: ['.spec.eviction', '.spec.eviction'] }), 'selectableFields of Cache v1: got .spec.eviction twice'],
  ['a number of pods that is text', () => scale('.spec.version'), 'scale.specReplicasPath of Cache v1: got string, expected a whole number'],
  ['a number of pods in the status', () => scale('.status.replicas'), "scale.specReplicasPath of Cache v1: got '.status.replicas', which leads to nothing in the schema, expected a path such as '.spec.replicas'; did you mean .spec.replicas?"],
  ['a number of pods there that nobody writes', () => scale('.spec.replicas', '.status.count'), "scale.statusReplicasPath of Cache v1: got '.status.count'"],
  ['a selector that is no text', () => scale('.spec.replicas', '.status.replicas', '.status.replicas'), 'scale.labelSelectorPath of Cache v1: got integer, expected text'],
])('%s is refused', (_, act, told) => {
  expect(act()).toEqual([expect.stringContaining(told)]);
});

test('a kind twice is refused, and its names with it', () => {
  expect(resources({}, {})).toEqual([expect.stringContaining('resources: got Cache twice')]);
});

test('nine fields to select by are too many', () => {
  const names = [...Array(9).keys()].map((at) => `f${at}`);
  const spec = Schema.object({ ...Object.fromEntries(names.map((name) => [name, Schema.string({ optional: true })])) });
  const fields = names.map((name) => `.spec.${name}`);
  const found = (selectableFields: string[]) => version({ spec, selectableFields, printerColumns: undefined, scale: undefined });
  expect(found(fields)).toEqual([expect.stringContaining('selectableFields of Cache v1: got 9, expected at most 8')]);
  expect(found(fields.slice(1))).toEqual([]);
});

test('fields to select by need an API server that knows them', () => {
  const chart = new Chart(cacheChart(), 'old', { namespace: 'operators' });
  Platform.onPrem({ kubernetesVersion: '1.30' }).applyTo(chart);
  expect(complaints(() => cacheOperator({}, chart))).toEqual([expect.stringContaining('selectableFields of Cache v1: got Kubernetes 1.30, expected 1.31 or later')]);
});

test.each<[string, () => string[]]>([
  ['an approval by address', () => complaints(() => cacheOperator({ group: 'cache.k8s.io', apiApproval: 'https://github.com/kubernetes/enhancements/pull/1' }))],
  ['a reason to have none', () => complaints(() => cacheOperator({ group: 'cache.k8s.io', apiApproval: 'unapproved, for tests' }))],
  ['a singular that is the plural', () => resources({ plural: 'cache' })],
  ['a column that filters conditions', () => column(PrinterColumnType.STRING, '.status.conditions[?(@.type=="Ready")].reason')],
  ['a column of an age', () => column(PrinterColumnType.DATE, '.metadata.creationTimestamp')],
  ['a column of a label', () => column(PrinterColumnType.STRING, '.metadata.labels.team')],
  ['a column of an object', () => column(PrinterColumnType.STRING, '.spec.warm')],
  ['a column of free JSON', () => column(PrinterColumnType.INTEGER, '.spec.template.spec.replicas')],
  ['a column of a key of a map', () => column(PrinterColumnType.STRING, ".spec.labels['a.b']")],
  ['a column of a whole number as a number', () => column(PrinterColumnType.NUMBER, '.spec.replicas')],
  ['a warning of the longest kind', () => version({ deprecationWarning: 'x'.repeat(256) })],
])('%s is taken', (_, act) => {
  expect(act()).toEqual([]);
});

test('the approval stands in the definition', () => {
  const operator: Operator = cacheOperator({ group: 'cache.k8s.io', apiApproval: 'unapproved, for tests' });
  expect(operator.object('CustomResourceDefinition', 'caches.cache.k8s.io').toJson().metadata.annotations['api-approved.kubernetes.io']).toBe('unapproved, for tests');
});
