import { Cel, readCel } from './cel';
import { escaped, rulesOf } from './rules';
import { isRequired, Schema } from './schema';
import { Place, places } from './walk';
import { nearest } from '../../contract/nearest';

/*
 * What the API server estimates before it takes a definition, from below: what it leaves out here costs nothing. So what is over
 * the limit here is over it there, and not the other way round.
 * Sources: k8s.io/apiextensions-apiserver v0.36.3, pkg/apis/apiextensions/validation (validation.go, cel_validation.go: cardinality and
 * limits); k8s.io/apiserver, pkg/cel/common/schemas.go (sizes); github.com/google/cel-go v0.26.0, checker/cost.go (costs). Older versions
 * (v0.28.15) estimate the same or more.
 */

const RULE_LIMIT = 10_000_000;
const ALL_LIMIT = 100_000_000;
const REQUEST_BYTES = 3 * 1024 * 1024;
const TRAVERSAL = 0.1;
const REGULAR_EXPRESSION = 0.25;

/** What a rule says wrongly, or costs too much. */
export interface RuleFinding {
  readonly path: string;
  readonly rule: string;
  readonly got: string;
  readonly expected: string;
  readonly change: string;
}

const BLIND = {
  got: 'a rule on free JSON', expected: 'a rule on what the schema describes: rules see nothing else', change: 'describe the field, or check it in the controller',
};

/** All rules of a schema, as if the API server estimated them. */
export function ruleFindings(root: Schema, path: string): RuleFinding[] {
  let all = 0;
  const dear: string[] = [];
  const findings = places(root, path).flatMap((place) => rulesOf(place.schema).flatMap(({ rule }): RuleFinding[] => {
    if (!isVisible(place.schema)) return [{ path: place.path, rule, ...BLIND }];
    const tree = readCel(rule);
    if (!tree) return [];
    const estimate = new Estimate(place);
    const once = estimate.cost(tree, estimate.scope);
    const times = repetitions(place);
    const cost = once * times.count;
    all += cost;
    if (cost >= ALL_LIMIT / 100) dear.push(place.path || 'the root');
    const unknown = estimate.unknown.map((each) => ({ path: place.path, rule, ...each }));
    if (cost <= RULE_LIMIT) return unknown;
    const missing = [...new Set([...times.missing, ...estimate.missing])];
    return [...unknown, {
      path: place.path,
      rule,
      got: `an estimated cost of at least ${Math.round(cost).toLocaleString('en-US')}`,
      expected: `at most ${RULE_LIMIT.toLocaleString('en-US')}`,
      change: missing.length > 0 ? `give ${missing.join(', ')}` : 'lower the limits of what it walks over, or make it simpler',
    }];
  }));
  if (all <= ALL_LIMIT || findings.length > 0) return findings;
  return [{
    path,
    rule: 'all rules together',
    got: `an estimated cost of at least ${Math.round(all).toLocaleString('en-US')}`,
    expected: `at most ${ALL_LIMIT.toLocaleString('en-US')}`,
    change: `lower maxItems, maxLength or maxProperties around ${[...new Set(dear)].join(', ')}`,
  }];
}

/** How often the place may be in one object. Without a limit somewhere above: as often as a request has room for. */
function repetitions(place: Place): { count: number; missing: string[] } {
  const counted = place.above.filter(({ schema }) => schema._shape.items);
  const missing = counted.filter(({ schema }) => bound(schema) === undefined).map((each) => `${word(each.schema)} to ${each.path}`);
  if (missing.length > 0) return { count: Math.floor(REQUEST_BYTES / (leastBytes(place.schema) + 1)), missing };
  return { count: counted.reduce((product, { schema }) => product * bound(schema)!, 1), missing };
}

/** Free JSON has no type that a rule could know, and what holds only such has none either. */
function isVisible({ _shape: { kind, items } }: Schema): boolean {
  return kind !== 'anything' && (items === undefined || isVisible(items));
}

function bound({ _shape: { limits } }: Schema): number | undefined {
  return limits.maxItems ?? limits.maxProperties;
}

function word({ _shape: { kind } }: Schema): string {
  return kind === 'map' ? 'maxProperties' : ['list', 'set', 'mapList'].includes(kind) ? 'maxItems' : 'maxLength';
}

