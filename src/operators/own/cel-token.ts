/*
 * The words of an expression of the Common Expression Language.
 * Source: https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
 */

/** A word, and where it begins. */
export interface Token {
  readonly kind: 'string' | 'number' | 'name' | 'sign' | 'end';
  /** As it is written; of a string what is in it, where an escape counts as one character, whichever it is. */
  readonly text: string;
  readonly at: number;
}

/** What can't be read, and from where on. */
export class Unread extends Error {
  constructor(public readonly at: number) {
    super(`at ${at}`);
  }
}

/** The escapes of text that is not raw. */
const ESCAPE = '\\\\(?:[abfnrtv\\\\?"\'`]|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2})';

const TOKEN = new RegExp([
  '(?<space>\\s+|//[^\\n]*)',
  '(?:[rR][bB]?|[bB][rR])(?:"""(?<raw3>[^]*?)"""|\'\'\'(?<raw2>[^]*?)\'\'\'|"(?<raw1>[^"\\r\\n]*)"|\'(?<raw0>[^\'\\r\\n]*)\')',
  `[bB]?(?:"""(?<text3>(?:${ESCAPE}|[^\\\\])*?)"""|'''(?<text2>(?:${ESCAPE}|[^\\\\])*?)'''`
    + `|"(?<text1>(?:${ESCAPE}|[^"\\\\\\r\\n])*)"|'(?<text0>(?:${ESCAPE}|[^'\\\\\\r\\n])*)')`,
  '(?<number>0[xX][0-9a-fA-F]+[uU]?|(?:\\d+\\.\\d+|\\.\\d+)(?:[eE][+-]?\\d+)?|\\d+[eE][+-]?\\d+|\\d+[uU]?)',
  '(?<name>[A-Za-z_][A-Za-z0-9_]*)',
  '`(?<quoted>[A-Za-z0-9_.\\-/ ]+)`',
  '(?<sign>&&|\\|\\||==|!=|<=|>=|[-+*/%<>!?:.,()\\[\\]{}])',
].join('|'), 'uy');

/** All words, and the end. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (!found) throw new Unread(at);
    const token = tokenOf(found.groups!, at);
    if (token) tokens.push(token);
    at = TOKEN.lastIndex;
  }
  return [...tokens, { kind: 'end', text: '', at }];
}

function tokenOf(groups: Record<string, string | undefined>, at: number): Token | undefined {
  if (groups.space !== undefined) return undefined;
  const raw = groups.raw0 ?? groups.raw1 ?? groups.raw2 ?? groups.raw3;
  if (raw !== undefined) return { kind: 'string', text: raw, at };
  const text = groups.text0 ?? groups.text1 ?? groups.text2 ?? groups.text3;
  if (text !== undefined) return { kind: 'string', text: text.replace(new RegExp(ESCAPE, 'gu'), '?'), at };
  if (groups.number !== undefined) return { kind: 'number', text: groups.number, at };
  const name = groups.name ?? groups.quoted;
  return name === undefined ? { kind: 'sign', text: groups.sign!, at } : { kind: 'name', text: name, at };
}
