// What a definition limits, of the fields that an object has: each with the object that breaks it.
import { KubeObject } from '../kubernetes/api';

export interface Limit {
  readonly kind: string;
  /** `spec.storage.volumes[].id`. */
  readonly path: string;
  /** As the schema has it: `minimum`, `pattern`, or a CEL rule's text. */
  readonly keyword: string;
  readonly bound: unknown;
  /** The object beyond the limit. Nothing for a CEL rule, which says nothing of what it wants. */
  readonly broken?: KubeObject;
}

type Schema = Record<string, any>;
type Place = readonly (number | string)[];

/** A value beyond each keyword's bound; undefined for none. Several where each of several fields is needed. */
const BEYOND: Record<string, (bound: any, value: any) => any[]> = {
  enum: () => ['none-of-these'],
  minimum: (bound) => [bound - 1],
  maximum: (bound) => [bound + 1],
  pattern: () => ['?'],
  minLength: (bound) => ['a'.repeat(bound - 1)],
  maxLength: (bound) => ['a'.repeat(bound + 1)],
  minItems: (bound, value) => [value.slice(0, bound - 1)],
  maxItems: (bound, value) => [Array(bound + 1).fill(value[0])],
  required: (bound: string[], value) => bound.filter((key) => key in value).map((key) => { const { [key]: _, ...rest } = value; return rest; }),
};
/** Of what stands there already as a list of types or a form, and nobody can break in JSON that we write. */
const PASSED_OVER = ['type', 'format', 'description', 'properties', 'items', 'additionalProperties', 'default', 'nullable', 'title', 'oneOf', 'anyOf', 'allOf', 'not', 'example'];

/** All limits of the definition's storage version on fields that the object has below `spec`. */
export function limitsOf(definition: KubeObject, object: KubeObject): Limit[] {
  const version = definition.spec.versions.find(({ name }: any) => object.apiVersion.endsWith(`/${name}`));
  return within(object, version.schema.openAPIV3Schema.properties.spec, object.spec, ['spec']);
}

function within(object: KubeObject, schema: Schema, value: any, place: Place): Limit[] {
  const below = Array.isArray(value)
    ? value.flatMap((item, i) => schema.items ? within(object, schema.items, item, [...place, i]) : [])
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, of]) => {
        const field = schema.properties?.[key] ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined);
        return field && of !== undefined ? within(object, field, of, [...place, key]) : [];
      })
      : [];
  return [...own(object, schema, value, place), ...below];
}

function own(object: KubeObject, schema: Schema, value: any, place: Place): Limit[] {
  const limit = { kind: object.kind, path: pathOf(place) };
  const rules = (schema['x-kubernetes-validations'] ?? []).map(({ rule }: any): Limit => ({ ...limit, keyword: rule.trim(), bound: rule }));
  const quantity = schema['x-kubernetes-int-or-string'] === true && typeof value === 'number';
  return [...rules, ...Object.keys(schema).filter((keyword) => keyword in BEYOND && !quantity).flatMap((keyword) => {
    const bound = schema[keyword];
    return BEYOND[keyword](bound, value).map((beyond): Limit => ({ ...limit, keyword, bound, broken: changed(object, place, beyond) }));
  })];
}

/** Keywords that this file does not know, so that none is passed over unseen. */
export function unknownKeywords(definition: KubeObject): string[] {
  const found = new Set<string>();
  const look = (schema: Schema) => {
    for (const key of Object.keys(schema)) {
      if (!(key in BEYOND) && !PASSED_OVER.includes(key) && !key.startsWith('x-kubernetes-')) { found.add(key); }
    }
    for (const each of [...Object.values(schema.properties ?? {}), schema.items, schema.additionalProperties]) {
      if (typeof each === 'object') { look(each as Schema); }
    }
  };
  for (const { schema } of definition.spec.versions) { look(schema.openAPIV3Schema.properties.spec); }
  return [...found].sort();
}

function pathOf(place: Place): string {
  return place.map((step, i) => typeof step === 'number' ? '[]' : i === 0 ? step : `.${step}`).join('');
}

function changed(object: KubeObject, place: Place, value: unknown): KubeObject {
  const copy = structuredClone(object) as any;
  const last = place.length - 1;
  const parent = place.slice(0, last).reduce<any>((at, step) => at[step], copy);
  parent[place[last]] = value;
  return copy;
}