/** The fewest bytes of a value in JSON. */
function leastBytes({ _shape: { kind, properties, limits } }: Schema): number {
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
function most({ _shape: { kind, items, limits } }: Schema): { size: number; bounded: boolean } {
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

/** What a name in a rule stands for. */
type Scope = Record<string, Place | undefined>;

/** What each turn of a macro costs beside its body: the accumulator is asked, read and joined, or grows by a list of one. */
const TURN: Record<string, number> = { all: 3, exists: 4, exists_one: 2, map: 12, filter: 12 };

const OF_NUMBERS = ['<', '<=', '>', '>=', '+', '-', '*', '/', '%'];

class Estimate {
  public readonly scope: Scope;
  public readonly missing: string[] = [];
  public readonly unknown: { got: string; expected: string; change: string }[] = [];

  constructor(place: Place) {
    this.scope = { self: place, oldSelf: place };
  }

  public cost(tree: Cel, scope: Scope): number {
    switch (tree.kind) {
      case 'literal': return 0;
      case 'name': return 1;
      case 'select': {
        const target = this.place(tree.target, scope);
        this.checkField(target, tree.field);
        return this.cost(tree.target, scope) + (target && ['object', 'map'].includes(target.schema._shape.kind) ? 1 : 0);
      }
      case 'index': return this.cost(tree.target, scope) + this.cost(tree.index, scope);
      case 'several': return tree.parts.reduce((sum, part) => sum + this.cost(part, scope), 0);
      case 'choice': return this.cost(tree.condition, scope) + Math.max(this.cost(tree.yes, scope), this.cost(tree.no, scope));
      case 'call': return this.call(tree, scope);
    }
  }

  private call(call: Cel & { kind: 'call' }, scope: Scope): number {
    const { name, target, args } = call;
    if (name === 'has' && args[0]?.kind === 'select') {
      this.checkField(this.place(args[0].target, scope), args[0].field);
      return this.cost(args[0].target, scope); // the question itself is free
    }
    if (target && name in TURN && args.length >= 2 && args[0].kind === 'name') {
      const range = this.place(target, scope);
      const element = range && range.schema._shape.kind !== 'map' ? elementOf(range) : undefined;
      // with two names in front, the second is the value: comprehensions with two variables
      const names = args.slice(0, -1).flatMap((arg) => arg.kind === 'name' ? [arg.name] : []);
      const inner = { ...scope, ...Object.fromEntries(names.map((each) => [each, undefined])), ...names.length === 1 ? { [names[0]]: element } : {} };
      const bodies = args.slice(1).reduce((sum, arg) => sum + this.cost(arg, inner), 0);
      return this.cost(target, scope) + this.sizeOf(target, scope) * (TURN[name] + bodies);
    }
    const parts = [...target ? [target] : [], ...args].reduce((sum, part) => sum + this.cost(part, scope), 0);
    switch (name) {
      case '==':
      case '!=':
        return parts + TRAVERSAL * Math.min(this.sizeOf(args[0], scope), this.sizeOf(args[1], scope));
      case 'in':
        return parts + (this.place(args[1], scope)?.schema._shape.kind === 'map' ? 0 : this.sizeOf(args[1], scope));
      case 'matches':
        return parts + (target && args[0]?.kind === 'literal' ? TRAVERSAL * (this.sizeOf(target, scope) + 1) * REGULAR_EXPRESSION * (args[0].text?.length ?? 0) : 0);
      case 'contains':
        return parts + (target && args[0]?.kind === 'literal' ? TRAVERSAL * this.sizeOf(target, scope) * TRAVERSAL * (args[0].text?.length ?? 0) : 0);
      case 'size':
      case '!':
        return parts + 1;
      default:
        return parts + (OF_NUMBERS.includes(name) && args.some((arg) => this.isNumber(arg, scope)) ? 1 : 0);
    }
  }

  private isNumber(tree: Cel, scope: Scope): boolean {
    return ['integer', 'number'].includes(this.place(tree, scope)?.schema._shape.kind ?? '');
  }

  /** How many elements or bytes there may be; 0 where it can't be told. */
  private sizeOf(tree: Cel, scope: Scope): number {
    if (tree.kind === 'literal') return tree.text?.length ?? 0;
    if (tree.kind === 'several') return tree.parts.length;
    const place = this.place(tree, scope);
    if (!place) return 0;
    const { size, bounded } = most(place.schema);
    if (!bounded) this.missing.push(`${word(place.schema)} to ${place.path}`);
    return size;
  }

  private place(tree: Cel, scope: Scope): Place | undefined {
    switch (tree.kind) {
      case 'name': return scope[tree.name];
      case 'select': {
        const target = this.place(tree.target, scope);
        return target && (target.schema._shape.kind === 'map' ? elementOf(target) : fieldOf(target, tree.field));
      }
      case 'index': {
        const target = this.place(tree.target, scope);
        return target && target.schema._shape.items ? elementOf(target) : undefined;
      }
      // a filter has as many elements as what it filters
      case 'call': return tree.name === 'filter' && tree.target ? this.place(tree.target, scope) : undefined;
      default: return undefined;
    }
  }

  /** A name that the schema does not have: the API server would refuse to compile the rule. */
  private checkField(target: Place | undefined, field: string): void {
    const { kind, properties } = target?.schema._shape ?? {};
    if (!target || kind !== 'object' || fieldOf(target, field) || this.unknown.some(({ got }) => got === `the field ${field}`)) return;
    const names = Object.keys(properties!).filter((each) => isVisible(properties![each])).flatMap((each) => escaped(each) ?? []);
    this.unknown.push({
      got: `the field ${field}`,
      expected: names.length > 0 ? `one of ${names.join(', ')}` : 'no field: there is none',
      change: names.length > 0 ? `did you mean ${nearest(field, names).word}?` : 'leave it out',
    });
  }
}

function fieldOf(place: Place, field: string): Place | undefined {
  const { properties } = place.schema._shape;
  const name = Object.keys(properties ?? {}).find((each) => escaped(each) === field && isVisible(properties![each]));
  return name === undefined ? undefined : { path: place.path === '' ? name : `${place.path}.${name}`, schema: properties![name], above: [...place.above, place] };
}

function elementOf(place: Place): Place {
  const { kind, items } = place.schema._shape;
  return { path: `${place.path}${kind === 'map' ? '{}' : '[]'}`, schema: items!, above: [...place.above, place] };
}
