import { Cel } from './cel';
import { escaped } from './rules';
import { Schema } from './schema';
import { SchemaFormat } from './schema-options';
import { isVisible, most, word } from './sizes';
import { Place } from './walk';
import { nearest } from '../../contract/nearest';

const TRAVERSAL = 0.1;
const REGULAR_EXPRESSION = 0.25;

/** What is wrong in an expression. */
export interface Mistake {
  readonly got: string;
  readonly expected: string;
  readonly change: string;
}

/** What a name in a rule stands for. */
type Scope = Record<string, Place | undefined>;

/** What each turn of a macro costs beside its body: the accumulator is asked, read and joined, or grows by a list of one. */
const TURN: Record<string, number> = { all: 3, exists: 4, exists_one: 2, map: 12, filter: 12 };

const OF_NUMBERS = ['<', '<=', '>', '>=', '+', '-', '*', '/', '%'];

/** Formats that are types of their own in an expression. */
const NOT_TEXT: string[] = [SchemaFormat.BYTE, SchemaFormat.DATE, SchemaFormat.DATE_TIME, SchemaFormat.DURATION];

/** What an expression gives; `any`: known only when it is evaluated. */
export type CelType = 'text' | 'number' | 'boolean' | 'any' | 'other';

const GIVES: Record<string, CelType> = {
  ...Object.fromEntries([
    '==', '!=', '<', '<=', '>', '>=', 'in', '&&', '||', '!', 'has', 'all', 'exists', 'exists_one', 'matches', 'contains', 'startsWith', 'endsWith',
  ].map((name) => [name, 'boolean'])),
  ...Object.fromEntries(['string', 'join', 'format', 'lowerAscii', 'upperAscii', 'substring', 'trim', 'replace'].map((name) => [name, 'text'])),
  ...Object.fromEntries(['size', 'int', 'uint', 'double', 'indexOf', 'lastIndexOf'].map((name) => [name, 'number'])),
};

/** Names that are not variables: types, and the first parts of longer names. Source: k8s.io/apiserver v0.36.3, pkg/cel/environment/base.go, and what it includes. */
const KNOWN = [
  'bool', 'bytes', 'double', 'duration', 'dyn', 'int', 'list', 'map', 'null_type', 'string', 'timestamp', 'type', 'uint',
  'google', 'kubernetes', 'net', 'optional', 'optional_type', 'base64', 'cel', 'format', 'ip', 'jsonpatch', 'math', 'regex', 'sets', 'strings', 'lists',
];

/** One expression: its cost from below, and what is wrong in it. */
export class Estimate {
  public readonly scope: Scope;
  /** Limits that would make it cheaper. */
  public readonly missing: string[] = [];
  /** Parts whose text is as long as can be for the API server. */
  public readonly endless: string[] = [];
  public readonly mistakes: Mistake[] = [];

  constructor(place: Place) {
    this.scope = { self: place, oldSelf: place };
  }

