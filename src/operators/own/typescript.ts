import { Resource, ResourceVersion } from './definition';
import { isRequired, Schema } from './schema';

/*
 * The types as a controller meets them: what has a default is there when an object is read.
 */

interface Interfaces {
  readonly done: string[];
  /** Names that are taken. */
  readonly names: Set<string>;
}

/** Of every object: the fields that controllers read. Source: k8s.io/apimachinery, pkg/apis/meta/v1, ObjectMeta. */
const METADATA = `/** The metadata of an object, as the API server gives it. */
export interface ObjectMetadata {
  name?: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: { [key: string]: string };
  annotations?: { [key: string]: string };
  finalizers?: string[];
  ownerReferences?: { apiVersion: string; kind: string; name: string; uid: string; controller?: boolean; blockOwnerDeletion?: boolean }[];
}
`;

export function typescriptOf({ group, kind, listKind, plural }: Resource, { name, spec, status }: ResourceVersion): string {
  const found: Interfaces = { done: [], names: new Set([kind, listKind, 'ObjectMetadata']) };
  const specType = typeOf(spec, `${kind}Spec`, found);
  const statusType = typeOf(status, `${kind}Status`, found);
  const root = `/** ${oneLine(spec._shape.options.description ?? `A ${kind}.`)} */
export interface ${kind} {
  apiVersion: '${group}/${name}';
  kind: '${kind}';
  metadata: ObjectMetadata;
  spec${isRequired(spec) || spec._shape.options.default !== undefined ? '' : '?'}: ${specType};
  status?: ${statusType};
}
`;
  const list = `/** Several of them. */
export interface ${listKind} {
  apiVersion: '${group}/${name}';
  kind: '${listKind}';
  metadata: { resourceVersion?: string; continue?: string };
  items: ${kind}[];
}
`;
  const address = `/** Where they are found. */
export const ${constant(kind)} = { group: '${group}', version: '${name}', plural: '${plural}', kind: '${kind}' } as const;
`;
  return [METADATA, root, list, address, ...found.done].join('\n');
}

function typeOf(schema: Schema, name: string, found: Interfaces): string {
  const type = plainType(schema, name, found);
  return schema._shape.options.nullable ? `${type} | null` : type;
}

function plainType({ _shape: { kind, properties, items, limits, options } }: Schema, name: string, found: Interfaces): string {
  switch (kind) {
    case 'object': return interfaceOf(properties!, name, options.description, found);
    case 'map': return `{ [key: string]: ${typeOf(items!, `${name}Value`, found)} }`;
    case 'list':
    case 'set':
    case 'mapList': return arrayOf(typeOf(items!, singular(name), found));
    case 'string': return limits.enum ? limits.enum.map((value: string) => literal(value)).join(' | ') : 'string';
    case 'integer':
    case 'number': return 'number';
    case 'boolean': return 'boolean';
    case 'quantity':
    case 'intOrString': return 'number | string';
    case 'anything': return 'unknown';
  }
}

function interfaceOf(properties: Record<string, Schema>, wanted: string, description: string | undefined, found: Interfaces): string {
  const name = free(wanted, found.names);
  // its place is before those of its fields
  const at = found.done.push('') - 1;
  const fields = Object.entries(properties).map(([field, schema]) => {
    const { description: text, default: standard } = schema._shape.options;
    const always = isRequired(schema) || standard !== undefined;
    const type = typeOf(schema, `${name}${pascal(field)}`, found);
    return `${text === undefined ? '' : `  /** ${oneLine(text)} */\n`}  ${key(field)}${always ? '' : '?'}: ${type};\n`;
  });
  found.done[at] = `${description === undefined ? '' : `/** ${oneLine(description)} */\n`}export interface ${name} {\n${fields.join('')}}\n`;
  return name;
}

function free(wanted: string, names: Set<string>): string {
  let name = wanted;
  for (let count = 2; names.has(name); count++) name = `${wanted}${count}`;
  names.add(name);
  return name;
}

function arrayOf(type: string): string {
  return /^[A-Za-z0-9_]+$/.test(type) ? `${type}[]` : `(${type})[]`;
}

function singular(name: string): string {
  return name.endsWith('s') && !name.endsWith('ss') && !name.endsWith('Status') ? name.slice(0, -1) : `${name}Item`;
}

function pascal(name: string): string {
  return name.split(/[^A-Za-z0-9]+/).filter(Boolean).map((word) => `${word[0].toUpperCase()}${word.slice(1)}`).join('') || 'Field';
}

function constant(kind: string): string {
  return kind.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}

function key(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : literal(name);
}

function literal(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}'`;
}

/** A comment can't be ended by what is in it. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(/\*\//g, '* /');
}
