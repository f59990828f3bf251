import { complaints, operatorOf } from './cache';
import { RIGHT, WRONG } from './wrong-schemas';
import { Schema, SchemaFormat } from '../../../src';

test.each(WRONG.map(({ situation, spec, told }) => [situation, spec, told] as const))('%s is refused with its path', (_, spec, told) => {
  expect(complaints(() => operatorOf(spec()))).toEqual([expect.stringContaining(`operators/cache-operator: Thing v1: ${told}`)]);
});

test.each(RIGHT)('%s is taken', (_, spec) => {
  expect(complaints(() => operatorOf(spec()))).toEqual([]);
});

test('all that is wrong is told at once', () => {
  expect(complaints(() => operatorOf(Schema.object({ a: Schema.integer({ default: 'x' }), b: Schema.set(Schema.object({})) })))).toHaveLength(2);
});

test.each<[string, () => unknown, string]>([
  ['a number with the format of a text', () => Schema.intOrString({ format: SchemaFormat.IPV4 }), 'Schema.intOrString: format: got "ipv4", expected none'],
  ['a number with a choice of texts', () => Schema.intOrString({ oneOf: ['a'] }), 'Schema.intOrString: oneOf: got ["a"], expected none'],
])('%s is refused where it is written', (_, act, told) => {
  expect(complaints(act)).toEqual([expect.stringContaining(told)]);
});

test('rules on the object as a whole see its name, and no other metadata', () => {
  const rules = (rule: string) => [{ rule, message: 'is wrong' }];
  expect(complaints(() => operatorOf(Schema.object({}), { rules: rules("self.metadata.name != 'default' && self.kind == 'Thing'") }))).toEqual([]);
  expect(complaints(() => operatorOf(Schema.object({}), { rules: rules("self.metadata.labels['a'] == 'b'") }))).toEqual([
    expect.stringContaining('got the field labels, expected one of name, generateName'),
  ]);
});
