import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { stringify } from 'yaml';
import { configMap, deployment, object, ours, statefulSet } from './objects';
import { USAGE } from '../../src/check/arguments';
import * as command from '../../src/check/cli';
import * as comparison from '../../src/check/compare';
import { failed } from '../../src/cli/answer';

let home: string;

beforeEach(() => { home = mkdtempSync(join(tmpdir(), 'cdk8s-data-')); });
afterEach(() => rmSync(home, { recursive: true }));

function write(file: string, ...objects: any[]): string {
  const path = join(home, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, objects.map((one) => typeof one === 'string' ? one : stringify(one)).join('---\n'));
  return path;
}

function run(words: string[]) {
  try {
    return command.run(words);
  } catch (error) {
    return failed(error);
  }
}

function check(...words: string[]) {
  return run(['--previous', join(home, 'old'), join(home, 'new'), ...words]);
}

describe('the exit code', () => {
  test.each([
    ['nothing changes', [statefulSet()], [statefulSet()], 0],
    ['something changes in place', [configMap({ a: '1' })], [configMap({ a: '2' })], 0],
    ['pods restart', [deployment()], [deployment({ template: { metadata: { labels: { app: 'store' } } } })], 0],
    ['data moves', [ours()], [ours({ spec: { replicas: 4 } })], 0],
    ['two steps are needed', [statefulSet()], [statefulSet({ spec: { replicas: 2 } })], 1],
    ['Kubernetes forbids it', [statefulSet()], [statefulSet({ spec: { serviceName: 'shop' } })], 1],
    ['data is destroyed', [statefulSet(), configMap({})], [configMap({})], 1],
  ])('%s', (_, before, after, code) => {
    write('old/a.yaml', ...before);
    write('new/a.yaml', ...after);
    expect(check().exitCode).toBe(code);
    expect(JSON.parse(check('--json').out).exitCode).toBe(code);
  });
});

describe('--allow', () => {
  beforeEach(() => {
    write('old/a.yaml', statefulSet(), configMap({}));
    write('new/a.yaml', configMap({}));
  });

  test('lets a rule through and says so', () => {
    const { exitCode, out } = check('--allow', 'change/removed-state');
    expect(exitCode).toBe(0);
    expect(out).toContain('destroys data, let through: removed (change/removed-state)');
    expect(out).toContain('1 destroys data (let through)\ncan be applied as it is');
  });

  test('lets only that rule through', () => {
    write('new/a.yaml', configMap({}));
    write('old/b.yaml', ours({ name: 'other' }));
    write('new/b.yaml', ours({ name: 'other', spec: { replicas: 1 } }));
    expect(check('--allow=change/removed-state').exitCode).toBe(1);
    expect(check('--allow=change/removed-state', '--allow=change/scale-in').exitCode).toBe(0);
  });

  test('says when there was nothing to let through', () => {
    expect(check('--allow', 'change/removed-state', '--allow', 'change/job').out).toContain('--allow change/job: nothing to let through');
  });

  test('of a rule that there is not is an error with those that there are', () => {
    expect(check('--allow', 'change/everything')).toMatchObject({
      exitCode: 2, out: '', err: expect.stringMatching(/^--allow: rule: got 'change\/everything', expected the id of a rule: change\/added, .*change\/version-step, change\/voters; copy the id/),
    });
  });
});

test('JSON is what docs/changes.md says', () => {
  write('old/a.yaml', ours(), 'replicas: 1\n');
  write('new/a.yaml', ours({ spec: { replicas: 2 } }));
  expect(JSON.parse(check('--json').out)).toEqual({
    format: 1,
    previous: join(home, 'old'),
    next: join(home, 'new'),
    exitCode: 1,
    worst: 'destroys data',
    findings: [{
      object: { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: 'shop', name: 'store' },
      path: 'spec.replicas',
      class: 'destroys data',
      rule: 'change/scale-in',
      was: 3,
      is: 2,
      todo: expect.stringContaining('draining: [2]'),
      allowed: false,
    }],
    notes: [{ file: join(home, 'old/a.yaml'), line: expect.any(Number), text: 'no Kubernetes object: it has no apiVersion and kind' }],
  });
});

