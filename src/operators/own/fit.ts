import { isIPv4, isIPv6 } from 'net';
import { isRequired, Schema, SchemaShape } from './schema';
import { SchemaFormat } from './schema-options';
import { canonicalQuantity } from '../../builtin/quantity';
import { nearest } from '../../contract/nearest';

/** What is wrong with a value, and where in it. */
export interface Misfit {
  readonly path: string;
  readonly got: string;
  readonly expected: string;
  readonly change: string;
}

/** A value as the API server keeps it, and what is wrong with it. */
export interface Fit {
  /** With defaults filled in, quantities in canonical form, and without what is undefined. */
  readonly value: any;
  readonly misfits: Misfit[];
}

/** Holds a value against a schema as the API server does: first defaults, then checks. Rules in CEL are left to it. */
export function fit(schema: Schema, given: any, path: string): Fit {
  const misfits: Misfit[] = [];
  const value = fitted(schema, given, path, misfits);
  return { value, misfits };
}

function fitted(schema: Schema, given: any, path: string, misfits: Misfit[]): any {
  const { options, kind } = schema._shape;
  // a null that may not be is nothing: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable
  const value = given === undefined || (given === null && !options.nullable) ? options.default ?? given : given;
  if (value === null && options.nullable) return null;
  const wrong = (expected: string, change: string) => {
    misfits.push({ path, got: shown(value), expected, change });
    return value;
  };
  switch (kind) {
    case 'object':
      return isMap(value) ? object(schema, value, path, misfits) : wrong('an object', `write ${last(path)}: { ... }`);
    case 'map':
      return isMap(value) ? map(schema, value, path, misfits) : wrong('a map', `write ${last(path)}: { name: ... }`);
    case 'list':
    case 'set':
    case 'mapList':
      return Array.isArray(value) ? list(schema, value, path, misfits) : wrong('a list', `write ${last(path)}: [ ... ]`);
    case 'boolean':
      return typeof value === 'boolean' ? value : wrong('true or false', `write ${last(path)}: true`);
    case 'integer':
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value) || (kind === 'integer' && !Number.isSafeInteger(value))) {
        return wrong(kind === 'integer' ? 'a whole number' : 'a number', `write a number${typeof value === 'string' ? ' without quotes' : ''}`);
      }
      ranges(schema._shape, value, path, misfits);
      return value;
    case 'string':
      if (typeof value !== 'string') return wrong('text', typeof value === 'number' || typeof value === 'boolean' ? `write '${value}'` : 'write text');
      text(schema._shape, value, path, misfits);
      return value;
    case 'intOrString':
      if (Number.isSafeInteger(value)) return value;
      if (typeof value !== 'string') return wrong('a whole number or text', "write it like 2 or '25%'");
      text(schema._shape, value, path, misfits);
      return value;
    case 'quantity': {
      const canonical = typeof value === 'string' || Number.isSafeInteger(value) ? canonicalQuantity(String(value)) : undefined;
      return canonical ?? wrong('a quantity', "write it like '500m', '4Gi' or 2");
    }
    case 'anything':
      return value === undefined ? wrong('a value', 'write one') : json(value, path, misfits);
  }
}

function object(schema: Schema, value: Record<string, any>, path: string, misfits: Misfit[]): any {
  const { properties, exactlyOneOf } = schema._shape;
  const names = Object.keys(properties!);
  for (const name of Object.keys(value).filter((each) => value[each] !== undefined && !names.includes(each))) {
    const closest = names.length > 0 ? nearest(name, names) : undefined;
    const meant = closest && closest.distance <= Math.max(2, name.length / 3) ? closest.word : undefined;
    misfits.push({
      path: inside(path, name),
      got: 'a field that the schema does not have',
      expected: names.length > 0 ? `one of ${names.join(', ')}` : 'none',
      change: meant ? `did you mean ${meant}?` : 'leave it out: the API server would drop it',
    });
  }
  const present = (name: string) => value[name] !== undefined && (value[name] !== null || !!properties![name]._shape.options.nullable);
  const result: Record<string, any> = {};
  for (const name of names) {
    const field = properties![name];
    const { options: { default: standard } } = field._shape;
    if (present(name) || standard !== undefined) {
      result[name] = fitted(field, value[name], inside(path, name), misfits);
    } else if (isRequired(field)) {
      misfits.push({ path: inside(path, name), got: 'nothing', expected: inWords(field), change: `write ${name}` });
    }
  }
  const there = (exactlyOneOf ?? []).filter(present);
  if (exactlyOneOf && there.length !== 1) {
    misfits.push({
      path,
      got: there.join(' and ') || 'none of them',
      expected: `exactly one of ${exactlyOneOf.join(', ')}`,
      change: there.length > 0 ? `leave all but ${there[0]} out` : `write ${exactlyOneOf[0]}`,
    });
  }
  return result;
}

function map(schema: Schema, value: Record<string, any>, path: string, misfits: Misfit[]): any {
  const { nullable } = schema._shape.items!._shape.options;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined && (each !== null || nullable));
  const { minProperties, maxProperties } = schema._shape.limits;
  counts(path, entries.length, 'entries', minProperties, maxProperties, misfits);
  return Object.fromEntries(entries.map(([name, each]) => [name, fitted(schema._shape.items!, each, `${path}['${name}']`, misfits)]));
}

