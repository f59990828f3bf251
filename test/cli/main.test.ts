import { execFileSync, spawnSync } from 'child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { stringify } from 'yaml';
import { USAGE } from '../../src/check/arguments';
import { run } from '../../src/cli/main';
import { usage } from '../../src/operators/cli';
import { ours } from '../check/objects';

const REPOSITORY = join(__dirname, '..', '..');

test.each([
  [[], 'got nothing, expected check or vendor; see cdk8s-data --help'],
  [['diff'], "got 'diff', expected check or vendor"],
  [['toString'], "got 'toString', expected check or vendor"],
  [['check', '--alow'], 'got --alow, expected --previous'],
  [['vendor', '--alow'], 'got --alow, expected --from'],
])('%j is wrong usage', async (words, error) => {
  const { exitCode, out, err } = await run(words);
  expect([exitCode, out]).toEqual([2, '']);
  expect(err).toContain(error);
});

test.each(['--help', '-h'])('%s says how each command is used', async (word) => {
  expect(await run([word])).toEqual({ exitCode: 0, out: `${USAGE}\n${usage}`, err: '' });
  expect((await run(['check', word])).out).toBe(USAGE);
  expect((await run(['vendor', word])).out).toBe(usage);
});

describe('bin/cdk8s-data as a process', () => {
  let home: string;
  beforeEach(() => { home = mkdtempSync(join(tmpdir(), 'cdk8s-data-')); });
  afterEach(() => rmSync(home, { recursive: true }));

  function write(file: string, content: string): string {
    const path = join(home, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  /** The launcher as it stands, beside a lib/ that is the sources. */
  function launch(...words: string[]) {
    const launcher = join(home, 'package/bin/cdk8s-data');
    mkdirSync(dirname(launcher), { recursive: true });
    copyFileSync(join(REPOSITORY, 'bin/cdk8s-data'), launcher);
    write('package/lib/cli/main.js', `module.exports = require(${JSON.stringify(join(REPOSITORY, 'src/cli/main.ts'))});\n`);
    return spawnSync(process.execPath, ['--import', 'tsx', launcher, ...words], { cwd: REPOSITORY, encoding: 'utf8' });
  }

  test('is executable', () => {
    expect(execFileSync('git', ['ls-files', '-s', 'bin/cdk8s-data'], { cwd: REPOSITORY, encoding: 'utf8' })).toMatch(/^100755 /);
  });

  test('ends with the code, and says the rest where it belongs', () => {
    const [old, now] = [write('old.yaml', stringify(ours())), write('new.yaml', stringify(ours({ spec: { replicas: 2 } })))];
    expect(launch('check', '--previous', old, write('same.yaml', stringify(ours())))).toMatchObject({ status: 0, stdout: 'nothing changes\n', stderr: '' });
    expect(launch('check', '--previous', old, now)).toMatchObject({ status: 1, stdout: expect.stringContaining('destroys data (change/scale-in)'), stderr: '' });
    expect(launch('check')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('got no --previous') });
    expect(launch('vendor', 'strimzi@1.2.0', '--from', old, '--to', home)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('strimzi@1.2.0: definitions: got none') });
  }, 60_000);
});
