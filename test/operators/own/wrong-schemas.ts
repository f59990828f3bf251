import { Schema } from '../../../src';

const text = Schema.string();
const optional = Schema.string({ optional: true });
const item = Schema.object({ name: text, port: Schema.integer({ optional: true }) });
const rule = (expression: string) => [{ rule: expression, message: 'is wrong' }];

/** What is wrong, the spec, and how the finding goes on after the path of the construct. `accepted`: the API server would take it. */
export interface WrongSchema {
  readonly situation: string;
  readonly spec: () => Schema;
  readonly told: string;
  readonly accepted?: boolean;
}

export const WRONG: WrongSchema[] = [
  { situation: 'a default that is too large', spec: () => Schema.object({ n: Schema.integer({ maximum: 3, default: 4 }) }), told: 'spec.n: default: got 4, expected at most 3; write 3' },
  { situation: 'a default of another type', spec: () => Schema.object({ n: Schema.integer({ default: 'three' }) }), told: "spec.n: default: got 'three', expected a whole number" },
  {
    situation: 'a default with a field that is not there',
    spec: () => Schema.object({ o: Schema.object({ a: optional }, { default: { b: 1 } }) }),
    told: 'spec.o: default.b: got a field that the schema does not have, expected one of a; did you mean a?',
  },
  { situation: 'a default that lacks a field', spec: () => Schema.object({ o: Schema.object({ a: text }, { default: {} }) }), told: 'spec.o: default.a: got nothing, expected text' },
  { situation: 'a default of an item', spec: () => Schema.object({ l: Schema.list(Schema.string({ default: 'a' })) }), told: "spec.l[]: default: got 'a', expected none", accepted: true },
  { situation: 'a key that is optional', spec: () => Schema.object({ l: Schema.mapList(['port'], item) }), told: 'spec.l: key port: got an optional field without a default' },
  { situation: 'a key that is not there', spec: () => Schema.object({ l: Schema.mapList(['nmae'], item) }), told: "spec.l: keys: got 'nmae', expected fields of the items: name, port; did you mean name?" },
  { situation: 'no key', spec: () => Schema.object({ l: Schema.mapList([], item) }), told: 'spec.l: keys: got none' },
  { situation: 'a key twice', spec: () => Schema.object({ l: Schema.mapList(['name', 'name'], item) }), told: "spec.l: keys: got 'name' twice" },
  { situation: 'a key that is a list', spec: () => Schema.object({ l: Schema.mapList(['x'], Schema.object({ x: Schema.list(text) })) }), told: 'spec.l: key x: got list, expected one of string, integer, boolean' },
  { situation: 'a list by key of texts', spec: () => Schema.object({ l: Schema.mapList(['x'], text) }), told: 'spec.l: items of a list by key: got string, expected object' },
  { situation: 'items by key that may be null', spec: () => Schema.object({ l: Schema.mapList(['name'], Schema.object({ name: text }, { nullable: true })) }), told: 'spec.l[]: nullable: got items that may be null' },
  { situation: 'a set of objects', spec: () => Schema.object({ s: Schema.set(item) }), told: 'spec.s: items of a set: got object, expected one of string, integer, number, boolean; use Schema.mapList' },
  { situation: 'a set of what may be null', spec: () => Schema.object({ s: Schema.set(Schema.string({ nullable: true })) }), told: 'spec.s[]: nullable: got items that may be null' },
  {
    situation: 'an immutable field of items without a key',
    spec: () => Schema.object({ l: Schema.list(Schema.object({ a: Schema.string({ immutable: true }) })) }),
    told: 'spec.l[].a: immutable: got a comparison with before, in spec.l',
  },
  { situation: 'an immutable item of a set', spec: () => Schema.object({ s: Schema.set(Schema.string({ immutable: true })) }), told: 'spec.s[]: immutable: got a comparison with before, in spec.s' },
  {
    situation: 'an optional immutable field of items without a key',
    spec: () => Schema.object({ l: Schema.list(Schema.object({ a: Schema.string({ immutable: true, optional: true }) })) }),
    told: 'spec.l[].a: immutable: got a comparison with before, in spec.l',
  },
  {
    situation: 'a rule that compares with before in a list without a key',
    spec: () => Schema.object({ l: Schema.list(Schema.integer({ rules: rule('self >= oldSelf') })) }),
    told: "spec.l[]: rule 'self >= oldSelf': got a comparison with before",
  },
  { situation: 'an immutable field that may be null', spec: () => Schema.object({ a: Schema.string({ immutable: true, nullable: true }) }), told: 'spec.a: immutable: got a field that may be null', accepted: true },
  { situation: 'an immutable field that no rule can name', spec: () => Schema.object({ 'a b': Schema.string({ immutable: true, optional: true }) }), told: "spec.a b: immutable: got the field 'a b'", accepted: true },
  { situation: 'limits that contradict each other', spec: () => Schema.object({ a: Schema.string({ minLength: 3, maxLength: 2 }) }), told: 'spec.a: maxLength: got 2, expected at least the 3 of minLength', accepted: true },
  { situation: 'a range that contradicts itself', spec: () => Schema.object({ a: Schema.integer({ minimum: 3, maximum: 2 }) }), told: 'spec.a: maximum: got 2, expected at least the 3 of minimum', accepted: true },
  { situation: 'half a character', spec: () => Schema.object({ a: Schema.string({ maxLength: 2.5 }) }), told: 'spec.a: maxLength: got 2.5, expected a whole number' },
  { situation: 'an expression that looks ahead', spec: () => Schema.object({ a: Schema.string({ pattern: '^(?!x)' }) }), told: "spec.a: pattern: got '(?!', expected an expression of RE2" },
  { situation: 'an expression that looks back', spec: () => Schema.object({ a: Schema.string({ pattern: '(a)\\1' }) }), told: "spec.a: pattern: got '\\1', expected an expression of RE2" },
  { situation: 'an expression that is open', spec: () => Schema.object({ a: Schema.string({ pattern: '^(a' }) }), told: "spec.a: pattern: got '^(a', expected a regular expression" },
  ...['*a', 'a|+', '(?:*)'].map((pattern) => ({ situation: `a repetition of nothing, ${pattern}`, spec: () => Schema.object({ a: Schema.string({ pattern }) }), told: `spec.a: pattern: got '${pattern}', expected a regular expression` })),
  ...['a++', 'a*+', 'a{2}{3}'].map((pattern) => ({ situation: `a repetition of a repetition, ${pattern}`, spec: () => Schema.object({ a: Schema.string({ pattern }) }), told: `spec.a: pattern: got '${pattern}', expected a regular expression` })),
  { situation: 'a repetition of more than 1000', spec: () => Schema.object({ a: Schema.string({ pattern: '^a{2,2000}$' }) }), told: "spec.a: pattern: got '{2,2000}', expected at most 1000 repetitions" },
  { situation: 'a limit that is no number', spec: () => Schema.object({ a: Schema.integer({ minimum: NaN }) }), told: 'spec.a: minimum: got NaN, expected a number', accepted: true },
  { situation: 'a limit without a limit', spec: () => Schema.object({ a: Schema.number({ maximum: Infinity }) }), told: 'spec.a: maximum: got Infinity, expected a number; leave it out', accepted: true },
  { situation: 'a choice of nothing', spec: () => Schema.object({ a: Schema.string({ oneOf: [] }) }), told: 'spec.a: oneOf: got no value', accepted: true },
  { situation: 'a choice with a value twice', spec: () => Schema.object({ a: Schema.string({ oneOf: ['x', 'x'] }) }), told: "spec.a: oneOf: got 'x' twice", accepted: true },
  { situation: 'exactly one of a required field', spec: () => Schema.object({ a: text, b: optional }, { exactlyOneOf: ['a', 'b'] }), told: 'spec: exactlyOneOf: got a, a required field', accepted: true },
  { situation: 'exactly one of a field that is not there', spec: () => Schema.object({ a: optional, b: optional }, { exactlyOneOf: ['a', 'c'] }), told: "spec: exactlyOneOf: got 'c', expected one of a, b", accepted: true },
  { situation: 'exactly one of one', spec: () => Schema.object({ a: optional }, { exactlyOneOf: ['a'] }), told: 'spec: exactlyOneOf: got ["a"], expected two names or more', accepted: true },
  { situation: 'an empty rule', spec: () => Schema.object({ a: Schema.string({ rules: rule(' ') }) }), told: 'spec.a: rule: got an empty one' },
  { situation: 'a message of two lines', spec: () => Schema.object({ a: Schema.string({ rules: [{ rule: 'true', message: 'a\nb' }] }) }), told: "spec.a: rule 'true': message: got 'a\\nb'" },
  { situation: 'an empty expression for a message', spec: () => Schema.object({ a: Schema.string({ rules: [{ rule: 'true', message: 'a', messageExpression: ' ' }] }) }), told: "spec.a: rule 'true': messageExpression: got an empty one" },
  { situation: 'a message about a field that is not there', spec: () => Schema.object({ a: text }, { rules: [{ rule: 'true', message: 'a', fieldPath: '.b' }] }), told: "spec: rule 'true': fieldPath: got '.b'" },
  { situation: 'a rule on a field that is not there', spec: () => Schema.object({ a: text }, { rules: rule('self.aa == "x"') }), told: 'spec: rule \'self.aa == "x"\': got the field aa, expected one of a; did you mean a?' },
  { situation: 'a rule that asks for a field that is not there', spec: () => Schema.object({ a: text }, { rules: rule('has(self.b)') }), told: "spec: rule 'has(self.b)': got the field b" },
  { situation: 'a rule on a field of an item', spec: () => Schema.object({ l: Schema.list(item, { maxItems: 3, rules: rule('self.all(i, i.prot > 1)') }) }), told: "spec.l: rule 'self.all(i, i.prot > 1)': got the field prot, expected one of name, port; did you mean port?" },
  { situation: 'a rule on free JSON', spec: () => Schema.object({ t: Schema.anything({ rules: rule('self.a == 1') }) }), told: "spec.t: rule 'self.a == 1': got a rule on free JSON" },
  { situation: 'a rule that reads free JSON', spec: () => Schema.object({ t: Schema.anything(), a: text }, { rules: rule('self.t.a == 1') }), told: "spec: rule 'self.t.a == 1': got the field t, expected one of a" },
  { situation: 'a rule on a name that is not there', spec: () => Schema.object({ a: text }, { rules: rule('slef.a == "x"') }), told: 'spec: rule \'slef.a == "x"\': got the name slef, expected one of self, oldSelf; did you mean self?' },
  { situation: 'a rule that is a number', spec: () => Schema.object({ a: Schema.integer({ rules: rule('self + 1') }) }), told: "spec.a: rule 'self + 1': got an expression that gives a number, expected one that is true or false" },
  { situation: 'a rule that walks over text', spec: () => Schema.object({ a: Schema.string({ rules: rule('self.all(c, c.x == "a")') }) }), told: 'spec.a: rule', accepted: false },
  { situation: 'a rule with an escape that there is not', spec: () => Schema.object({ a: Schema.string({ rules: rule("self.matches('^\\d+$')") }) }), told: "spec.a: rule 'self.matches('^\\d+$')': got ''^\\d+$')' at character 14, expected an expression of CEL; end the text; for a backslash write r'\\d' or '\\\\d'" },
];

