import { fit, regularExpression, shown } from './fit';
import { ruleFindings } from './rule-cost';
import { escaped, seesBefore } from './rules';
import { isRequired, Schema, SchemaKind } from './schema';
import { places, Place } from './walk';
import { message } from '../../contract/message';
import { nearest } from '../../contract/nearest';

/** What is wrong at one place. */
interface Finding {
  readonly what: string;
  readonly got: string;
  readonly expected: string;
  readonly change: string;
}

type Check = (place: Place) => Finding[];

const SCALARS: SchemaKind[] = ['string', 'integer', 'number', 'boolean'];
const KEYS: SchemaKind[] = ['string', 'integer', 'boolean'];
/** Of RE2: https://github.com/google/re2/wiki/Syntax */
const MOST_REPETITIONS = 1000;
const BOUNDS = [['minLength', 'maxLength'], ['minItems', 'maxItems'], ['minProperties', 'maxProperties']];

/**
 * What the API server would refuse of a schema, each in a line for a person with the path in the schema; and what it would take, but
 * what can't work. Sources: k8s.io/apiextensions-apiserver v0.36.3, pkg/apis/apiextensions/validation/validation.go and
 * pkg/apiserver/schema/validation.go.
 * @param root with what rules see of every resource: `apiVersion`, `kind`, `metadata`
 * @param path of the construct, and of the version
 */
export function schemaFindings(root: Schema, path: string): string[] {
  const all = places(root, '');
  const structural = all.flatMap((place) => CHECKS.flatMap((check) => check(place)).map((finding) => message({
    ...finding, path, what: `${place.path || 'schema'}: ${finding.what}`,
  })));
  if (structural.length > 0) return structural;
  return ruleFindings(root, '').map(({ path: where, what, ...rest }) => message({ path, what: `${where || 'schema'}: ${what}`, ...rest }));
}

const CHECKS: Check[] = [
  limits, pattern, oneOf, defaults, exactlyOneOf, sets, mapLists, immutable, nullable, rules, before, names,
];

function limits({ schema: { _shape: { limits: given } } }: Place): Finding[] {
  const counts = BOUNDS.flat().filter((word) => given[word] !== undefined && (!Number.isInteger(given[word]) || given[word] < 0))
    .map((word) => ({ what: word, got: shown(given[word]), expected: 'a whole number of 0 or more', change: `write ${word}: 1` }));
  const endless = ['minimum', 'maximum'].filter((word) => given[word] !== undefined && !Number.isFinite(given[word]))
    .map((word) => ({ what: word, got: String(given[word]), expected: 'a number', change: 'leave it out' }));
  const ends = [...BOUNDS, ['minimum', 'maximum']]
    .filter(([least, most]) => given[least] !== undefined && given[most] !== undefined && given[least] > given[most])
    .map(([least, most]) => ({
      what: most, got: String(given[most]), expected: `at least the ${given[least]} of ${least}`, change: `raise ${most}, or lower ${least}`,
    }));
  return [...counts, ...endless, ...ends];
}

function pattern({ schema: { _shape: { limits: { pattern: given } } } }: Place): Finding[] {
  if (given === undefined) return [];
  const plain = given.replace(/\\\\/g, '');
  const alien = /\(\?<?[=!]/.exec(plain)?.[0] ?? /\\[1-9]/.exec(plain)?.[0];
  if (alien !== undefined) {
    return [{ what: 'pattern', got: `'${alien}'`, expected: 'an expression of RE2, which looks neither ahead nor back', change: 'write it without, or use a rule' }];
  }
  if (given.includes('\\Q')) return []; // quotes until \E
  const bare = given.replace(/\\./g, 'x').replace(/\[\^?\]?(?:\[:\w+:\]|[^\]])*\]/g, 'x').replace(/\(\?(?:P?<\w+>|[a-zA-Z-]*:)/g, '(').replace(/\(\?[a-zA-Z-]*\)/g, 'x');
  const many = bare.match(/\{\d+(?:,\d*)?\}/g)?.find((each: string) => each.match(/\d+/g)!.some((count) => Number(count) > MOST_REPETITIONS));
  if (many !== undefined) {
    return [{ what: 'pattern', got: `'${many}'`, expected: `at most ${MOST_REPETITIONS} repetitions`, change: 'use minLength and maxLength' }];
  }
  // what JavaScript does not read, RE2 may; what is open or repeats nothing neither does
  if (regularExpression(given)) return [];
  const change = !balanced(bare) ? 'close what is open' : REPEATS_NOTHING.test(bare) ? 'put before a repetition what it repeats' : REPEATS_TWICE.test(bare) ? 'repeat once' : undefined;
  return change === undefined ? [] : [{ what: 'pattern', got: shown(given), expected: 'a regular expression', change }];
}

