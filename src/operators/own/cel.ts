import { Token, tokensOf, Unread } from './cel-token';

/*
 * Reads an expression of the Common Expression Language into a tree, for estimates and for names in it. Nothing is evaluated.
 * Grammar: https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax, with what github.com/google/cel-go v0.26.0,
 * parser/gen/CEL.g4 adds: optional fields, and names in backticks.
 */

/** A part of an expression. */
export type Cel =
  | { readonly kind: 'literal'; readonly type: 'text' | 'number' | 'boolean' | 'null'; readonly text?: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'select'; readonly target: Cel; readonly field: string }
  | { readonly kind: 'index'; readonly target: Cel; readonly index: Cel }
  | { readonly kind: 'call'; readonly name: string; readonly target?: Cel; readonly args: Cel[] }
  | { readonly kind: 'several'; readonly parts: Cel[] }
  | { readonly kind: 'choice'; readonly condition: Cel; readonly yes: Cel; readonly no: Cel };

const BINARY: string[][] = [['||'], ['&&'], ['==', '!=', '<', '<=', '>', '>=', 'in'], ['+', '-'], ['*', '/', '%']];

/** The tree. @throws Unread with the place from which on it is no expression */
export function readCel(text: string): Cel {
  return new Reader(tokensOf(text)).whole();
}

class Reader {
  private at = 0;

  constructor(private readonly tokens: Token[]) {}

  public whole(): Cel {
    const all = this.choice();
    if (this.next.kind !== 'end') throw new Unread(this.next.at);
    return all;
  }

  private get next(): Token {
    return this.tokens[this.at];
  }

  private choice(): Cel {
    const condition = this.binary(0);
    if (!this.takes('?')) return condition;
    const yes = this.binary(0);
    this.needs(':');
    return { kind: 'choice', condition, yes, no: this.choice() };
  }

  private binary(level: number): Cel {
    if (level === BINARY.length) return this.unary();
    let left = this.binary(level + 1);
    for (let sign = this.takesOne(BINARY[level]); sign !== undefined; sign = this.takesOne(BINARY[level])) {
      left = { kind: 'call', name: sign, args: [left, this.binary(level + 1)] };
    }
    return left;
  }

  private unary(): Cel {
    const sign = this.takesOne(['!', '-']);
    return sign === undefined ? this.member() : { kind: 'call', name: sign, args: [this.unary()] };
  }

  private member(): Cel {
    let target = this.primary();
    for (;;) {
      if (this.takes('.')) {
        this.takes('?');
        const field = this.name();
        target = this.takes('(') ? { kind: 'call', name: field, target, args: this.list(')') } : { kind: 'select', target, field };
      } else if (this.takes('[')) {
        this.takes('?');
        const index = this.choice();
        this.needs(']');
        target = { kind: 'index', target, index };
      } else if (isTypeName(target) && this.takes('{')) {
        target = { kind: 'several', parts: this.entries(() => void this.name()) };
      } else {
        return target;
      }
    }
  }

  private primary(): Cel {
    if (this.takes('(')) {
      const inner = this.choice();
      this.needs(')');
      return inner;
    }
    if (this.takes('[')) return { kind: 'several', parts: this.list(']') };
    if (this.takes('{')) return { kind: 'several', parts: this.entries((parts) => parts.push(this.choice())) };
    this.takes('.');
    const token = this.next;
    this.at += 1;
    switch (token.kind) {
      case 'string': return { kind: 'literal', type: 'text', text: token.text };
      case 'number': return { kind: 'literal', type: 'number' };
      case 'name':
        if (token.text === 'true' || token.text === 'false') return { kind: 'literal', type: 'boolean' };
        if (token.text === 'null') return { kind: 'literal', type: 'null' };
        return this.takes('(') ? { kind: 'call', name: token.text, args: this.list(')') } : { kind: 'name', name: token.text };
      default: throw new Unread(token.at);
    }
  }

  private list(end: string): Cel[] {
    const parts: Cel[] = [];
    while (!this.takes(end)) {
      if (end === ']') this.takes('?');
      parts.push(this.choice());
      // a comma may end a list, but not arguments
      if (!this.takes(',')) {
        this.needs(end);
        break;
      }
      if (end === ')' && this.next.text === end) throw new Unread(this.next.at);
    }
    return parts;
  }

  private entries(key: (parts: Cel[]) => unknown): Cel[] {
    const parts: Cel[] = [];
    while (!this.takes('}')) {
      this.takes('?');
      key(parts);
      this.needs(':');
      parts.push(this.choice());
      if (!this.takes(',')) {
        this.needs('}');
        break;
      }
    }
    return parts;
  }

  private name(): string {
    const token = this.next;
    if (token.kind !== 'name') throw new Unread(token.at);
    this.at += 1;
    return token.text;
  }

  private takes(text: string): boolean {
    return this.takesOne([text]) !== undefined;
  }

  private takesOne(texts: string[]): string | undefined {
    const { kind, text } = this.next;
    if ((kind !== 'sign' && kind !== 'name') || !texts.includes(text)) return undefined;
    this.at += 1;
    return text;
  }

  private needs(text: string): void {
    if (!this.takes(text)) throw new Unread(this.next.at);
  }
}

/** A name, or several with dots between. */
function isTypeName(tree: Cel): boolean {
  return tree.kind === 'name' || (tree.kind === 'select' && isTypeName(tree.target));
}
