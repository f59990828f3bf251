import { Misfit } from './fit';
import { Schema } from './schema';

/**
 * Nulls that would come to mean something else: cdk8s writes none, so a field would get its default, and a list would lose an item.
 * Elsewhere a null that may be says what a missing field says.
 */
export function lostNulls(schema: Schema, value: any, path: string): Misfit[] {
  const { kind, properties = {}, items, options } = schema._shape;
  if (value === null) {
    return options.default === undefined || options.default === null ? [] : [lost(path, JSON.stringify(options.default))];
  }
  switch (kind) {
    case 'object':
      return Object.entries(properties).flatMap(([name, field]) => name in value ? lostNulls(field, value[name], `${path}.${name}`) : []);
    case 'map':
      return Object.entries(value).flatMap(([name, each]) => lostNulls(items!, each, `${path}['${name}']`));
    case 'list':
    case 'set':
    case 'mapList':
      return value.flatMap((each: any, at: number) => each === null ? [lost(`${path}[${at}]`, 'one item less')] : lostNulls(items!, each, `${path}[${at}]`));
    default:
      return [];
  }
}

function lost(path: string, instead: string): Misfit {
  return { path, got: `null, which cdk8s leaves out: the API server would see ${instead}`, expected: 'a value', change: 'write one, or leave it out' };
}