  public cost(tree: Cel, scope: Scope): number {
    switch (tree.kind) {
      case 'literal': return 0;
      case 'name':
        this.checkName(tree.name, scope);
        return 1;
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

  /** That it gives something else than it should. */
  public mistyped(tree: Cel, wanted: 'boolean' | 'text'): Mistake[] {
    const type = this.type(tree, this.scope);
    if (type === undefined || type === wanted) return [];
    const got = { text: 'text', number: 'a number', boolean: 'true or false', any: 'a number or text', other: 'neither text nor true or false' }[type];
    return [wanted === 'boolean'
      ? { got: `an expression that gives ${got}`, expected: 'one that is true or false', change: 'compare it, like self.replicas > 0' }
      : { got: `an expression that gives ${got}`, expected: 'one that gives text', change: "write it like 'got %d'.format([self.replicas])" }];
  }

  private call(call: Cel & { kind: 'call' }, scope: Scope): number {
    const { name, target, args } = call;
    if (name === 'has' && args[0]?.kind === 'select') {
      this.checkField(this.place(args[0].target, scope), args[0].field);
      return this.cost(args[0].target, scope); // the question itself is free
    }
    if (target && name in TURN && args.length >= 2 && args[0].kind === 'name') {
      const range = this.place(target, scope);
      const element = range?.schema._shape.items && range.schema._shape.kind !== 'map' ? elementOf(range) : undefined;
      // with two names in front, the second is the value: comprehensions with two variables
      const names = args.slice(0, -1).flatMap((arg) => arg.kind === 'name' ? [arg.name] : []);
      const inner = { ...scope, ...unknown(names), ...names.length === 1 ? { [names[0]]: element } : {} };
      const bodies = args.slice(1).reduce((sum, arg) => sum + this.cost(arg, inner), 0);
      return this.cost(target, scope) + times(this.sizeOf(target, scope), TURN[name] + bodies);
    }
    // other macros have names in front too
    const inner = target ? { ...scope, ...unknown(args.slice(0, -1).flatMap((arg) => arg.kind === 'name' && !(arg.name in scope) ? [arg.name] : [])) } : scope;
    const parts = (target ? this.cost(target, scope) : 0) + args.reduce((sum, part) => sum + this.cost(part, inner), 0);
    return parts + this.own(call, scope);
  }

  /** Of a function, without what it is given. */
  private own({ name, target, args }: Cel & { kind: 'call' }, scope: Scope): number {
    const size = (tree: Cel | undefined) => tree ? this.sizeOf(tree, scope) : 0;
    switch (name) {
      case '==':
      case '!=':
        return TRAVERSAL * this.smaller(args, scope);
      case 'in':
        return this.place(args[1], scope)?.schema._shape.kind === 'map' ? 0 : size(args[1]);
      case 'matches':
        return target && args[0]?.kind === 'literal' ? times(TRAVERSAL * (size(target) + 1), REGULAR_EXPRESSION * size(args[0])) : 0;
      case 'contains':
        return target && args[0]?.kind === 'literal' ? times(TRAVERSAL * size(target), TRAVERSAL * size(args[0])) : 0;
      case 'startsWith':
      case 'endsWith':
        return TRAVERSAL * size(args[0]);
      case 'format':
      case 'lowerAscii':
      case 'upperAscii':
      case 'substring':
      case 'trim':
        return TRAVERSAL * size(target);
      case 'join':
        return TRAVERSAL * this.joined(target, args[0], scope);
      case 'size':
      case '!':
        return 1;
      case '+':
        return this.isText(args, scope) ? TRAVERSAL * this.sizeOf({ kind: 'call', name, args }, scope) : this.isNumber(args, scope) ? 1 : 0;
      default:
        return OF_NUMBERS.includes(name) && this.isNumber(args, scope) ? 1 : 0;
    }
  }

  private isNumber(trees: Cel[], scope: Scope): boolean {
    return trees.some((tree) => this.type(tree, scope) === 'number');
  }

  private isText(trees: Cel[], scope: Scope): boolean {
    return trees.some((tree) => this.type(tree, scope) === 'text');
  }

  private isTime(tree: Cel, scope: Scope): boolean {
    return this.place(tree, scope)?.schema._shape.kind === 'string' && this.type(tree, scope) === 'other';
  }

  /** What a part gives; undefined where it can't be told. */
  private type(tree: Cel, scope: Scope): CelType | undefined {
    switch (tree.kind) {
      case 'literal': return tree.type === 'null' ? 'other' : tree.type;
      case 'several': return undefined;
      case 'choice': {
        const yes = this.type(tree.yes, scope);
        return yes === this.type(tree.no, scope) ? yes : undefined;
      }
      case 'call':
        if (['+', '-', '*', '/', '%'].includes(tree.name)) {
          return this.isText(tree.args, scope) ? 'text' : this.isNumber(tree.args, scope) ? 'number' : undefined;
        }
        return tree.name === 'filter' ? 'other' : GIVES[tree.name];
      default: {
        const place = this.place(tree, scope);
        return place && typeOf(place.schema);
      }
    }
  }

  /** Of two values that are compared: what is endless in one is not read where the other ends. */
  private smaller(trees: Cel[], scope: Scope): number {
    const before = this.endless.length;
    const size = Math.min(...trees.map((tree) => this.sizeOf(tree, scope)));
    if (size !== Infinity) this.endless.length = before;
    return size;
  }

  /** How many elements or bytes there may be; 0 where it can't be told, and Infinity where the API server knows no end. */
  private sizeOf(tree: Cel, scope: Scope): number {
    switch (tree.kind) {
      case 'literal': return tree.text?.length ?? 0;
      case 'several': return tree.parts.length;
      case 'choice': return Math.max(this.sizeOf(tree.yes, scope), this.sizeOf(tree.no, scope));
      case 'call': return this.sizeOfCall(tree, scope);
      default: {
        const place = this.place(tree, scope);
        return place ? this.sizeAt(place) : 0;
      }
    }
  }

  private sizeAt(place: Place): number {
    const { size, bounded } = most(place.schema);
    if (!bounded) this.missing.push(`${word(place.schema)} to ${place.path}`);
    return size;
  }

  private sizeOfCall({ name, target, args }: Cel & { kind: 'call' }, scope: Scope): number {
    switch (name) {
      case 'filter': return target ? this.sizeOf(target, scope) : 0;
      case 'dyn': return this.sizeOf(args[0], scope);
      case '+': return this.isText(args, scope) ? this.sizeOf(args[0], scope) + this.sizeOf(args[1], scope) : 0;
      case 'lowerAscii':
      case 'upperAscii':
      case 'substring':
      case 'trim': return target ? this.sizeOf(target, scope) : 0;
      case 'join': return this.joined(target, args[0], scope);
      // text that was made of another value has no length that is estimated
      case 'string': return ['number', 'boolean'].includes(this.type(args[0], scope) ?? '') || this.isTime(args[0], scope) ? this.withoutEnd('string()') : 0;
      case 'format': return target && this.type(target, scope) === 'text' ? this.withoutEnd('format()') : 0;
      default: return 0;
    }
  }

  /** The items of a list that was made on the way have no length that is estimated. */
  private joined(target: Cel | undefined, separator: Cel | undefined, scope: Scope): number {
    if (!target) return 0;
    const range = ['name', 'select', 'index'].includes(target.kind) ? this.place(target, scope) : undefined;
    if (!range) return ['several', 'call'].includes(target.kind) ? this.withoutEnd('join()') : 0;
    const { items } = range.schema._shape;
    const count = this.sizeAt(range);
    return items ? count * this.sizeAt(elementOf(range)) + Math.max(count - 1, 0) * (separator ? this.sizeOf(separator, scope) : 0) : 0;
  }

  private withoutEnd(what: string): number {
    this.endless.push(what);
    return Infinity;
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

  /** A variable that there is not: the API server would refuse to compile the expression. */
  private checkName(name: string, scope: Scope): void {
    if (name in scope || KNOWN.includes(name)) return;
    const names = Object.keys(scope);
    this.mistake({ got: `the name ${name}`, expected: `one of ${names.join(', ')}`, change: `did you mean ${nearest(name, names).word}?` });
  }

  /** A name that the schema does not have: the API server would refuse to compile the rule. */
  private checkField(target: Place | undefined, field: string): void {
    const { kind, properties } = target?.schema._shape ?? {};
    if (!target || kind !== 'object' || fieldOf(target, field)) return;
    const names = Object.keys(properties!).filter((each) => isVisible(properties![each])).flatMap((each) => escaped(each) ?? []);
    this.mistake({
      got: `the field ${field}`,
      expected: names.length > 0 ? `one of ${names.join(', ')}` : 'no field: there is none',
      change: names.length > 0 ? `did you mean ${nearest(field, names).word}?` : 'leave it out',
    });
  }

  private mistake(mistake: Mistake): void {
    if (!this.mistakes.some(({ got }) => got === mistake.got)) this.mistakes.push(mistake);
  }
}

/** Nothing, however often, costs nothing. */
function times(count: number, each: number): number {
  return count === 0 || each === 0 ? 0 : count * each;
}

function unknown(names: string[]): Scope {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

function typeOf({ _shape: { kind, limits } }: Schema): CelType {
  switch (kind) {
    case 'string': return limits.format !== undefined && NOT_TEXT.includes(limits.format) ? 'other' : 'text';
    case 'integer':
    case 'number': return 'number';
    case 'boolean': return 'boolean';
    case 'quantity':
    case 'intOrString': return 'any';
    default: return 'other';
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
