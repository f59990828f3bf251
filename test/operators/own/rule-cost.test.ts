import { complaints, operatorOf } from './cache';
import { Schema, SchemaRule } from '../../../src';

/*
 * Thousands of random definitions, and rules that were cut and mixed at random, were held against k8s.io/apiextensions-apiserver v0.28.15 and v0.36.3: none that these take is refused here.
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
  expect(told(spec(25))).toEqual([expect.stringMatching(/schema: all rules together: got an estimated cost of at least 1\d\d,\d{3},\d{3}, expected at most 100,000,000; lower .* around spec\.l0, spec\.l1/)]);
});

test('an expression that has no end is told with its place', () => {
  expect(told(Schema.object({ l: Schema.list(text(), { rules: rule('self.all(x, x == "a") = true') }) })))
    .toEqual([expect.stringContaining("spec.l: rule 'self.all(x, x == \"a\") = true': got '= true' at character 23, expected an expression of CEL; write ==")]);
  expect(told(Schema.object({ n: Schema.integer({ rules: rule('self >') }) }))).toEqual([expect.stringContaining('got an expression that ends too early')]);
});

describe('a message that is made of values', () => {
  const spec = (messageExpression: string, maxItems?: number) => Schema.object({
    n: Schema.integer(), s: text(9), l: Schema.list(text(90), { maxItems }),
  }, { rules: [{ rule: 'self.n > 0', message: 'is wrong', messageExpression }] });

  test('may not be added to what was a number: the API server takes that for endless', () => {
    expect(told(spec("'got ' + string(self.n)"))).toEqual([expect.stringContaining(
      "spec: rule 'self.n > 0': messageExpression ''got ' + string(self.n)': got string(), whose length the API server takes for endless, expected an estimated cost of at most "
      + "10,000,000; write it without +, like 'got %d'.format([self.replicas])")]);
    expect(told(spec("'got %d'.format([self.n])"))).toEqual([]);
    expect(told(spec('string(self.n)'))).toEqual([]);
  });

  test('needs limits on the lists that it joins', () => {
    expect(told(spec("self.l.join(', ')"))).toEqual([expect.stringMatching(/messageExpression .*: got an estimated cost of at least [\d,]+, expected at most 10,000,000; give maxItems to spec\.l/)]);
    expect(told(spec("self.l.join(', ')", 50))).toEqual([]);
    expect(told(spec("self.l.map(x, x + '!').join(', ')", 50))).toEqual([expect.stringContaining('got join(), whose length the API server takes for endless')]);
  });

  test('is made once, however often its place is there', () => {
    const item = (rules: SchemaRule[]) => Schema.object({ m: Schema.map(Schema.object({ s: text(1000) }, { rules }), { maxProperties: 1_000_000 }) });
    expect(told(item([{ rule: 'true', message: 'm', messageExpression: "'got ' + self.s" }]))).toEqual([]);
    expect(told(item(rule("'got ' + self.s != 'got'")))).toHaveLength(1);
  });

  test('counts in the sum of all', () => {
    const many = (count: number) => Schema.object({ s: text(20_000_000) }, {
      rules: [...Array(count).keys()].map((at) => ({ rule: 'true', message: 'm', messageExpression: `self.s + '${at}'` })),
    });
    expect(told(many(12))).toEqual([]);
    expect(told(many(13))).toEqual([expect.stringContaining('schema: all rules together: got an estimated cost of at least 104,')]);
  });

  test('gives text, of fields that there are', () => {
    expect(told(spec('self.n'))).toEqual([expect.stringContaining("messageExpression 'self.n': got an expression that gives a number, expected one that gives text")]);
    expect(told(spec("'got ' + self.m"))).toEqual([expect.stringContaining('got the field m, expected one of n, s, l')]);
    expect(told(spec("'got "))).toEqual([expect.stringContaining("messageExpression ''got ': got ''got ' at character 1, expected an expression of CEL")]);
  });
});
