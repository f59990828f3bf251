/** Reads a file as `java.util.Properties.load` does: separators, comments, escapes, lines that go on. */
export function readProperties(text: string): Record<string, string> {
  const read: Record<string, string> = {};
  const lines = text.split(/\r\n|[\r\n]/);
  for (let i = 0; i < lines.length; i++) {
    let line = lines[i].replace(/^[ \t\f]+/, '');
    if (line === '' || line.startsWith('#') || line.startsWith('!')) continue;
    while (/(^|[^\\])(\\\\)*\\$/.test(line) && i + 1 < lines.length) line = line.slice(0, -1) + lines[++i].replace(/^[ \t\f]+/, '');
    const [, key, value] = /^((?:\\.|[^\\=: \t\f])*)(?:[ \t\f]*[=:])?[ \t\f]*(.*)$/.exec(line)!;
    read[unescaped(key)] = unescaped(value);
  }
  return read;
}

const ESCAPES: Record<string, string> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.?))/g, (_, code?: string, letter: string = '') =>
    code === undefined ? ESCAPES[letter] ?? letter : String.fromCharCode(parseInt(code, 16)));
}
