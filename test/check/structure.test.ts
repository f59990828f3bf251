import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const FOLDER = join(__dirname, '../../src/check');

test('only the list of known operators names a system', () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && name !== 'data-kinds.ts')) {
    expect([file, readFileSync(join(FOLDER, file), 'utf8')]).not.toEqual([file, expect.stringMatching(/kafka|cassandra|postgres|zookeeper|strimzi/i)]);
  }
});

test('it is no part of the library that programs import', () => {
  expect(readFileSync(join(FOLDER, '../index.ts'), 'utf8')).not.toContain('check');
});
