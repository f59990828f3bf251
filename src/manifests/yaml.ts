import { createRequire } from 'module';

/** What of the package `yaml` is used here. */
interface Parser {
  readonly LineCounter: new () => LineCounter;
  parseAllDocuments(source: string, options: object): ParsedDocument[];
}

interface LineCounter {
  linePos(offset: number): { readonly line: number };
}

interface ParsedDocument {
  readonly contents?: { readonly range?: readonly number[] | null } | null;
  readonly errors: { readonly code: string; readonly message: string; readonly pos: readonly number[] }[];
  toJS(options: { maxAliasCount: number }): unknown;
}

/** A document of a file. */
export interface YamlDocument {
  /** Where its content begins. */
  readonly line: number;
  readonly value: unknown;
  /** Lines with a key that the same map has already: the last one counts, as for kubectl. */
  readonly repeatedKeys: number[];
  /** Why it can't be read. Its value says nothing then. */
  readonly error?: { readonly line: number; readonly text: string };
}

/**
 * The parser with which cdk8s itself reads and writes: it has it as a dependency, bundled, and every user of this
 * library has cdk8s. `Yaml.load` of cdk8s would not do, for it passes over what is wrong in a file.
 */
function parser(): Parser {
  return createRequire(require.resolve('cdk8s'))('yaml');
}

/** Kubernetes reads YAML 1.1, but neither dates nor numbers to the base of 60: those stay texts. */
const OPTIONS = {
  version: '1.1',
  customTags: (tags: { tag?: string; format?: string }[]) => tags.filter(({ tag, format }) => tag !== 'tag:yaml.org,2002:timestamp' && format !== 'TIME'),
  logLevel: 'silent',
};

/** How often aliases may repeat what they stand for: real files stay far below, and one made to fill the memory does not pass. */
const MOST_ALIASES = 10_000;

const REPEATED = 'DUPLICATE_KEY';

export function readYaml(source: string): YamlDocument[] {
  const { LineCounter, parseAllDocuments } = parser();
  const lines = new LineCounter();
  return parseAllDocuments(source, { ...OPTIONS, lineCounter: lines }).map((document) => {
    const lineOf = (offset: number | undefined) => lines.linePos(offset ?? 0).line;
    const line = lineOf(document.contents?.range?.[0]);
    const repeatedKeys = document.errors.filter(({ code }) => code === REPEATED).map(({ pos }) => lineOf(pos[0]));
    const fatal = document.errors.find(({ code }) => code !== REPEATED);
    if (fatal) return { line, value: undefined, repeatedKeys, error: { line: lineOf(fatal.pos[0]), text: firstLine(fatal.message) } };
    try {
      return { line, value: JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: MOST_ALIASES })) ?? 'null'), repeatedKeys };
    } catch (error) {
      // an alias without an anchor, or one that holds itself
      return { line, value: undefined, repeatedKeys, error: { line, text: firstLine((error as Error).message) } };
    }
  });
}

function firstLine(message: string): string {
  return message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, '');
}
