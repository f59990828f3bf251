import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const SRC = join(__dirname, '../../src');

test.each(['check', 'manifests'])('in %s only the list of known operators names a system', (room) => {
  for (const file of readdirSync(join(SRC, room)).filter((name) => name.endsWith('.ts') && name !== 'data-kinds.ts')) {
    expect([file, readFileSync(join(SRC, room, file), 'utf8')]).not.toEqual([file, expect.stringMatching(/kafka|cassandra|postgres|zookeeper|strimzi/i)]);
  }
});

test('it is no part of the library that programs import', () => {
  expect(readFileSync(join(SRC, 'index.ts'), 'utf8')).not.toContain('check');
});
