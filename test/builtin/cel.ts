/**
 * Expressions of a policy, as the API server evaluates them, as far as ours go: not the language. Its own evaluator was
 * held against the same situations. As there, a key that is absent is an error, unless `has` asks for it.
 */
export function evaluate(expression: string, names: Record<string, unknown>): any {
  const script = expression
    .replace(/'(?:[^'\\]|\\.)*'|has\(([\w.]+)\.(\w+)\)|([\w.]+|'[^']*'|\([^()]*\)) in ([\w.]+)|\.all\((\w), |\.(filter|map)\((\w), |\.matches\('([^']*)'\)|\bsize\(/g,
      (text, object, key, item, list, all, each, one, pattern) => {
        if (key) return `contains(${object}, '${key}')`;
        if (list) return `contains(${list}, ${item})`;
        if (all) return `.every((${all}) => `;
        if (each) return `.${each}((${one}) => `;
        if (pattern) return `.search(/${pattern}/) >= 0`;
        return text === 'size(' ? 'count(' : text;
      });
  const tools: Record<string, unknown> = {
    contains: (among: any, item: any) => Array.isArray(among) ? among.includes(item) : Object.hasOwn(among, item),
    count: (list: unknown[]) => list.length,
    int: (text: string) => parseInt(text, 10),
    string: String,
  };
  const known = { ...tools, ...Object.fromEntries(Object.entries(names).map(([name, value]) => [name, strict(value)])) };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is this library's own policy, made into a script above
  return new Function(...Object.keys(known), `return ${script};`)(...Object.values(known));
}

function strict(value: any): any {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return new Proxy(value, {
    get: (map, key) => {
      if (!Object.hasOwn(map, key)) throw new Error(`no such key: ${String(key)}`);
      return strict(map[key]);
    },
  });
}
