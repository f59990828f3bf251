import { spawn, spawnSync } from 'node:child_process';
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

test('the command gets its arguments as they are, and its exit code is that of the pod', () => {
  expect(told(0, VARIABLES, ['sh', '-c', 'printf "%s|" "$@"; exit 7', 'x', 'a b', '', '*'])).toEqual({ out: 'a b||*|', code: 7 });
  expect(told(0, VARIABLES, ['no-such-program'])).toEqual({ out: '', code: 127 });
});

describe.each(['sh', 'bash'])('told to stop, with %s', (interpreter) => {
  /** The exit code and what was said, where SIGTERM comes once the command says that it is ready. */
  function stopped(command: string): Promise<{ out: string; code: number | null; signal: string | null }> {
    const shell = spawn(interpreter, ['-c', scriptText('rank.sh'), 'rank', 'sh', '-c', command], {
      env: { PATH: process.env.PATH, JOB_COMPLETION_INDEX: '0', RANK_ROLES: 'chief:1', RANK_VARIABLES: '' },
    });
    let out = '';
    shell.stdout.on('data', (data) => {
      out += data;
      if (out === 'ready\n') shell.kill('SIGTERM');
    });
    return new Promise((resolve) => shell.on('close', (code, signal) => resolve({ out, code, signal })));
  }

  test('what has no handler ends at once', async () => {
    expect(await stopped('echo ready; exec sleep 30')).toEqual({ out: 'ready\n', code: 143, signal: null });
  });

  test('what has one ends when it is through, with a code of its own', async () => {
    expect(await stopped('trap "sleep 0.2; echo saved; exit 143" TERM; echo ready; while :; do sleep 0.1; done')).toEqual({ out: 'ready\nsaved\n', code: 143, signal: null });
    expect(await stopped('trap "echo saved; exit 9" TERM; echo ready; while :; do sleep 0.1; done')).toEqual({ out: 'ready\nsaved\n', code: 9, signal: null });
  });

  test('what goes on all the same is waited for', async () => {
    expect(await stopped('trap "" TERM; echo ready; sleep 0.3; echo done; exit 0')).toEqual({ out: 'ready\ndone\n', code: 0, signal: null });
  });
});
