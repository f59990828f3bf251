import { spawnSync } from 'node:child_process';
import { scriptText } from '../../../src/builtin/script-text';

/** What the command of a rank sees. */
function told(index: number, variables: Record<string, string>, command = ['sh', '-c', 'printf "%s|" "$PLACE" "$CONFIG"']): { out: string; code: number | null } {
  const { stdout, status } = spawnSync('sh', ['-c', scriptText('rank.sh'), 'rank', ...command], {
    env: { PATH: process.env.PATH, JOB_COMPLETION_INDEX: String(index), RANK_ROLES: 'chief:1 worker:2 ps:2', RANK_VARIABLES: 'CONFIG PLACE', ...variables },
    encoding: 'utf8',
  });
  return { out: stdout, code: status };
}

const VARIABLES = {
  PLACE_chief: 'chief', PLACE_worker: 'worker {index}', PLACE_ps: 'ps', CONFIG_chief: '{"index":{index}}', CONFIG_worker: '{"index":{index},"a":"b c"}', CONFIG_ps: '$HOME `id` {index}',
};

test('each index has the role in whose row it is, and the number that it has there', () => {
  expect([0, 1, 2, 3, 4].map((index) => told(index, VARIABLES).out)).toEqual([
    'chief|{"index":0}|',
    'worker 0|{"index":0,"a":"b c"}|',
    'worker 1|{"index":1,"a":"b c"}|',
    'ps|$HOME `id` 0|',
    'ps|$HOME `id` 1|',
  ]);
});

test('the command takes the place of the shell, with its arguments as they are and its own exit code', () => {
  expect(told(0, VARIABLES, ['sh', '-c', 'printf "%s|" "$@"; exit 7', 'x', 'a b', '', '*'])).toEqual({ out: 'a b||*|', code: 7 });
  expect(told(0, VARIABLES, ['no-such-program'])).toEqual({ out: '', code: 127 });
});