function list(schema: Schema, value: any[], path: string, misfits: Misfit[]): any {
  const { kind, items, keys, limits: { minItems, maxItems } } = schema._shape;
  counts(path, value.length, 'items', minItems, maxItems, misfits);
  const result = value.map((item, at) => fitted(items!, item, `${path}[${at}]`, misfits));
  if (kind !== 'list') {
    const seen = new Map<string, number>();
    result.forEach((item, at) => {
      const identity = JSON.stringify(kind === 'set' ? item : keys!.map((key) => item?.[key]));
      const before = seen.get(identity);
      if (before !== undefined) {
        misfits.push({
          path: `${path}[${at}]`,
          got: `${kind === 'set' ? identity : keys!.map((key) => `${key} ${shown(item?.[key])}`).join(', ')} a second time`,
          expected: `items that differ${kind === 'set' ? '' : ` in ${keys!.join(', ')}`}`,
          change: `leave it out, or change it: item ${before} has it`,
        });
      }
      seen.set(identity, before ?? at);
    });
  }
  return result;
}

function counts(path: string, count: number, what: string, least: number | undefined, most: number | undefined, misfits: Misfit[]): void {
  if (least !== undefined && count < least) misfits.push({ path, got: `${count} ${what}`, expected: `${least} or more`, change: `add ${least - count}` });
  if (most !== undefined && count > most) misfits.push({ path, got: `${count} ${what}`, expected: `at most ${most}`, change: `take ${count - most} away` });
}

function ranges({ limits: { minimum, maximum } }: SchemaShape, value: number, path: string, misfits: Misfit[]): void {
  if (minimum !== undefined && value < minimum) misfits.push({ path, got: String(value), expected: `${minimum} or more`, change: `write ${minimum}` });
  if (maximum !== undefined && value > maximum) misfits.push({ path, got: String(value), expected: `at most ${maximum}`, change: `write ${maximum}` });
}

function text({ limits }: SchemaShape, value: string, path: string, misfits: Misfit[]): void {
  // characters, not UTF-16 units: JSON Schema, 6.3.1
  const length = [...value].length;
  const { enum: values, format, maxLength, minLength, pattern } = limits;
  counts(path, length, 'characters', minLength, maxLength, misfits);
  if (values && !values.includes(value)) {
    const { word } = nearest(value, values);
    misfits.push({ path, got: shown(value), expected: `one of ${values.join(', ')}`, change: `did you mean '${word}'?` });
  }
  if (pattern !== undefined && regularExpression(pattern)?.test(value) === false) {
    misfits.push({ path, got: shown(value), expected: `text that ${pattern} finds`, change: 'write it so' });
  }
  if (format !== undefined && FORMATS[format as SchemaFormat]?.(value) === false) {
    misfits.push({ path, got: shown(value), expected: `a ${format}`, change: 'write it so' });
  }
}

/** What is the same for every reader; the rest is left to the API server. */
const FORMATS: Partial<Record<SchemaFormat, (value: string) => boolean>> = {
  [SchemaFormat.DATE]: (value) => /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value),
  [SchemaFormat.IPV4]: isIPv4,
  [SchemaFormat.IPV6]: (value) => isIPv6(value) && !value.includes('%'),
  [SchemaFormat.UUID]: (value) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(value),
};

/** The API server's expressions are RE2's. One that means the same here, or undefined: then nothing can be said of a text. */
export function regularExpression(pattern: string): RegExp | undefined {
  // \s and what stands in [[:alpha:]] mean less in RE2
  if (/\\s|\\S|\[:/.test(pattern)) return undefined;
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
}

/** Plain JSON, without what is undefined. */
function json(value: any, path: string, misfits: Misfit[]): any {
  if (Array.isArray(value)) return value.map((item, at) => json(item ?? null, `${path}[${at}]`, misfits));
  if (isMap(value)) {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    return Object.fromEntries(entries.map(([name, each]) => [name, json(each, inside(path, name), misfits)]));
  }
  const plain = value === null || typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
  if (!plain) misfits.push({ path, got: shown(value), expected: 'JSON', change: 'write plain values, lists and maps' });
  return value;
}

function isMap(value: any): value is Record<string, any> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

function inside(path: string, name: string): string {
  const step = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `['${name}']`;
  return path === '' ? step : step.startsWith('[') ? `${path}${step}` : `${path}.${step}`;
}

function last(path: string): string {
  return /([A-Za-z_][A-Za-z0-9_]*)[^A-Za-z0-9_]*$/.exec(path)?.[1] ?? 'value';
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `'${value}'`;
  return JSON.stringify(value) ?? typeof value;
}

/** What a field wants, in words. */
function inWords({ _shape: { kind, limits } }: Schema): string {
  switch (kind) {
    case 'object': return 'an object';
    case 'map': return 'a map';
    case 'list':
    case 'set':
    case 'mapList': return 'a list';
    case 'boolean': return 'true or false';
    case 'integer': return 'a whole number';
    case 'number': return 'a number';
    case 'string': return limits.enum ? `one of ${limits.enum.join(', ')}` : 'text';
    case 'intOrString': return 'a whole number or text';
    case 'quantity': return 'a quantity';
    case 'anything': return 'a value';
  }
}
