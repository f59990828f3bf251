import { execFileSync } from 'child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { run } from '../../src/cli/main';

const example = join(__dirname, '..', '..', 'examples', 'gitops');
const pipeline = parse(readFileSync(join(example, '.github', 'workflows', 'deliver.yaml'), 'utf8'));
const FILES = ['delivery.k8s.yaml', 'foundation.k8s.yaml', 'operators.k8s.yaml', 'shop.k8s.yaml'];
const step = (name: string) => pipeline.jobs.deliver.steps.find((one: any) => one.name === name);

let scratch: string;
beforeEach(() => { scratch = mkdtempSync(join(tmpdir(), 'gitops-')); });
afterEach(() => rmSync(scratch, { recursive: true }));

/** Runs the program as the CLI does, which empties the folder first. */
function synth(folder: string): string {
  const out = join(scratch, folder);
  rmSync(out, { recursive: true, force: true });
  process.env.CDK8S_OUTDIR = out;
  try {
    jest.isolateModules(() => jest.requireActual(join(example, 'main.ts')));
  } finally {
    delete process.env.CDK8S_OUTDIR;
  }
  return out;
}

const bytes = (folder: string) => readdirSync(folder).sort().map((file) => [file, readFileSync(join(folder, file), 'utf8')]);

test('its operator is the one that examples/own-operator has a program of', () => {
  expect(readFileSync(join(example, 'cache.ts'), 'utf8')).toBe(readFileSync(join(example, '..', 'own-operator', 'cache.ts'), 'utf8'));
});

test('a second synth changes nothing, and the check finds nothing', async () => {
  const [first, second] = [synth('first'), synth('second')];
  expect(bytes(first).map(([file]) => file)).toEqual(FILES);
  expect(bytes(second)).toEqual(bytes(first));
  expect((await run(['check', '--previous', first, second, '--json'])).out).toMatch(/"findings": \[\]/);
});

describe('the pipeline', () => {
  let deployed: string;
  const git = (...words: string[]) => execFileSync('git', words, { cwd: deployed, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const commits = () => Number(git('rev-list', '--count', 'origin/deploy'));
  const bash = (script: string, env: Record<string, string> = {}) =>
    execFileSync('bash', ['-c', script], { cwd: scratch, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: scratch, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const commit = () => bash(step('Commit').run, { GITHUB_SHA: '0123abc' });

  /** The branch as the README says to begin it, and the manifests of now. */
  beforeEach(() => {
    deployed = join(scratch, 'deployed');
    mkdirSync(join(deployed, 'dist'), { recursive: true });
    writeFileSync(join(deployed, 'dist', '.gitkeep'), '');
    git('init', '--quiet', '--initial-branch', 'deploy');
    git('add', 'dist');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message', 'Nothing yet');
    git('init', '--quiet', '--bare', join(scratch, 'origin'));
    git('remote', 'add', 'origin', join(scratch, 'origin'));
    git('push', '--quiet', '--set-upstream', 'origin', 'deploy');
    synth('dist');
  });

  test('commits what was synthesized, once', () => {
    commit();
    expect(git('ls-tree', '-r', '--name-only', 'origin/deploy').split('\n').filter(Boolean)).toEqual(FILES.map((file) => `dist/${file}`));
    expect(commits()).toBe(2);
    synth('dist');
    expect(commit()).toBe('Nothing changed.\n');
    expect(commits()).toBe(2);
  });

  test('takes away what is no longer synthesized', () => {
    commit();
    rmSync(join(scratch, 'dist', 'shop.k8s.yaml'));
    commit();
    expect(git('ls-tree', '-r', '--name-only', 'origin/deploy')).not.toContain('shop');
  });

  test('stops before it commits where the check finds harm', async () => {
    const names = pipeline.jobs.deliver.steps.map((one: any) => one.name ?? one.run ?? one.uses);
    expect(names).toEqual(['actions/checkout@v6', 'actions/checkout@v6', 'actions/setup-node@v6', 'npm ci', 'Synthesize', 'Check', 'Commit']);
    const check = async (allow = '') => {
      const words = bash(`set -- ${step('Check').run.replace('npx cdk8s-data', '')}; printf '%s\\n' "$@"`, { ALLOW: allow }).trim().split('\n');
      return (await run(words.map((word, i) => words[i - 1] === '--previous' ? join(scratch, word) : word).concat(join(scratch, 'dist')))).exitCode;
    };
    expect(await check()).toBe(0); // nothing was there before
    cpSync(join(scratch, 'dist'), join(deployed, 'dist'), { recursive: true });
    expect(await check()).toBe(0);
    const shop = join(scratch, 'dist', 'shop.k8s.yaml');
    writeFileSync(shop, readFileSync(shop, 'utf8').replaceAll('replicas: 3', 'replicas: 2'));
    expect(await check()).toBe(1);
    expect(await check('change/scale-in')).toBe(0);
  });

  test('writes the branch that Argo CD reads, and only from main', () => {
    const delivery = readFileSync(join(scratch, 'dist', 'delivery.k8s.yaml'), 'utf8');
    expect(delivery.match(/targetRevision: \w+/g)).toEqual(Array(3).fill('targetRevision: deploy'));
    expect(pipeline.jobs.deliver.steps[1].with).toEqual({ ref: 'deploy', path: 'deployed' });
    expect(step('Commit').if).toBe("github.event_name != 'pull_request' && github.ref == 'refs/heads/main'");
  });
});
