import { complaints, operatorOf } from './cache';
import { Schema } from '../../../src';

/*
 * Thousands of random definitions were held against k8s.io/apiextensions-apiserver v0.28.15 and v0.36.3: none that these take is refused here.
 */

const rule = (expression: string) => [{ rule: expression, message: 'is wrong' }];
const text = (maxLength?: number) => Schema.string({ maxLength });
const told = (spec: Schema) => complaints(() => operatorOf(spec));

test('a list that each item is compared with needs a limit', () => {
  const list = (maxItems?: number) => Schema.object({ l: Schema.list(text(20), { maxItems, rules: rule('self.all(x, self.exists_one(y, x == y))') }) });
  expect(told(list())).toEqual([expect.stringMatching(
    /spec\.l: rule 'self\.all\(x, self\.exists_one\(y, x == y\)\)': got an estimated cost of at least [\d,]+, expected at most 10,000,000; give maxItems to spec\.l/)]);
  expect(told(list(50))).toEqual([]);
});

test('a text that is searched once may be as long as a request', () => {
  expect(told(Schema.object({ s: Schema.string({ rules: rule("self.matches('^[a-z]+$')") }) }))).toEqual([]);
});

test('a text that is searched in each of many items needs a limit, and so do they', () => {
  const spec = (maxItems?: number, maxLength?: number) => Schema.object({
    l: Schema.mapList(['k'], Schema.object({ k: text(10), v: Schema.string({ maxLength, rules: rule("self.matches('^[a-z]+$')") }) }), { maxItems }),
  });
  expect(told(spec())).toEqual([expect.stringContaining('give maxItems to spec.l, maxLength to spec.l[].v')]);
  expect(told(spec(100))).toEqual([expect.stringContaining('give maxLength to spec.l[].v')]);
  expect(told(spec(100, 50))).toEqual([]);
});

test('what stays as it was is compared: under a list by key it needs limits too', () => {
  const spec = (maxItems?: number) => Schema.object({ l: Schema.mapList(['k'], Schema.object({ k: text(10), v: Schema.string({ immutable: true }) }), { maxItems }) });
  expect(told(spec())).toEqual([expect.stringContaining("spec.l[].v: rule 'self == oldSelf'")]);
  expect(told(spec(8))).toEqual([]);
});

test('to ask whether a field is there costs nothing but the way to it', () => {
  const spec = (maxProperties: number) => Schema.object({ m: Schema.map(Schema.object({ a: Schema.string({ optional: true }) }, { rules: rule('has(self.a)') }), { maxProperties }) });
  expect(told(spec(9_000_000))).toEqual([]);
  expect(told(spec(11_000_000))).toHaveLength(1);
});

test('maps within maps multiply', () => {
  const spec = (maxProperties?: number) => Schema.object({
    m: Schema.map(Schema.map(Schema.string({ maxLength: 100, rules: rule("self != ''") }), { maxProperties: 1000 }), { maxProperties }),
  });
  expect(told(spec())).toEqual([]);
  expect(told(Schema.object({ m: Schema.map(Schema.map(Schema.string({ rules: rule('self == oldSelf') }), { maxProperties: 1000 })) })))
    .toEqual([expect.stringContaining('give maxProperties to spec.m, maxLength to spec.m{}{}')]);
});

test('limits that are there, but too high, are to be lowered', () => {
  expect(told(Schema.object({ l: Schema.list(text(20), { maxItems: 5000, rules: rule('self.all(x, self.all(y, x == y))') }) })))
    .toEqual([expect.stringContaining('lower the limits of what it walks over')]);
});

test('many rules that each are cheap enough are too dear together', () => {
  const field = () => Schema.list(text(40), { maxItems: 500, rules: rule('self.all(x, self.exists_one(y, x == y))') });
  const spec = (count: number) => Schema.object(Object.fromEntries([...Array(count).keys()].map((at) => [`l${at}`, field()])));
  expect(told(spec(3))).toEqual([]);
  expect(told(spec(25))).toEqual([expect.stringMatching(/schema: rule 'all rules together': got an estimated cost of at least 1\d\d,\d{3},\d{3}, expected at most 100,000,000; lower .* around spec\.l0, spec\.l1/)]);
});

test('an expression that is not understood here is left to the API server', () => {
  expect(told(Schema.object({ l: Schema.list(text(), { rules: rule('self.all(x, self.all(y, x == y)) ~') }) }))).toEqual([]);
});
