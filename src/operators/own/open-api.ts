import { rulesOf } from './rules';
import { isRequired, Schema, SchemaKind } from './schema';
import { SchemaRule } from './schema-options';

/** What each kind is in OpenAPI. Lists say their type: without a word they are atomic, but nobody sees it. */
const WORDS: Record<SchemaKind, Record<string, any>> = {
  object: { type: 'object' },
  string: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  quantity: { 'anyOf': [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true },
  intOrString: { 'anyOf': [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true },
  list: { 'type': 'array', 'x-kubernetes-list-type': 'atomic' },
  set: { 'type': 'array', 'x-kubernetes-list-type': 'set' },
  mapList: { 'type': 'array', 'x-kubernetes-list-type': 'map' },
  map: { type: 'object' },
  anything: { 'x-kubernetes-preserve-unknown-fields': true },
};

/** The structural schema, without anything that the API server would drop: empty maps and lists, `nullable: false`. */
export function openApi(schema: Schema): any {
  const { kind, options, properties, items, keys, limits, exactlyOneOf, atomic } = schema._shape;
  const names = Object.keys(properties ?? {});
  const required = names.filter((name) => isRequired(properties![name])).sort();
  const rules = rulesOf(schema);
  return {
    ...WORDS[kind],
    ...limits,
    ...options.description === undefined ? {} : { description: options.description },
    ...options.default === undefined ? {} : { default: options.default },
    ...options.nullable ? { nullable: true } : {},
    ...names.length > 0 ? { properties: Object.fromEntries(names.map((name) => [name, openApi(properties![name])])) } : {},
    ...required.length > 0 ? { required } : {},
    ...exactlyOneOf ? { oneOf: exactlyOneOf.map((name) => ({ required: [name] })) } : {},
    ...items && kind === 'map' ? { additionalProperties: openApi(items) } : {},
    ...items && kind !== 'map' ? { items: openApi(items) } : {},
    ...keys ? { 'x-kubernetes-list-map-keys': keys } : {},
    ...atomic ? { 'x-kubernetes-map-type': 'atomic' } : {},
    ...rules.length > 0 ? { 'x-kubernetes-validations': rules.map(validation) } : {},
  };
}

function validation({ rule, message, messageExpression, reason, fieldPath }: SchemaRule): any {
  return {
    rule,
    message,
    ...messageExpression === undefined ? {} : { messageExpression },
    ...reason === undefined ? {} : { reason },
    ...fieldPath === undefined ? {} : { fieldPath },
  };
}
