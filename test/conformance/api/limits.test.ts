import { DECLARED_LIMITS, rowsOf } from '../../../conformance/api/declared-limits';
import { objectsWithLimits } from '../../../conformance/api/objects-with-limits';
import { limitsOf, unknownKeywords } from '../../../conformance/api/schema-limits';

const SCHEMA = {
  'type': 'object',
  'required': ['mode'],
  'x-kubernetes-validations': [{ rule: 'self.size > 1\n' }],
  'properties': {
    mode: { type: 'string', enum: ['a', 'b'] },
    size: { type: 'integer', minimum: 1, maximum: 9 },
    every: { type: 'string', pattern: '^[0-9]+s$', minLength: 2, maxLength: 4 },
    parts: { type: 'array', minItems: 1, maxItems: 2, items: { type: 'object', properties: { id: { type: 'integer', minimum: 0 } } } },
    free: { type: 'object', additionalProperties: { type: 'string', maxLength: 3 } },
    unused: { type: 'string', maxLength: 3 },
  },
};
const DEFINITION: any = { spec: { versions: [{ name: 'v1', schema: { openAPIV3Schema: { properties: { spec: SCHEMA } } } }] } };
const OBJECT: any = { apiVersion: 'example.com/v1', kind: 'Store', metadata: { name: 'x' }, spec: { mode: 'a', size: 3, every: '10s', parts: [{ id: 0 }], free: { k: 'v' } } };

test('every limit on a field that is there is found, with an object beyond it', () => {
  const broken = (path: string, keyword: string) => limitsOf(DEFINITION, OBJECT)
    .filter((limit) => limit.path === path && limit.keyword === keyword).map(({ broken: beyond }) => beyond?.spec);
  expect(limitsOf(DEFINITION, OBJECT).map(({ path, keyword }) => `${path} ${keyword}`).sort()).toEqual([
    'spec required', 'spec self.size > 1', 'spec.every maxLength', 'spec.every minLength', 'spec.every pattern', 'spec.free.k maxLength', 'spec.mode enum', 'spec.parts maxItems', 'spec.parts minItems',
    'spec.parts[].id minimum', 'spec.size maximum', 'spec.size minimum',
  ]);
  expect(broken('spec', 'required')).toEqual([{ size: 3, every: '10s', parts: [{ id: 0 }], free: { k: 'v' } }]);
  expect([broken('spec.size', 'minimum')[0].size, broken('spec.size', 'maximum')[0].size, broken('spec.parts', 'maxItems')[0].parts.length]).toEqual([0, 10, 3]);
  expect([broken('spec.every', 'minLength')[0].every, broken('spec.every', 'maxLength')[0].every, broken('spec.every', 'pattern')[0].every]).toEqual(['a', 'aaaaa', '?']);
  expect([broken('spec.parts', 'minItems')[0].parts, broken('spec.parts[].id', 'minimum')[0].parts]).toEqual([[], [{ id: -1 }]]);
  expect(broken('spec', 'self.size > 1')).toEqual([undefined]);
  expect(OBJECT.spec.size).toBe(3);
});

test('a keyword that nobody looks at is named', () => {
  const odd = structuredClone(DEFINITION);
  odd.spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.size.multipleOf = 2;
  expect([unknownKeywords(DEFINITION), unknownKeywords(odd)]).toEqual([[], ['multipleOf']]);
});

const declared = DECLARED_LIMITS.filter(({ declare }) => declare);

test.each(declared.map((row) => [`${row.kind} ${row.path} ${row.keyword}`, row] as const))('beyond %s a declaration is refused before the API server sees it', (_, { declare, error }) => {
  expect(declare).toThrow(error);
});

test('each row says how it is broken, or why it can\'t be', () => {
  for (const row of DECLARED_LIMITS) {
    const { kind, path, keyword, declare, impossible } = row;
    expect([kind, path, keyword, (declare === undefined) !== (impossible === undefined)]).toEqual([kind, path, keyword, true]);
    expect(rowsOf({ ...row, path: row.path.replace(/\*$/, 'x') })).toHaveLength(1);
  }
});

test('the objects that are held against definitions are of every kind in the table', () => {
  expect([...new Set(objectsWithLimits().map(({ kind }) => kind))].sort()).toEqual([...new Set(DECLARED_LIMITS.map(({ kind }) => kind))].sort());
});
