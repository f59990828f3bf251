import { isRequired, Schema } from './schema';
import { SchemaRule } from './schema-options';

/** Words that a field's name may not be in a rule. Source: k8s.io/apiserver, pkg/cel/escaping.go. */
const RESERVED = [
  'true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package',
  'namespace', 'return', 'var', 'void', 'while',
];

const ESCAPES: Record<string, string> = { '__': '__underscores__', '.': '__dot__', '-': '__dash__', '/': '__slash__' };

/** A field's name as a rule writes it; undefined for one that no rule can name. */
export function escaped(name: string): string | undefined {
  if (!/^[A-Za-z_./-][A-Za-z0-9_./-]*$/.test(name)) return undefined;
  return RESERVED.includes(name) ? `__${name}__` : name.replace(/__|[./-]/g, (found) => ESCAPES[found]);
}

/**
 * All rules of a schema, those among them that keep values as they are. `self == oldSelf` is not asked where the value comes
 * or goes, so the object above keeps optional ones from doing so.
 */
export function rulesOf({ _shape: { options, properties } }: Schema): SchemaRule[] {
  const kept = Object.entries(properties ?? {}).filter(([name, field]) =>
    field._shape.options.immutable && !isRequired(field) && field._shape.options.default === undefined && escaped(name) !== undefined);
  return [
    ...options.rules ?? [],
    ...options.immutable ? [{ rule: 'self == oldSelf', message: 'is immutable' }] : [],
    ...kept.map(([name]) => ({
      rule: `has(self.${escaped(name)}) == has(oldSelf.${escaped(name)})`, message: `${name} is immutable: it can't be added or removed`,
    })),
  ];
}

/** Whether the rule compares with the value of before. */
export function seesBefore({ rule }: SchemaRule): boolean {
  return /\boldSelf\b/.test(rule);
}