describe('folders', () => {
  test('are read with all that is below them, whatever the files are called', () => {
    write('old/a.yaml', configMap({ a: '1' }));
    write('old/deep/er/b.yml', deployment());
    write('old/deep/c.json', JSON.stringify(object('v1', 'Service', 's')));
    write('old/README.md', 'no: [manifest');
    write('old/.git/d.yaml', 'no: [manifest');
    write('old/node_modules/x/e.yaml', 'no: [manifest');
    write('new/everything.yaml', object('v1', 'Service', 's'), deployment(), configMap({ a: '1' }));
    symlinkSync(join(home, 'old'), join(home, 'old/deep/again'));
    expect(check()).toEqual({ exitCode: 0, out: 'nothing changes\n', err: '' });
  });

  test('may be files', () => {
    const [old, now] = [write('old.yaml', configMap({ a: '1' })), write('new.yaml', configMap({ a: '1' }))];
    expect(run([now, '--previous', old]).out).toBe('nothing changes\n');
  });

  test('of before may be empty: then everything is new', () => {
    mkdirSync(join(home, 'old'));
    write('new/a.yaml', configMap({}));
    expect(check().out).toContain('ConfigMap shop/settings\n  in place: added (change/added)');
  });
});

describe('wrong usage', () => {
  test.each([
    [[], 'got no --previous, expected the folder with the manifests of before; write cdk8s-data check --previous <folder>'],
    [['--previous'], 'got --previous without a value'],
    [['--previous', '--json'], 'got --previous without a value'],
    [['--previous', 'a', '--previous', 'b'], 'got --previous twice'],
    [['--previous', 'a', 'b', 'c'], 'got 2 folders of now: b, c, expected one'],
    [['--previous', 'a', '--alow', 'x'], 'got --alow, expected --previous, --allow, --json or --help'],
    [['--previous', 'a', '--json=no'], 'got --json=no, expected --json without a value; leave the value away'],
    [['--previous', 'a', '--allow'], 'got --allow without a value, expected one; write --allow <rule-id>'],
    [['--previous=/nowhere'], '/nowhere: --previous: got nothing of that name, expected a folder with manifests; name one that is there'],
  ])('%j', (words, error) => {
    const { exitCode, out, err } = run(words);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(error);
    expect(err.split('\n')).toHaveLength(2);
  });

  test('of a folder without manifests', () => {
    write('old/a.yaml', configMap({}));
    mkdirSync(join(home, 'new'));
    expect(check()).toMatchObject({ exitCode: 2, err: expect.stringContaining('got no Kubernetes object, expected the synthesized manifests; run cdk8s synth first') });
  });

  test('of a folder that holds no manifests, but something else', () => {
    write('old/a.yaml', configMap({}));
    write('new/values.yaml', 'replicas: 1\n');
    expect(check().err).toContain('values.yaml: no Kubernetes object: it has no apiVersion and kind, expected the synthesized manifests');
  });

  test('of one folder for both, under whatever name', () => {
    write('old/a.yaml', configMap({}));
    symlinkSync(join(home, 'old'), join(home, 'new'));
    expect(check()).toMatchObject({ exitCode: 2, err: expect.stringContaining('new: manifests of now: got those of before themselves, expected two sets of manifests; give --previous') });
  });

  test('of a file that can not be parsed', () => {
    write('old/a.yaml', configMap({}));
    const broken = write('new/a.yaml', 'a: [1\n');
    expect(check()).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining(`${broken}:`) });
  });
});

test('a mistake in the command itself is no verdict', () => {
  const broken = jest.spyOn(comparison, 'compare').mockImplementation(() => { throw new RangeError('too deep'); });
  write('old/a.yaml', configMap({}));
  write('new/a.yaml', configMap({}));
  expect(check()).toMatchObject({ exitCode: 2, out: '', err: expect.stringMatching(/^a mistake in cdk8s-data itself, please report it: RangeError: too deep\n/) });
  broken.mockRestore();
});

test.each([['--help'], ['-h'], ['--previous', 'x', '-h']])('%s %s says how', (...words) => {
  expect(run(words)).toEqual({ exitCode: 0, out: USAGE, err: '' });
});
