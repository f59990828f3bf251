import { readFileSync } from 'fs';
import { join } from 'path';
import { rulesMarkdown } from '../../build/rules-md';
import { RULES } from '../../src/contract/rules';

const COMMITTED = readFileSync(join(__dirname, '../../docs/rules.md'), 'utf8');

test('docs/rules.md is what the rules say: npx tsx build/rules-md.ts', () => {
  expect(COMMITTED).toBe(rulesMarkdown());
});

test('every rule has one line with an anchor', () => {
  for (const rule of RULES) {
    expect(COMMITTED.split(`<a id="${rule.id.replace('/', '-')}"></a>`)).toHaveLength(2);
  }
});
