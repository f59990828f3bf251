import { LockedDefinition } from './lock';
import { KubeObject } from '../../manifests/kube-object';
import { at, Fields, isMap, mapOf, mapsOf } from '../../manifests/value';

/*
 * Definitions have fields of anybody's names in them, so they are walked by what they mean.
 * What is left out where empty or false: Kubernetes, apiextensions v1 types.go and types_jsonschema.go, `omitempty`.
 * https://github.com/kubernetes/apiextensions-apiserver/blob/v0.34.0/pkg/apis/apiextensions/v1/types.go
 */

const SCHEMA_MAPS = ['properties', 'patternProperties', 'definitions'];
const SCHEMA_LISTS = ['allOf', 'anyOf', 'oneOf'];
const SCHEMAS = ['additionalItems', 'additionalProperties', 'items', 'not'];
/** Values of anybody's form. */
const FREE = ['default', 'enum', 'example'];
const DROPPED_FALSE = ['exclusiveMaximum', 'exclusiveMinimum', 'nullable', 'uniqueItems', 'x-kubernetes-embedded-resource', 'x-kubernetes-int-or-string'];

/** The definition without what the API server drops, and without a certificate authority that somebody fills in. */
export function normalizedDefinition(definition: KubeObject): KubeObject {
  const spec = mapOf(definition.spec);
  return {
    ...definition,
    spec: {
      ...withoutIdle(spec, ['preserveUnknownFields']),
      names: withoutIdle(mapOf(spec.names), ['categories', 'shortNames']),
      versions: mapsOf(spec.versions).map(version),
    },
  };
}

function version(of: Fields): Fields {
  const schema = at(of, 'schema', 'openAPIV3Schema');
  return {
    ...withoutIdle(of, ['additionalPrinterColumns', 'deprecated', 'selectableFields']),
    ...isMap(schema) ? { schema: { ...of.schema, openAPIV3Schema: schemaOf(schema) } } : {},
  };
}

/** Without those of the fields that are false, or an empty list. */
function withoutIdle(of: Fields, keys: string[]): Fields {
  const idle = (value: unknown) => value === false || Array.isArray(value) && value.length === 0;
  return Object.fromEntries(Object.entries(of).filter(([key, value]) => !(keys.includes(key) && idle(value))));
}

function schemaOf(schema: Fields): Fields {
  const said = Object.entries(schema).map(([key, value]) => [key, FREE.includes(key) ? value : keyword(key, value)]);
  return Object.fromEntries(said.filter(([, value]) => value !== undefined));
}

/** What a keyword of a schema says, or nothing where the API server leaves it out. */
function keyword(key: string, value: any): any {
  if (SCHEMA_MAPS.includes(key) && isMap(value)) {
    const parts = Object.entries(value).map(([name, part]) => [name, subschema(part)]);
    return parts.length > 0 ? Object.fromEntries(parts) : undefined;
  }
  if (value === '' || Array.isArray(value) && value.length === 0 || value === false && DROPPED_FALSE.includes(key)) return undefined;
  if (SCHEMA_LISTS.includes(key) && Array.isArray(value)) return value.map(subschema);
  return SCHEMAS.includes(key) ? subschema(value) : value;
}

/** Where a schema may stand, a boolean may too. */
function subschema(part: unknown): any {
  return isMap(part) ? schemaOf(part) : part;
}

/** What a lock says of a definition. */
export function lockedDefinition(definition: KubeObject): LockedDefinition {
  const versions = mapsOf(definition.spec?.versions);
  return {
    name: definition.metadata.name,
    storageVersion: versions.find(({ storage }) => storage === true)?.name ?? '',
    versions: versions.map(({ name }) => String(name)),
    bytes: Buffer.byteLength(JSON.stringify(definition)),
  };
}

/** A definition that does not serve the version in which the library writes its objects: these would be refused, or dropped. */
export interface Unserved {
  readonly name: string;
  readonly served: string[];
  readonly expected: string;
}

export function unserved(writtenAs: Readonly<Record<string, string>> = {}, definitions: KubeObject[]): Unserved[] {
  return definitions.flatMap(({ metadata: { name }, spec }) => {
    const served = mapsOf(spec?.versions).filter((one) => one.served === true).map((one) => String(one.name));
    const expected = Object.hasOwn(writtenAs, name) ? writtenAs[name] : undefined;
    return expected === undefined || served.includes(expected) ? [] : [{ name, served, expected }];
  });
}
