/*
 * What an API server says of a value, from the OpenAPI schema alone: a second reading, that knows nothing of Schema.
 * Nulls that may not be are dropped and defaults filled in first, and fields that the schema does not have are told instead of dropped.
 */

export function withDefaults(schema: any, value: any): any {
  if (Array.isArray(value)) return schema.items ? value.map((item) => withDefaults(schema.items, item)) : value;
  if (typeof value !== 'object' || value === null) return value;
  const result = { ...value };
  for (const [name, field] of Object.entries<any>(schema.properties ?? {})) {
    if (result[name] === null && !field.nullable) delete result[name];
    if (!(name in result) && field.default !== undefined) result[name] = field.default;
    if (result[name] !== undefined) result[name] = withDefaults(field, result[name]);
  }
  if (schema.additionalProperties) {
    for (const name of Object.keys(result)) {
      if (result[name] === null && !schema.additionalProperties.nullable) delete result[name];
      else result[name] = withDefaults(schema.additionalProperties, result[name]);
    }
  }
  return result;
}

/** Paths at which a value is wrong. */
export function wrong(schema: any, value: any, path = ''): string[] {
  if (schema['x-kubernetes-preserve-unknown-fields']) return [];
  if (value === null) return schema.nullable ? [] : [path];
  if (schema['x-kubernetes-int-or-string']) {
    return Number.isInteger(value) || (typeof value === 'string' && textFits(schema, value)) ? [] : [path];
  }
  switch (schema.type) {
    case 'string': return typeof value === 'string' && textFits(schema, value) ? [] : [path];
    case 'boolean': return typeof value === 'boolean' ? [] : [path];
    case 'integer': return Number.isInteger(value) && inRange(schema, value) ? [] : [path];
    case 'number': return typeof value === 'number' && inRange(schema, value) ? [] : [path];
    case 'array': return Array.isArray(value) ? list(schema, value, path) : [path];
    case 'object': return typeof value === 'object' && !Array.isArray(value) ? map(schema, value, path) : [path];
    default: throw new Error(`not structural: ${JSON.stringify(schema)}`);
  }
}

function textFits({ enum: values, maxLength = Infinity, minLength = 0, pattern }: any, value: string): boolean {
  const length = [...value].length;
  const found = pattern === undefined || new RegExp(pattern).test(value);
  return found && length >= minLength && length <= maxLength && (values?.includes(value) ?? true);
}

function inRange({ minimum = -Infinity, maximum = Infinity }: any, value: number): boolean {
  return value >= minimum && value <= maximum;
}

function list(schema: any, value: any[], path: string): string[] {
  const { minItems = 0, maxItems = Infinity } = schema;
  const keys = schema['x-kubernetes-list-map-keys'];
  const identities = value.map((item) => JSON.stringify(keys ? keys.map((key: string) => item?.[key]) : item));
  const different = schema['x-kubernetes-list-type'] === 'atomic' || new Set(identities).size === value.length;
  return [
    ...value.length < minItems || value.length > maxItems || !different ? [path] : [],
    ...value.flatMap((item, at) => wrong(schema.items, item, `${path}[${at}]`)),
  ];
}

function map(schema: any, value: any, path: string): string[] {
  const names = Object.keys(value);
  if (schema.additionalProperties) {
    const { minProperties = 0, maxProperties = Infinity } = schema;
    return [
      ...names.length < minProperties || names.length > maxProperties ? [path] : [],
      ...names.flatMap((name) => wrong(schema.additionalProperties, value[name], `${path}.${name}`)),
    ];
  }
  const alternatives = schema.oneOf?.filter(({ required }: any) => required.every((name: string) => name in value)).length ?? 1;
  return [
    ...alternatives === 1 ? [] : [path],
    ...(schema.required ?? []).filter((name: string) => !(name in value)).map((name: string) => `${path}.${name}`),
    ...names.flatMap((name) => schema.properties?.[name] ? wrong(schema.properties[name], value[name], `${path}.${name}`) : [`${path}.${name}`]),
  ];
}
