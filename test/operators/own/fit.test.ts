import * as fc from 'fast-check';
import { withDefaults, wrong } from './api-server';
import { cacheSpec } from './cache';
import { cases, defaults } from './schemas';
import { Schema, SchemaFormat } from '../../../src';
import { fit } from '../../../src/operators/own/fit';
import { openApi } from '../../../src/operators/own/open-api';
import { schemaFindings } from '../../../src/operators/own/schema-check';

/** Null is a value in few places, and dropped in the others: the API server does it before it looks. */
const plain = (value: any) => JSON.parse(JSON.stringify(value ?? null));

describe('any value, any schema', () => {
  test('is taken exactly if an API server that knows the OpenAPI schema alone takes it', () => {
    let taken = 0;
    fc.assert(fc.property(cases, ({ schema, value }) => {
      const { misfits } = fit(schema, plain(value), 'spec');
      const server = openApi(schema);
      const refused = wrong(server, withDefaults(server, plain(value)));
      taken += misfits.length === 0 ? 1 : 0;
      expect(misfits.length === 0).toBe(refused.length === 0);
    }), { numRuns: 2000 });
    expect(taken).toBeGreaterThan(400);
  });

  test('once taken, is taken as it was written, and stays so', () => {
    fc.assert(fc.property(cases, ({ schema, value }) => {
      const first = fit(schema, plain(value), 'spec');
      fc.pre(first.misfits.length === 0);
      expect(wrong(openApi(schema), first.value)).toEqual([]);
      expect(fit(schema, first.value, 'spec')).toEqual(first);
    }), { numRuns: 1000 });
  });

  test('may be a default exactly if it fits', () => {
    fc.assert(fc.property(defaults, ({ schema, value }) => {
      fc.pre(value !== undefined);
      const findings = schemaFindings(Schema.object({ field: schema }), 'path').filter((finding) => / default[^a-z]/.test(finding));
      expect(findings.length === 0).toBe(fit(schema, value, 'default').misfits.length === 0);
    }), { numRuns: 1000 });
  });
});

const good = { version: '7.2' };
const lines = (spec: any) => fit(cacheSpec(), spec, 'spec').misfits.map(({ path, got, expected, change }) => `${path}: got ${got}, expected ${expected}; ${change}`);

test('defaults are filled in, and quantities written as controllers write them', () => {
  expect(fit(cacheSpec(), { ...good, memory: '1.5Gi' }, 'spec')).toEqual({
    value: { replicas: 3, version: '7.2', memory: '1536Mi', eviction: 'lru', maxUnavailable: '25%' }, misfits: [],
  });
});

test.each<[string, any, string]>([
  ['a field with a typing error', { ...good, replica: 3 }, 'did you mean replicas?'],
  ['a field that nobody knows', { ...good, somethingElse: 3 }, 'leave it out: the API server would drop it'],
  ['a missing field', {}, 'spec.version: got nothing, expected text; write version'],
  ['a number in quotes', { ...good, replicas: '3' }, "spec.replicas: got '3', expected a whole number; write a number without quotes"],
  ['a text without quotes', { version: 7.2 }, "spec.version: got 7.2, expected text; write '7.2'"],
  ['a number that is too large', { ...good, replicas: 10 }, 'spec.replicas: got 10, expected at most 9; write 9'],
  ['a fraction of a pod', { ...good, replicas: 2.5 }, 'spec.replicas: got 2.5, expected a whole number; write a number'],
  ['a text of another form', { version: 'latest' }, "spec.version: got 'latest', expected text that ^[0-9]+\\.[0-9]+$ finds; write it so"],
  ['a word that is none of them', { ...good, eviction: 'lfo' }, "spec.eviction: got 'lfo', expected one of lru, lfu; did you mean 'lfu'?"],
  ['a quantity with a space', { ...good, memory: '4 Gi' }, "spec.memory: got '4 Gi', expected a quantity; write it like '500m', '4Gi' or 2"],
  ['a zone twice', { ...good, zones: ['a', 'b', 'a'] }, 'spec.zones[2]: got "a" a second time, expected items that differ; leave it out, or change it: item 0 has it'],
  ['a key twice', { ...good, listeners: [{ name: 'x', port: 1 }, { name: 'x', port: 2 }] },
    "spec.listeners[1]: got name 'x' a second time, expected items that differ in name; leave it out, or change it: item 0 has it"],
  ['an item that lacks something', { ...good, listeners: [{ name: 'x' }] }, 'spec.listeners[0].port: got nothing, expected a whole number; write port'],
  ['both of what excludes each other', { ...good, warm: { from: 'http://a', snapshot: { name: 's' } } },
    'spec.warm: got from and snapshot, expected exactly one of from, snapshot; leave all but from out'],
  ['neither of what is needed', { ...good, warm: {} }, 'spec.warm: got none of them, expected exactly one of from, snapshot; write from'],
  ['a class instance as JSON', { ...good, template: { at: new Date(0) } }, 'expected JSON; write plain values, lists and maps'],
  ['a label that is a number', { ...good, labels: { 'a.b/c': 1 } }, "spec.labels['a.b/c']: got 1, expected text; write '1'"],
  ['no spec at all', undefined, 'spec: got nothing, expected an object; write spec: { ... }'],
])('%s is told with its path', (_, spec, told) => {
  expect(lines(spec)).toEqual([expect.stringContaining(told)]);
});

test('lengths count characters, whatever a program stores them in', () => {
  expect(fit(Schema.string({ maxLength: 3 }), '😀😀😀', 'x').misfits).toEqual([]);
});

test('every error is told, not only the first', () => {
  expect(lines({ replicas: 0, memory: true })).toHaveLength(3);
});

test('a null where none may be is nothing, as for the API server', () => {
  expect(fit(cacheSpec(), { ...good, labels: { a: null, b: 'c' } }, 'spec')).toMatchObject({ misfits: [], value: { labels: { b: 'c' } } });
  expect(fit(cacheSpec(), { ...good, replicas: null, labels: null }, 'spec').misfits).toEqual([]);
});

test.each([
  [SchemaFormat.DATE, '2026-02-28', '2026-13-01'], [SchemaFormat.IPV4, '10.0.0.1', '10.0.0'], [SchemaFormat.IPV6, 'fd00::1', '10.0.0.1'],
  [SchemaFormat.IPV6, 'fe80::1', 'fe80::1%eth0'],
  [SchemaFormat.UUID, '123e4567-e89b-12d3-a456-426614174000', '123e4567'],
])('%s is checked', (format, right, other) => {
  expect(fit(Schema.string({ format }), right, 'x').misfits).toEqual([]);
  expect(fit(Schema.string({ format }), other, 'x').misfits).toHaveLength(1);
});

test('a text is not held against an expression that means something else here', () => {
  expect(fit(Schema.string({ pattern: '(?i)^abc$' }), 'ABC', 'x').misfits).toEqual([]);
  expect(fit(Schema.string({ pattern: '^[[:alpha:]]+$' }), 'abc', 'x').misfits).toEqual([]);
  // a space that is none for RE2
  expect(fit(Schema.string({ pattern: '^\\S+$' }), '\u00a0', 'x').misfits).toEqual([]);
});
