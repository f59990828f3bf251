import { existsSync, readdirSync } from 'fs';
import { join } from 'path';
import { compile, snippetsOf } from './snippets';

const root = join(__dirname, '..', '..');
const docs = join(root, 'docs');
const pages = existsSync(docs) ? readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md')) : [];

test('every snippet of README.md and docs/ compiles', () => {
  const snippets = [join(root, 'README.md'), ...pages.sort().map((page) => join(docs, page))].flatMap((file) => snippetsOf(file));
  expect(compile(snippets)).toEqual([]);
});

test('a snippet that does not compile is reported with its place', () => {
  const page = join(docs, 'wrong.md');
  const broken = snippetsOf(page, "# Page\n\n```ts\nimport { Failure } from 'cdk8s-data';\nFailure.MISSING;\n```\n");
  expect(compile(broken)).toEqual([
    "docs/wrong.md:3: Property 'MISSING' does not exist on type 'typeof Failure'.\n  Failure.MISSING;",
  ]);
});