/** What looks wrong, and is right. */
export const RIGHT: [string, () => Schema][] = [
  ['a key with a default', () => Schema.object({ l: Schema.mapList(['p'], Schema.object({ p: Schema.string({ default: 'TCP' }) })) })],
  ['an immutable field of items by key', () => Schema.object({ l: Schema.mapList(['name'], Schema.object({ name: Schema.string({ maxLength: 9 }), a: Schema.string({ immutable: true, optional: true, maxLength: 9 }) }), { maxItems: 4 }) })],
  ['an immutable list', () => Schema.object({ l: Schema.list(Schema.string({ maxLength: 9 }), { immutable: true, maxItems: 4 }) })],
  ['an immutable value of a map', () => Schema.object({ m: Schema.map(Schema.string({ immutable: true, maxLength: 9 }), { maxProperties: 4 }) })],
  ['an expression that only RE2 knows', () => Schema.object({ a: Schema.string({ pattern: '(?i)^[[:alpha:]]+\\z' }) })],
  ['expressions that repeat lazily, up to 1000 times, or brackets', () => Schema.object({ a: Schema.string({ pattern: '^a+?b{1,1000}[*+]\\++\\{2}\\{3}(?:c)*$' }) })],
  ['a rule with variables of its own', () => Schema.object({ l: Schema.list(item, { maxItems: 3, rules: rule('self.all(i, self.exists(j, i.name == j.name)) && type(self) == list') }) })],
  ['a null as a default', () => Schema.object({ a: Schema.object({ b: optional }, { nullable: true, default: {} }) })],
  ['a field with a name of the language', () => Schema.object({ namespace: Schema.string({ maxLength: 63 }) }, { rules: rule('self.__namespace__ != "a"') })],
  ['a rule with macros, texts with quotes, comments and optional fields', () => Schema.object({ a: Schema.string({ maxLength: 9, optional: true }) },
    { rules: rule('self.?a.orValue("it\'s") != r\'a\\d\' // why\n && [1, 2].exists(i, i > 1) && {"a": 1}.size() == 1') })],
  ['a rule on the value of a map', () => Schema.object({ m: Schema.map(item, { maxProperties: 3, rules: rule('self.all(k, self[k].name != "a")') }) })],
  ['a message about a value of a map', () => Schema.object({ m: Schema.map(text) }, { rules: [{ rule: 'true', message: 'a', fieldPath: ".m['a.b']" }] })],
];
