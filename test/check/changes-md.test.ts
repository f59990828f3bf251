import { readFileSync } from 'fs';
import { join } from 'path';
import { changesMarkdown } from '../../build/changes-md';
import { RULES } from '../../src/check/rules';

const COMMITTED = readFileSync(join(__dirname, '../../docs/changes.md'), 'utf8');

test('docs/changes.md is what the rules say: npx tsx build/changes-md.ts', () => {
  expect(COMMITTED).toBe(changesMarkdown());
});

test('every rule has one line with an anchor', () => {
  for (const { id } of RULES) expect(COMMITTED.split(`<a id="${id.replace('/', '-')}"></a>`)).toHaveLength(2);
});
