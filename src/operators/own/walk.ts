import { Schema } from './schema';

/** A schema and where it stands. */
export interface Place {
  /** As one writes it: `spec.listeners[].port`, `spec.labels{}`. */
  readonly path: string;
  readonly schema: Schema;
  /** From the outermost to the one above. */
  readonly above: Place[];
}

/** The schema, and all schemas in it. */
export function places(schema: Schema, path: string, above: Place[] = []): Place[] {
  const place = { path, schema, above };
  const { properties, items } = schema._shape;
  const inside = [...above, place];
  return [
    place,
    ...Object.entries(properties ?? {}).flatMap(([name, property]) => places(property, path === '' ? name : `${path}.${name}`, inside)),
    ...items ? places(items, `${path}${schema._shape.kind === 'map' ? '{}' : '[]'}`, inside) : [],
  ];
}
