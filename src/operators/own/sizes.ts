import { isRequired, Schema } from './schema';

/*
 * How large a value may be, as the API server takes it for estimates.
 * Sources: k8s.io/apiserver v0.36.3, pkg/cel/common/schemas.go; k8s.io/apiextensions-apiserver v0.36.3,
 * pkg/apis/apiextensions/validation/cel_validation.go.
 */

export const REQUEST_BYTES = 3 * 1024 * 1024;

/** Free JSON has no type that a rule could know, and what holds only such has none either. */
export function isVisible({ _shape: { kind, items } }: Schema): boolean {
  return kind !== 'anything' && (items === undefined || isVisible(items));
}

export function bound({ _shape: { limits } }: Schema): number | undefined {
  return limits.maxItems ?? limits.maxProperties;
}

export function word({ _shape: { kind } }: Schema): string {
  return kind === 'map' ? 'maxProperties' : ['list', 'set', 'mapList'].includes(kind) ? 'maxItems' : 'maxLength';
}

/** The fewest bytes of a value in JSON. */
export function leastBytes({ _shape: { kind, properties, limits } }: Schema): number {
  switch (kind) {
    case 'object':
      return Object.entries(properties!).filter(([, field]) => isRequired(field))
        .reduce((sum, [name, field]) => sum + name.length + leastBytes(field) + 4, 2);
    case 'string': return limits.format === 'date-time' ? 21 : limits.format === 'date' ? 12 : limits.format === 'duration' ? 3 : 2;
    case 'boolean': return 4;
    case 'list':
    case 'set':
    case 'mapList':
    case 'map': return 2;
    default: return 1;
  }
}

/** The most elements or bytes that a value may have, and whether the schema says so. Objects and numbers count as nothing. */
export function most({ _shape: { kind, items, limits } }: Schema): { size: number; bounded: boolean } {
  const limit = limits.maxItems ?? limits.maxProperties;
  switch (kind) {
    case 'list':
    case 'set':
    case 'mapList':
      return { size: limit ?? Math.floor((REQUEST_BYTES - 2) / (leastBytes(items!) + 1)), bounded: limit !== undefined };
    case 'map':
      return { size: limit ?? Math.floor((REQUEST_BYTES - 2) / (leastBytes(items!) + 6)), bounded: limit !== undefined };
    case 'string':
      if (['date-time', 'duration'].includes(limits.format)) return { size: 32, bounded: true };
      if (limits.format === 'date') return { size: 12, bounded: true };
      if (limits.maxLength === undefined && limits.enum) return { size: Math.max(...limits.enum.map((each: string) => each.length)), bounded: true };
      return { size: limits.maxLength === undefined ? REQUEST_BYTES - 2 : limits.maxLength * 4, bounded: limits.maxLength !== undefined };
    case 'intOrString':
    case 'quantity':
      return { size: limits.maxLength === undefined ? REQUEST_BYTES - 2 : limits.maxLength * 4, bounded: limits.maxLength !== undefined };
    default:
      return { size: 0, bounded: true };
  }
}
