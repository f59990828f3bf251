import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { CASES } from './cases';
import { compare } from '../../src/check/compare';
import { RULES } from '../../src/check/rules';

const FOLDER = join(__dirname, '../../src/check/rules');
const fileOf = (id: string) => `${id.replace('change/', '')}.ts`;

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test.each(CASES[id].map((c) => [c.when, c] as const))('%s', (_, { before, after, finds = [], says = [] }) => {
    const found = compare(before, after).filter((finding) => finding.rule === id);
    expect(found.map(({ path }) => path)).toEqual(finds);
    for (const part of says) expect(found.map(({ todo }) => todo).join('\n')).toContain(part);
    for (const { class: of, todo = '' } of found) {
      expect(of).toBe(rule.class);
      expect(todo).not.toMatch(/undefined|NaN|null|\[object/);
    }
  });

  test('has a change that it recognizes and one that it does not', () => {
    expect(CASES[id].some(({ finds }) => finds)).toBe(true);
    expect(CASES[id].some(({ finds }) => !finds)).toBe(true);
  });

  test('is one file of its name, says what it proves and where that comes from', () => {
    expect(readdirSync(FOLDER)).toContain(fileOf(id));
    expect(rule.proves).toMatch(/^[A-Z`].{30,}\.$/s);
    expect(rule.source).toMatch(/https:\/\/|^By definition/);
  });
});

test('every file in the folder is a rule', () => {
  const files = readdirSync(FOLDER).filter((file) => !['index.ts', 'rule-definition.ts'].includes(file));
  expect(files.sort()).toEqual(RULES.map(({ id }) => fileOf(id)).sort());
  expect(Object.keys(CASES).sort()).toEqual(RULES.map(({ id }) => id).sort());
});

test('no rule knows a system by name', () => {
  for (const file of readdirSync(FOLDER)) {
    const code = readFileSync(join(FOLDER, file), 'utf8').replace(/proves: [\s\S]*?\n {2}judge/, 'judge');
    expect([file, code]).not.toEqual([file, expect.stringMatching(/kafka|cassandra|postgres|broker/i)]);
  }
});
