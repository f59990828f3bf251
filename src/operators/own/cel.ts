/*
 * Reads an expression of the Common Expression Language into a tree, for estimates and for names in it. Nothing is evaluated or typed here.
 * Grammar: https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
 */

/** A part of an expression. */
export type Cel =
  | { readonly kind: 'literal'; readonly text?: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'select'; readonly target: Cel; readonly field: string }
  | { readonly kind: 'index'; readonly target: Cel; readonly index: Cel }
  | { readonly kind: 'call'; readonly name: string; readonly target?: Cel; readonly args: Cel[] }
  | { readonly kind: 'several'; readonly parts: Cel[] }
  | { readonly kind: 'choice'; readonly condition: Cel; readonly yes: Cel; readonly no: Cel };

const TOKEN = new RegExp([
  '(?<space>\\s+|//[^\\n]*)',
  '(?<string>(?:[rR][bB]?|[bB][rR]?)?(?:"""[^]*?"""|\'\'\'[^]*?\'\'\'|"(?:\\\\.|[^"\\\\\\n])*"|\'(?:\\\\.|[^\'\\\\\\n])*\'))',
  '(?<number>0[xX][0-9a-fA-F]+[uU]?|(?:\\d+\\.\\d+|\\d+|\\.\\d+)(?:[eE][+-]?\\d+)?[uU]?)',
  '(?<name>[A-Za-z_][A-Za-z0-9_]*)',
  '(?<sign>&&|\\|\\||==|!=|<=|>=|\\.\\?|\\[\\?|[-+*/%<>!?:.,()\\[\\]{}])',
].join('|'), 'uy');

const BINARY: string[][] = [['||'], ['&&'], ['==', '!=', '<', '<=', '>', '>=', 'in'], ['+', '-'], ['*', '/', '%']];

/** The tree, or undefined for what this does not read. */
export function readCel(text: string): Cel | undefined {
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  try {
    return new Reader(tokens).whole();
  } catch (error) {
    if (error instanceof Unread) return undefined;
    throw error;
  }
}

interface Token { readonly kind: 'string' | 'number' | 'name' | 'sign'; readonly text: string }

class Unread extends Error {}

/** Of a literal: an escape counts as one character, whichever it is. */
function content(token: string): string {
  const [, prefix, , inner] = /^([rRbB]*)("""|'''|"|')([^]*)\2$/.exec(token)!;
  return /r/i.test(prefix) ? inner : inner.replace(/\\./g, '?');
}

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const groups = TOKEN.exec(text)?.groups;
    if (!groups) return undefined;
    const kind = (['string', 'number', 'name', 'sign'] as const).find((each) => groups[each] !== undefined);
    if (kind) tokens.push({ kind, text: groups[kind] });
  }
  return tokens;
}

class Reader {
  private at = 0;

  constructor(private readonly tokens: Token[]) {}

  public whole(): Cel {
    const all = this.choice();
    if (this.at < this.tokens.length) throw new Unread();
    return all;
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
      if (this.takesOne(['.', '.?']) !== undefined) {
        const field = this.name();
        target = this.takes('(') ? { kind: 'call', name: field, target, args: this.list(')') } : { kind: 'select', target, field };
      } else if (this.takesOne(['[', '[?']) !== undefined) {
        const index = this.choice();
        this.needs(']');
        target = { kind: 'index', target, index };
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
    if (this.takes('{')) return { kind: 'several', parts: this.entries() };
    const token = this.tokens[this.at++];
    switch (token?.kind) {
      case 'string': return { kind: 'literal', text: content(token.text) };
      case 'number': return { kind: 'literal' };
      case 'name':
        if (['true', 'false', 'null'].includes(token.text)) return { kind: 'literal' };
        return this.takes('(') ? { kind: 'call', name: token.text, args: this.list(')') } : { kind: 'name', name: token.text };
      default: throw new Unread();
    }
  }

  private list(end: string): Cel[] {
    const parts: Cel[] = [];
    while (!this.takes(end)) {
      parts.push(this.choice());
      if (!this.takes(',')) {
        this.needs(end);
        break;
      }
    }
    return parts;
  }

  private entries(): Cel[] {
    const parts: Cel[] = [];
    while (!this.takes('}')) {
      parts.push(this.choice());
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
    const token = this.tokens[this.at++];
    if (token?.kind !== 'name') throw new Unread();
    return token.text;
  }

  private takes(text: string): boolean {
    return this.takesOne([text]) !== undefined;
  }

  private takesOne(texts: string[]): string | undefined {
    const token = this.tokens[this.at];
    if (!token || token.kind === 'string' || token.kind === 'number' || !texts.includes(token.text)) return undefined;
    this.at += 1;
    return token.text;
  }

  private needs(text: string): void {
    if (!this.takes(text)) throw new Unread();
  }
}
