import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { BROOM } from './vendor/stand-ins';
import { operatorsMarkdown } from '../../build/operators-md';
import { CATALOGUE } from '../../src/operators/catalogue';
import { argoApplication, fluxRelease } from '../../src/operators/helm';
import { Installation } from '../../src/operators/installation';
import { compareVersions, isVersion, sourceOf } from '../../src/operators/vendor/entry';

const ROOT = join(__dirname, '../..');

test('the mechanism names no operator', () => {
  const folder = join(ROOT, 'src/operators/vendor');
  for (const file of readdirSync(folder)) {
    // of cert-manager's objects others' releases are made
    const code = readFileSync(join(folder, file), 'utf8').replaceAll(/^ *(\*|\/\*\*|\/\/).*$/gm, '');
    expect([file, code]).not.toEqual([file, expect.stringMatching(/strimzi|kafka|prometheus/i)]);
  }
});

describe.each(CATALOGUE.map((entry) => [entry.name, entry] as const))('%s', (name, entry) => {
  test('has what the mechanism counts on', () => {
    expect(name).toMatch(/^[a-z0-9-]+$/);
    expect([...entry.sources].sort((a, b) => compareVersions(b.since, a.since))).toEqual(entry.sources);
    expect(entry.sources.every(({ manifests }) => manifests === undefined || /^https:\/\/.*\{version\}/.test(manifests))).toBe(true);
    expect([...entry.definitions].sort()).toEqual(entry.definitions);
    expect(entry.proven.length).toBeGreaterThan(0);
    for (const version of entry.proven) expect([version, isVersion(version), sourceOf(entry, version)]).toEqual([version, true, expect.anything()]);
  });
});

test('the tables of docs/operators.md are what the catalogue says: npx tsx build/operators-md.ts', () => {
  const page = readFileSync(join(ROOT, 'docs/operators.md'), 'utf8');
  expect(page).toContain('`strimzi`');
  expect(page).toBe(operatorsMarkdown(page));
});

test('versions are compared as numbers', () => {
  expect(['1.10.0', '1.9.9', '0.99.0', '1.10.1'].sort(compareVersions)).toEqual(['0.99.0', '1.9.9', '1.10.0', '1.10.1']);
});

test('an operator that elects no leader has one pod', () => {
  const chart = new Chart(new App(), 'operators', { namespace: 'cleaning' });
  expect(() => new Installation(chart, { ...BROOM, sources: [{ ...BROOM.sources[0], leastKubernetesMinor: 27 }] }, { version: '2.0.0', replicas: 2 }, () => { throw new Error('too late'); })).toThrow(
    'operators: replicas: got 2, expected 1: the pods of broom elect no leader, so two would work against each other; write replicas: 1',
  );
});

describe('a chart of a repository over https', () => {
  const helm = { chart: BROOM.chart!, version: '2.0.0', name: 'broom', namespaceName: 'cleaning', values: { a: 1 } };

  test('by Argo CD', () => {
    expect(argoApplication(helm, { namespaceName: 'argocd', project: 'default' }).spec.source).toEqual({
      repoURL: 'https://charts.example.com', chart: 'broom', targetRevision: 'v2.0.0', helm: { releaseName: 'broom', valuesObject: { a: 1 } },
    });
  });

  test('by Flux', () => {
    const [repository, release] = fluxRelease(helm, 600);
    expect(repository).toEqual({ apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'HelmRepository', metadata: { name: 'broom', namespace: 'cleaning' }, spec: { interval: '600s', url: 'https://charts.example.com' } });
    expect(release.spec).toEqual({
      chart: { spec: { chart: 'broom', version: 'v2.0.0', sourceRef: { kind: 'HelmRepository', name: 'broom' } } },
      install: { crds: 'CreateReplace' },
      upgrade: { crds: 'CreateReplace' },
      interval: '600s',
      releaseName: 'broom',
      values: { a: 1 },
    });
  });
});
