import * as fc from 'fast-check';
import { Schema } from '../../../src';

/** A schema, and values that are likely to fit it, or nearly. */
export interface Sample {
  readonly schema: Schema;
  readonly values: fc.Arbitrary<any>;
}

const word = fc.stringMatching(/^[a-z]{1,6}$/);
const anyValue = fc.oneof(fc.constantFrom<any>(null, [], {}, { extra: 1 }), fc.boolean(), fc.integer({ min: -3, max: 12 }), word);

/** What may be said of any field. */
const wishes = fc.record({ optional: fc.boolean(), nullable: fc.boolean() });

const scalars: fc.Arbitrary<Sample> = fc.oneof(
  wishes.map((options) => ({ schema: Schema.boolean(options), values: fc.boolean() })),
  fc.tuple(wishes, fc.integer({ min: -2, max: 3 }), fc.integer({ min: 0, max: 5 })).map(([options, minimum, span]) => ({
    schema: Schema.integer({ ...options, minimum, maximum: minimum + span }), values: fc.integer({ min: minimum - 1, max: minimum + span + 1 }),
  })),
  fc.tuple(wishes, fc.integer({ min: -2, max: 3 })).map(([options, maximum]) => ({
    schema: Schema.number({ ...options, maximum }), values: fc.double({ min: -5, max: maximum + 1, noNaN: true }),
  })),
  fc.tuple(wishes, fc.uniqueArray(word, { minLength: 1, maxLength: 3 })).map(([options, oneOf]) => ({
    schema: Schema.string({ ...options, oneOf }), values: fc.constantFrom(...oneOf, 'other'),
  })),
  fc.tuple(wishes, fc.integer({ min: 0, max: 2 }), fc.integer({ min: 2, max: 4 })).map(([options, minLength, maxLength]) => ({
    schema: Schema.string({ ...options, minLength, maxLength, pattern: '^[a-z]*$' }), values: fc.oneof(word, fc.constantFrom('', 'Ab', '😀😀😀')),
  })),
  wishes.map((options) => ({ schema: Schema.intOrString({ ...options, pattern: '^[0-9]+%$' }), values: fc.constantFrom<any>(0, 3, '25%', 'half', 1.5) })),
  wishes.map((options) => ({ schema: Schema.quantity(options), values: fc.constantFrom<any>(2, '500m', '1.50Gi', '1e3', '0.5', '4 Gi', 'much') })),
  wishes.map((options) => ({ schema: Schema.anything(options), values: anyValue })),
);

const names = ['alpha', 'beta', 'gamma'];

/** Schemas without defaults, some levels deep. */
const { node } = fc.letrec<{ node: Sample }>((tie) => ({
  node: fc.oneof({ maxDepth: 3, withCrossShrink: true }, scalars,
    fc.tuple(wishes, fc.array(tie('node'), { maxLength: 3 }), fc.boolean()).map(([options, fields, extra]) => {
      const named = fields.map((field, at): [string, Sample] => [names[at], field]);
      return {
        schema: Schema.object(Object.fromEntries(named.map(([name, { schema }]) => [name, schema])), options),
        values: fc.record<Record<string, any>>({
          ...Object.fromEntries(named.map(([name, { values }]) => [name, fc.option(values, { nil: undefined })])),
          ...extra ? { alpah: fc.constant(1) } : {},
        }),
      };
    }),
    fc.tuple(wishes, tie('node'), fc.integer({ min: 0, max: 3 })).map(([options, item, maxItems]) => ({
      schema: Schema.list(item.schema, { ...options, maxItems }), values: fc.array(item.values, { maxLength: 4 }),
    })),
    fc.tuple(wishes, tie('node'), fc.integer({ min: 0, max: 3 })).map(([options, item, minProperties]) => ({
      schema: Schema.map(item.schema, { ...options, minProperties }), values: fc.dictionary(word, item.values, { maxKeys: 4 }),
    })),
    wishes.map((options) => ({ schema: Schema.set(Schema.integer(), options), values: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }) })),
    fc.tuple(wishes, tie('node')).map(([options, field]) => ({
      schema: Schema.mapList(['name'], Schema.object({ name: Schema.string(), field: field.schema }), options),
      values: fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'c'), field: field.values }, { requiredKeys: ['name'] }), { maxLength: 3 }),
    })),
    fc.tuple(wishes, scalars, scalars).map(([options, one, other]) => ({
      schema: Schema.object({ one: always(one.schema), other: always(other.schema) }, { ...options, exactlyOneOf: ['one', 'other'] }),
      values: fc.record({ one: one.values, other: other.values }, { requiredKeys: [] }),
    })),
  ),
}));

/** Optional, whatever it was. */
function always(schema: Schema): Schema {
  return Object.assign(Object.create(Schema.prototype), { _shape: { ...schema._shape, options: { ...schema._shape.options, optional: true } } });
}

/** A schema and a value. */
export const cases: fc.Arbitrary<{ schema: Schema; value: any }> = node.chain(({ schema, values }) =>
  fc.oneof({ weight: 9, arbitrary: values }, { weight: 1, arbitrary: anyValue }).map((value) => ({ schema, value })));

/** A schema as a field of an object, with a value of it as its default. */
export const defaults: fc.Arbitrary<{ schema: Schema; value: any }> = cases.map(({ schema, value }) => ({
  value,
  schema: Object.assign(Object.create(Schema.prototype), { _shape: { ...schema._shape, options: { ...schema._shape.options, default: value } } }),
}));