const REPEATS_NOTHING = /(?:^|[(|])(?:[*+?]|\{\d+(?:,\d*)?\})/;
/** A question mark after the first only makes it lazy. */
const REPEATS_TWICE = /(?=((?:[*+?]|\{\d+(?:,\d*)?\})\??))\1(?:[*+?]|\{\d+(?:,\d*)?\})/;

function balanced(bare: string): boolean {
  let open = 0;
  for (const character of bare) {
    open += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (open < 0 || character === '[') return false;
  }
  return open === 0;
}

function oneOf({ schema: { _shape: { limits: { enum: values } } } }: Place): Finding[] {
  if (values === undefined) return [];
  const twice = values.find((value: string, at: number) => values.indexOf(value) !== at);
  if (values.length === 0) return [{ what: 'oneOf', got: 'no value', expected: 'one or more', change: 'leave it out' }];
  return twice === undefined ? [] : [{ what: 'oneOf', got: `'${twice}' twice`, expected: 'each value once', change: 'leave one out' }];
}

function defaults({ schema, above }: Place): Finding[] {
  const { options } = schema._shape;
  if (options.default === undefined) return [];
  const parent = above.at(-1)?.schema._shape;
  if (parent && parent.kind !== 'object') {
    return [{ what: 'default', got: shown(options.default), expected: 'none: an item or a value that is not there gets none', change: 'leave it out' }];
  }
  return fit(schema, options.default, 'default').misfits.map(({ path, ...rest }) => ({ what: path, ...rest }));
}

function exactlyOneOf({ schema: { _shape: { exactlyOneOf: given, properties } } }: Place): Finding[] {
  if (given === undefined) return [];
  const known = Object.keys(properties!);
  if (given.length < 2) return [{ what: 'exactlyOneOf', got: shown(given), expected: 'two names or more', change: 'leave it out, or require the field' }];
  return given.flatMap((name): Finding[] => {
    if (!known.includes(name)) {
      const change = known.length > 0 ? `did you mean ${nearest(name, known).word}?` : 'leave it out';
      return [{ what: 'exactlyOneOf', got: `'${name}'`, expected: `one of ${known.join(', ') || 'no field'}`, change }];
    }
    const { options } = properties![name]._shape;
    const always = isRequired(properties![name]) ? 'a required field' : options.default === undefined ? undefined : 'a field with a default';
    return always === undefined ? [] : [{
      what: 'exactlyOneOf', got: `${name}, ${always}`, expected: 'optional fields without defaults: this one is always there', change: `let ${name} be optional`,
    }];
  });
}

function sets({ schema: { _shape: { kind, items } } }: Place): Finding[] {
  if (kind !== 'set' || SCALARS.includes(items!._shape.kind)) return [];
  return [{
    what: 'items of a set',
    got: items!._shape.kind,
    expected: `one of ${SCALARS.join(', ')}`,
    change: items!._shape.kind === 'object' ? 'use Schema.mapList, with the fields that tell them apart' : 'use Schema.list',
  }];
}

function mapLists({ schema: { _shape: { kind, items, keys } } }: Place): Finding[] {
  if (kind !== 'mapList') return [];
  const { kind: itemKind, properties = {} } = items!._shape;
  if (itemKind !== 'object') return [{ what: 'items of a list by key', got: itemKind, expected: 'object', change: 'use Schema.set, or Schema.list' }];
  if (keys!.length === 0) return [{ what: 'keys', got: 'none', expected: 'the fields that tell items apart', change: 'name one' }];
  const twice = keys!.filter((key, at) => keys!.indexOf(key) !== at)
    .map((key) => ({ what: 'keys', got: `'${key}' twice`, expected: 'each once', change: 'leave one out' }));
  return [...twice, ...keys!.flatMap((key): Finding[] => {
    const field = properties[key];
    if (!field) {
      const known = Object.keys(properties);
      const change = known.length > 0 ? `did you mean ${nearest(key, known).word}?` : 'give the items fields';
      return [{ what: 'keys', got: `'${key}'`, expected: `fields of the items: ${known.join(', ') || 'they have none'}`, change }];
    }
    if (!KEYS.includes(field._shape.kind)) {
      return [{ what: `key ${key}`, got: field._shape.kind, expected: `one of ${KEYS.join(', ')}`, change: 'choose another field' }];
    }
    if (!isRequired(field) && field._shape.options.default === undefined) {
      return [{ what: `key ${key}`, got: 'an optional field without a default', expected: 'a required one, or one with a default', change: 'take optional away, or give it a default' }];
    }
    return field._shape.options.nullable
      ? [{ what: `key ${key}`, got: 'a field that may be null', expected: 'one that may not', change: 'take nullable away' }] : [];
  })];
}

function immutable({ schema, above }: Place): Finding[] {
  const { options } = schema._shape;
  if (!options.immutable) return [];
  if (options.nullable) {
    return [{ what: 'immutable', got: 'a field that may be null', expected: 'one that may not: a rule does not see null', change: 'let it be optional instead of nullable' }];
  }
  const name = Object.entries(above.at(-1)?.schema._shape.properties ?? {}).find(([, field]) => field === schema)?.[0];
  return name === undefined || escaped(name) !== undefined ? []
    : [{ what: 'immutable', got: `the field ${shown(name)}`, expected: 'a name that a rule can write: letters, digits and ._-/', change: 'rename it' }];
}

function nullable({ schema, above }: Place): Finding[] {
  const list = above.at(-1)?.schema._shape;
  if (!schema._shape.options.nullable || !list || !['set', 'mapList'].includes(list.kind)) return [];
  return [{ what: 'nullable', got: 'items that may be null', expected: 'items that may not, in a set or a list by key', change: 'take nullable away' }];
}

function rules({ schema }: Place): Finding[] {
  return (schema._shape.options.rules ?? []).flatMap(({ rule, message: text, messageExpression, fieldPath }): Finding[] => {
    const what = `rule ${shown(rule)}`;
    if (rule.trim() === '') return [{ what: 'rule', got: 'an empty one', expected: 'an expression', change: 'leave it out' }];
    if (text.trim() === '' || /[\r\n]/.test(text.trim())) {
      return [{ what: `${what}: message`, got: shown(text), expected: 'one line that says what is expected', change: 'write it so' }];
    }
    if (messageExpression !== undefined && messageExpression.trim() === '') {
      return [{ what: `${what}: messageExpression`, got: 'an empty one', expected: 'an expression', change: 'leave it out' }];
    }
    if (fieldPath !== undefined && !leads(schema, fieldPath)) {
      return [{ what: `${what}: fieldPath`, got: shown(fieldPath), expected: 'the path of a field from here', change: "write it like '.replicas'" }];
    }
    return [];
  });
}

/** Whether a path such as `.spec.replicas` or `['a.b']` leads to a field. */
function leads(schema: Schema, path: string): boolean {
  const steps = path.match(/\.[^.[\]]+|\['(?:[^'\\]|\\.)+'\]/g) ?? [];
  if (steps.length === 0 || steps.join('') !== path) return false;
  let at: Schema | undefined = schema;
  for (const step of steps) {
    const name = step.startsWith('.') ? step.slice(1) : step.slice(2, -2);
    at = at._shape.properties?.[name] ?? (at._shape.kind === 'map' ? at._shape.items : undefined);
    if (!at) return false;
  }
  return true;
}

/** Items without an identity can't be compared with those of before, and neither can the fields of what is owned as a whole. */
function before({ schema, above }: Place): Finding[] {
  const blind = above.find(({ schema: { _shape: { kind, atomic } } }) => kind === 'list' || kind === 'set' || atomic);
  const { immutable: stays, rules: own = [] } = schema._shape.options;
  const comparing = stays ? 'immutable' : own.filter(seesBefore).map(({ rule }) => `rule ${shown(rule)}`)[0];
  if (!blind || comparing === undefined) return [];
  return [{
    what: comparing,
    got: `a comparison with before, in ${blind.path}`,
    expected: 'one where it is known which value was which before: not in lists without keys',
    change: `put it on ${blind.path} as a whole, or use Schema.mapList`,
  }];
}

function names({ schema: { _shape: { properties } } }: Place): Finding[] {
  return Object.keys(properties ?? {}).filter((name) => name === '').map(() => ({
    what: 'properties', got: 'an empty name', expected: 'a name', change: 'name it',
  }));
}
