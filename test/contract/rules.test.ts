import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { CASES } from './cases';
import { SYSTEMS } from './plans';
import { Rule } from '../../src/contract';
import { RULES } from '../../src/contract/rules';
import { constantOf, verify } from '../../src/contract/verify';

const FOLDER = join(__dirname, '../../src/contract/rules');

function complaintsOf(id: string, lines: string[]): string[] {
  return lines.filter((line) => line.startsWith(`shop/store: ${id}: `));
}

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test.each(CASES[id].map((c) => [c.when, c] as const))('%s', (_, { plan, says }) => {
    const complaints = complaintsOf(id, verify(plan, 'shop/store').errors);
    if (!says) {
      expect(complaints).toEqual([]);
      return;
    }
    expect(complaints).toHaveLength(1);
    for (const part of says) { expect(complaints[0]).toContain(part); }
    expect(complaints[0]).toMatch(/: got .+, expected .+; .+, or accept it: Risk\.accept\(Rule\.[A-Z_]+, 'why'\)$/);
    expect(complaints[0]).not.toMatch(/undefined|NaN|Infinity|null/);
  });

  test('has a situation that keeps it and one that breaks it', () => {
    expect(CASES[id].some((c) => c.says)).toBe(true);
    expect(CASES[id].some((c) => !c.says)).toBe(true);
  });

  test('is one file of its name, says what it proves and where that comes from', () => {
    expect(existsSync(join(FOLDER, `${id.replace('/', '-')}.ts`))).toBe(true);
    expect(rule.proves).toMatch(/^[A-Z`].{40,}\.$/s);
    expect(rule.source).toMatch(/https:\/\/|^By definition/);
  });

  test('is a constant that gives its id', () => {
    const name = constantOf(id).replace('Rule.', '') as keyof typeof Rule;
    expect(String(Rule[name])).toBe(id);
  });

  test('knows no system and no component by name', () => {
    const code = readFileSync(join(FOLDER, `${id.replace('/', '-')}.ts`), 'utf8').replace(/(proves|source): [\s\S]*?,\n {2}check/, 'check');
    expect(code).not.toMatch(/\.system\b|kafka|cassandra|postgres|broker|controller/i);
  });

  test('can be accepted', () => {
    const broken = CASES[id].find((c) => c.says)!.plan;
    const verdict = verify({ ...broken, acceptedRisks: [{ rule: id, reason: 'seen by the tests' }] }, 'shop/store');
    expect(complaintsOf(id, verdict.errors)).toEqual([]);
    expect(verdict.warnings).toEqual([]);
  });
});

test('every file in the folder is a rule, and every constant is one', () => {
  const files = readdirSync(FOLDER).filter((file) => !['index.ts', 'rule-definition.ts'].includes(file)).map((file) => file.replace('.ts', ''));
  expect(files.sort()).toEqual(RULES.map((rule) => rule.id.replace('/', '-')).sort());
  const constants = Object.values(Rule).filter((value) => value instanceof Rule).map(String);
  expect(constants.sort()).toEqual(RULES.map((rule) => rule.id).sort());
});

test.each(Object.entries(SYSTEMS))('%s keeps every rule', (_, plan) => {
  expect(verify(plan, plan.name)).toEqual({ errors: [], warnings: [] });
});
