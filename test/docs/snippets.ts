import { existsSync, readFileSync } from 'fs';
import { dirname, join, relative } from 'path';
import * as ts from 'typescript';

const root = join(__dirname, '..', '..');

/** A fenced TypeScript block of a Markdown file, as a program that can be compiled. */
export interface Snippet {
  /** The file and the line of the opening fence, for messages. */
  readonly at: string;
  /** Where the program pretends to be, so that imports resolve. */
  readonly path: string;
  readonly program: string;
}

/** The rule of jsii-rosetta: `nofixture`, `fixture=name`, or else the default fixture; imports move to the top. */
function complete(code: string, directives: string): string {
  if (/\bnofixture\b/.test(directives)) return code;
  const name = /\bfixture=(\S+)/.exec(directives)?.[1] ?? 'default';
  const fixture = readFileSync(join(root, 'rosetta', `${name}.ts-fixture`), 'utf8');
  const source = ts.createSourceFile('snippet.ts', code, ts.ScriptTarget.Latest);
  const isImport = (statement: ts.Statement) => ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement);
  const text = (statements: ts.Statement[]) => statements.map((statement) => statement.getFullText(source)).join('');
  const imports = text(source.statements.filter(isImport));
  const rest = text(source.statements.filter((statement) => !isImport(statement)));
  return `${imports}\n${fixture.replace('/// here', () => rest)}\nexport {};\n`;
}

/** The `ts` and `typescript` fences of a Markdown file. */
export function snippetsOf(file: string, markdown = readFileSync(file, 'utf8')): Snippet[] {
  const fence = /^( *)```(?:ts|typescript)\b([^\n]*)\n([\s\S]*?)^ *```/gm;
  return [...markdown.matchAll(fence)].map((match) => {
    const line = markdown.slice(0, match.index).split('\n').length;
    return {
      at: `${relative(root, file)}:${line}`,
      path: join(root, 'examples', `${relative(root, file).replace(/\W/g, '-')}-${line}.ts`),
      program: complete(match[3], match[2]),
    };
  });
}

/** Compiles all snippets at once, as the examples are compiled, and returns what is wrong. */
export function compile(snippets: Snippet[]): string[] {
  const config = join(root, 'test', 'tsconfig.json');
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(config, ts.sys.readFile).config, ts.sys, dirname(config));
  options.noUnusedLocals = false; // a snippet need not use what it declares
  options.noUnusedParameters = false;
  const host = ts.createCompilerHost(options);
  const files = new Map(snippets.map((snippet) => [snippet.path, snippet]));
  const read = host.readFile.bind(host);
  host.readFile = (file) => files.get(file)?.program ?? read(file);
  host.fileExists = (file) => files.has(file) || existsSync(file);
  const source = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) =>
    files.has(file) ? ts.createSourceFile(file, files.get(file)!.program, rest[0]) : source(file, ...rest);
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files].flatMap(([file, snippet]) => {
    const own = program.getSourceFile(file)!;
    return [...program.getSyntacticDiagnostics(own), ...program.getSemanticDiagnostics(own)].map((diagnostic) => {
      const at = own.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line;
      return `${snippet.at}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}\n  ${own.text.split('\n')[at].trim()}`;
    });
  });
}
