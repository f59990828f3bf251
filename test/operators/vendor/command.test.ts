import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { BROOM, broom, certManager, definition, Files, folderWith, Objects, prometheus, strimzi } from './stand-ins';
import { run } from '../../../src/cli/main';
import { vendor } from '../../../src/operators/vendor/command';

const NAME = 'cdk8s-data.lock.json';
let to: string;
beforeEach(() => { to = folderWith({}); });

function vendorFrom(files: Files, release = 'strimzi@1.2.0') {
  return run(['vendor', release, '--from', folderWith(files), '--to', to]);
}

const lock = () => JSON.parse(readFileSync(join(to, NAME), 'utf8'));
const text = (...path: string[]) => readFileSync(join(to, ...path), 'utf8');
const objects = (...path: string[]) => parseAllDocuments(text(...path)).map((document) => document.toJS());
const names = (...path: string[]) => objects(...path).map(({ kind, metadata }) => `${kind} ${metadata.name}`);

/** Everything below a folder, as text. */
function everything(): Record<string, string> {
  const files = readdirSync(to, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map((file) => join(file.parentPath, file.name)).sort().map((file) => [file, readFileSync(file, 'utf8')]));
}

describe('a release that is all right', () => {
  test('is taken apart, and locked', async () => {
    const { exitCode, out, err } = await vendorFrom(strimzi());
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toBe(`strimzi@1.2.0: ${join(to, 'strimzi/1.2.0')}/ (definitions.yaml, rights.yaml, controller.yaml)\n`
      + '  10 definitions, 5 images, Kubernetes 1.30 or later\ncommit it together with the lock\n');
    expect(names('strimzi/1.2.0/definitions.yaml')).toHaveLength(10);
    expect(names('strimzi/1.2.0/rights.yaml')).toEqual([
      'ClusterRole strimzi-cluster-operator-namespaced', 'ClusterRoleBinding strimzi-cluster-operator', 'RoleBinding strimzi-cluster-operator',
      'RoleBinding strimzi-cluster-operator-entity-operator-delegation', 'RoleBinding strimzi-cluster-operator-leader-election',
      'RoleBinding strimzi-cluster-operator-watched', 'ServiceAccount strimzi-cluster-operator',
    ]);
    expect(names('strimzi/1.2.0/controller.yaml')).toEqual(['ConfigMap strimzi-cluster-operator', 'Deployment strimzi-cluster-operator']);
    const [release] = lock().releases;
    expect(release).toMatchObject({
      operator: 'strimzi',
      version: '1.2.0',
      source: 'files',
      leastKubernetes: '1.30',
      images: [
        'quay.io/strimzi/kafka-bridge:1.1.0', 'quay.io/strimzi/kafka:1.2.0-kafka-4.2.1', 'quay.io/strimzi/kafka:1.2.0-kafka-4.3.1',
        'quay.io/strimzi/maven-builder:1.2.0', 'quay.io/strimzi/operator:1.2.0',
      ],
    });
    expect(release.crds[0]).toMatchObject({ name: 'kafkabridges.kafka.strimzi.io', storageVersion: 'v1', versions: ['v1'], bytes: expect.any(Number) });
    expect(release.fetched).toHaveLength(Object.keys(strimzi()).length);
    expect(release.fetched[0]).toEqual({ name: '010-ServiceAccount.yaml', size: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(text(NAME)).not.toMatch(/20\d\d-|\/tmp\//);
  });

  test('that has webhooks keeps them apart, and no namespace', async () => {
    expect(await vendorFrom(certManager(), 'cert-manager@1.21.1')).toMatchObject({ exitCode: 0 });
    expect(names('cert-manager/1.21.1/webhooks.yaml')).toEqual(['MutatingWebhookConfiguration cert-manager-webhook', 'ValidatingWebhookConfiguration cert-manager-webhook']);
    expect(Object.values(everything()).join()).not.toMatch(/kind: Namespace$|Helm|helm\.sh|creationTimestamp|^status:|null/m);
  });

  test('that has definitions only is one file', async () => {
    expect(await vendorFrom(prometheus(), 'prometheus-operator@0.93.0')).toMatchObject({ exitCode: 0 });
    expect(readdirSync(join(to, 'prometheus-operator/0.93.0'))).toEqual(['definitions.yaml']);
  });

  test('gives the same bytes again, and in whatever files it comes', async () => {
    await vendorFrom(strimzi());
    const before = everything();
    await vendorFrom(strimzi());
    expect(everything()).toEqual(before);
    await vendorFrom({ 'all.yaml': Object.values(strimzi()).flat().reverse() });
    const { [join(to, NAME)]: _, ...files } = everything();
    expect(files).toEqual(Object.fromEntries(Object.entries(before).filter(([file]) => !file.endsWith(NAME))));
  });

  test('may come from one file, and from lists', async () => {
    const file = join(folderWith({ 'list.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: Object.values(strimzi()).flat() }) }), 'list.json');
    expect(await run(['vendor', 'strimzi@1.2.0', `--from=${file}`, `--to=${to}`])).toMatchObject({ exitCode: 0 });
    expect(lock().releases[0].fetched).toMatchObject([{ name: 'list.json' }]);
  });

  test('stands beside others, whatever was first', async () => {
    await vendorFrom(certManager(), 'cert-manager@1.21.1');
    await vendorFrom(strimzi('1.3.0'), 'strimzi@1.3.0');
    await vendorFrom(strimzi());
    expect(lock().releases.map(({ operator, version }: any) => `${operator}@${version}`)).toEqual(['cert-manager@1.21.1', 'strimzi@1.2.0', 'strimzi@1.3.0']);
  });

  test('leaves no file of what it was before', async () => {
    await vendorFrom(certManager(), 'cert-manager@1.21.1');
    const { 'cert-manager.yaml': all } = certManager();
    await vendorFrom({ 'other.yaml': all.filter(({ kind }) => !kind.endsWith('WebhookConfiguration')) }, 'cert-manager@1.21.1');
    expect(readdirSync(join(to, 'cert-manager/1.21.1'))).not.toContain('webhooks.yaml');
  });

  test('with a definition that the catalogue does not know says so', async () => {
    const { exitCode, out } = await vendorFrom({ ...strimzi(), '099.yaml': [definition('kafkadreams.kafka.strimzi.io')] });
    expect(exitCode).toBe(0);
    expect(out).toContain('kafkadreams.kafka.strimzi.io is a definition that the catalogue does not know');
  });
});

test('a release that does not serve what this library writes is refused', async () => {
  const old = definition('kafkas.kafka.strimzi.io');
  old.spec.versions = [{ ...old.spec.versions[0], name: 'v1beta2' }];
  const [file] = Object.entries(strimzi()).find(([, [object]]) => object.metadata.name === 'kafkas.kafka.strimzi.io')!;
  const { exitCode, err } = await vendorFrom({ ...strimzi(), [file]: [old] });
  expect(exitCode).toBe(1);
  expect(err).toContain('CustomResourceDefinition kafkas.kafka.strimzi.io: got the served versions v1beta2, expected v1 among them, in which this library writes; take another version');
});

describe('a release is fetched', () => {
  const all = Object.values(strimzi()).flat().map((object) => JSON.stringify(object)).join('\n---\n');
  let fetched: jest.SpyInstance;
  beforeEach(() => { fetched = jest.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(all)); });
  afterEach(() => fetched.mockRestore());

  test("from the project's own address", async () => {
    expect(await run(['vendor', 'strimzi@1.2.0', '--to', to])).toMatchObject({ exitCode: 0 });
    const official = 'https://github.com/strimzi/strimzi-kafka-operator/releases/download/1.2.0/strimzi-cluster-operator-1.2.0.yaml';
    expect(fetched.mock.calls).toMatchObject([[official, { signal: expect.anything() }]]);
    expect(lock().releases[0]).toMatchObject({ source: official, fetched: [{ name: official, size: Buffer.byteLength(all) }] });
  });

  test.each(['https://mirror.example.com/github', 'https://mirror.example.com/github/'])('from a mirror, %s', async (mirror) => {
    await run(['vendor', 'strimzi@1.2.0', '--from', mirror, '--to', to]);
    expect(fetched.mock.calls[0][0]).toBe('https://mirror.example.com/github/strimzi/strimzi-kafka-operator/releases/download/1.2.0/strimzi-cluster-operator-1.2.0.yaml');
  });

  test('from the address that its version has', async () => {
    await vendor([BROOM], ['broom@1.4.0', '--to', to]);
    await vendor([BROOM], ['broom@2.1.0', '--to', to]);
    expect(fetched.mock.calls.map(([address]) => address)).toEqual(['https://broom.example.com/1.4.0.yaml', 'https://broom.example.com/releases/v2.1.0/install.yaml']);
  });

  test('and where that fails, it is said how else it can come', async () => {
    fetched.mockImplementation(async () => new Response('', { status: 404, statusText: 'Not Found' }));
    expect(await run(['vendor', 'strimzi@1.2.0', '--to', to])).toMatchObject({
      exitCode: 2, out: '', err: expect.stringMatching(/^https:\/\/github.com\/.*: release: got 404 Not Found, expected its manifests; .*--from <source>\n$/),
    });
    fetched.mockImplementation(async () => { throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND github.com') }); });
    expect((await run(['vendor', 'strimzi@1.2.0', '--to', to])).err).toContain('got fetch failed: getaddrinfo ENOTFOUND github.com');
    expect(existsSync(join(to, NAME))).toBe(false);
  });
});

describe('a release is refused', () => {
  const one = (files: Files, kind: string, change: (object: any) => void): Files => {
    const copy: Files = JSON.parse(JSON.stringify(files));
    const found = Object.values(copy).flat().find((object) => object.kind === kind);
    change(found);
    return copy;
  };
  const strimziWith = (kind: string, change: (object: any) => void) => one(strimzi(), kind, change);
  const container = (deployment: any) => deployment.spec.template.spec.containers[0];
  const withImage = (image: string) => strimziWith('Deployment', (deployment) => { container(deployment).env.push({ name: 'STRIMZI_DEFAULT_X_IMAGE', value: image }); });
  const plus = (object: any): Files => ({ ...strimzi(), '099.yaml': [object] });
  const without = (key: string): Files => Object.fromEntries(Object.entries(strimzi()).filter(([name]) => !name.startsWith(key)));

  test.each<[string, Files, string]>([
    ['an image of another version', strimziWith('Deployment', (of) => { container(of).image = 'quay.io/strimzi/operator:1.2.1'; }),
      'image: got quay.io/strimzi/operator:1.2.1, expected the tag 1.2.0, for the release says that it is 1.2.0'],
    ['an own image that is nowhere', strimziWith('Deployment', (of) => { container(of).env = container(of).env.filter(({ name }: any) => name !== 'STRIMZI_KAFKA_IMAGES'); }),
      'image: got none, expected quay.io/strimzi/kafka;'],
    ['an image without a tag', withImage('quay.io/x/y'), 'image: got quay.io/x/y without a tag, expected a tag of one version'],
    ['an image that is the latest', withImage('quay.io/x/y:latest'), 'got quay.io/x/y:latest, expected a tag that stays'],
    ['an image of a branch', withImage('quay.io/x/y:main'), 'got quay.io/x/y:main, expected a tag that stays'],
    ['an image of a snapshot', withImage('quay.io/x/y:1.3.0-SNAPSHOT'), 'got quay.io/x/y:1.3.0-SNAPSHOT, expected a tag that stays'],
    ['a tag that moves with the patches', withImage('quay.io/x/y:1.21'), 'got quay.io/x/y:1.21, expected the tag of one version'],
    ['a tag that moves with the minors', withImage('quay.io/x/y:v1'), 'got quay.io/x/y:v1, expected the tag of one version'],
    ['a staging registry', withImage('us-central1-docker.pkg.dev/k8s-staging-images/y/z:v1.2.3'), 'expected an image that was released'],
    ['an image of tests', withImage('ghcr.io/x/y-testing:1.2.3'), 'expected an image that was released'],
    ['a hook of Helm', plus({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', annotations: { 'helm.sh/hook': 'pre-install' } } }), 'ConfigMap x: got a hook of Helm, pre-install, expected an object that stays'],
    ['a Secret with values', plus({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, stringData: { password: 'password1234' } }), 'Secret x: got values that everybody can read in the release: password'],
    ['a Secret with data', plus({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, data: { key: 'eA==' } }), 'Secret x: got values that everybody can read in the release: key'],
    ['a definition that is missing', without('043'), 'definitions: got none of kafkamirrormaker2s.kafka.strimzi.io, expected kafkabridges.kafka.strimzi.io, '],
    ['a definition of before Kubernetes 1.16', strimziWith('CustomResourceDefinition', (of) => { of.apiVersion = 'apiextensions.k8s.io/v1beta1'; }), 'got apiextensions.k8s.io/v1beta1, expected apiextensions.k8s.io/v1'],
    ['a definition that stores nothing', strimziWith('CustomResourceDefinition', (of) => { of.spec.versions[0].storage = false; }), 'got no version that objects are stored in'],
    ['a kind that is not known', plus({ apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name: 'x' } }), 'ServiceMonitor x: got the kind monitoring.coreos.com/ServiceMonitor'],
    ['a namespace that is not known', plus({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'elsewhere' } }), 'namespace of ConfigMap elsewhere/x: got elsewhere, expected myproject, or none'],
    ['a subject in a namespace that is not known', strimziWith('ClusterRoleBinding', (of) => { of.subjects[0].namespace = 'elsewhere'; }), 'subject strimzi-cluster-operator of ClusterRoleBinding strimzi-cluster-operator: got the namespace elsewhere'],
    ['a namespace that hides in a variable', strimziWith('Deployment', (of) => { container(of).env.push({ name: 'WHERE', value: 'myproject' }); }), 'variable WHERE of Deployment strimzi-cluster-operator: got the namespace myproject'],
    ['a namespace that hides in a flag', strimziWith('Deployment', (of) => { container(of).args = ['--host=x.myproject.svc']; }), '--host of Deployment strimzi-cluster-operator: got the namespace x.myproject.svc'],
    ['an object of cert-manager', plus({ apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name: 'x' } }), 'Issuer x: got an object of cert-manager, expected none'],
    ['no controller', without('060'), 'workloads: got none, expected Deployment strimzi-cluster-operator'],
    ['a controller more', plus({ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'x' }, spec: { template: { spec: { containers: [{ name: 'x', image: 'x/y:1.2.3' }] } } } }), 'workloads: got DaemonSet x, Deployment strimzi-cluster-operator, expected Deployment strimzi-cluster-operator;'],
    ['nothing that tells it what to watch', strimziWith('Deployment', (of) => { container(of).env.shift(); }), 'watched namespaces: got no variable STRIMZI_NAMESPACE'],
    ['a binding that is missing', without('023'), 'watched namespaces: got no RoleBinding strimzi-cluster-operator-watched'],
  ])('for %s', async (_, files, problem) => {
    const { exitCode, out, err } = await vendorFrom(files);
    expect([exitCode, out]).toEqual([1, '']);
    expect(err).toContain(problem);
    expect(err).toMatch(/^strimzi@1\.2\.0: /);
    expect(readdirSync(to)).toEqual([]);
  });

  test('for an object beside the definitions, where there are to be none', async () => {
    const { exitCode, err } = await vendorFrom({ ...prometheus(), 'more.yaml': [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } }] }, 'prometheus-operator@0.93.0');
    expect([exitCode, err]).toEqual([1, expect.stringContaining('ConfigMap x: got an object, expected definitions, and nothing else')]);
  });

  test('for what is no manifest', async () => {
    const folder = folderWith({ 'values.yaml': 'replicas: 1\n' });
    const { exitCode, err } = await run(['vendor', 'strimzi@1.2.0', '--from', folder, '--to', to]);
    expect([exitCode, err]).toEqual([1, expect.stringContaining('values.yaml:1: got no Kubernetes object: it has no apiVersion and kind, expected a manifest')]);
  });

  test('for all that is wrong at once', async () => {
    const { err } = await vendorFrom(strimziWith('Deployment', (of) => {
      container(of).image = 'quay.io/strimzi/operator:latest';
      container(of).env.shift();
    }));
    expect(err.trim().split('\n')).toHaveLength(2);
  });

  const versions = (storage: string, ...others: string[]) => [storage, ...others].map((name) => ({ name, served: true, storage: name === storage, schema: { openAPIV3Schema: { type: 'object' } } }));
  const stored = (version: string, ...kept: string[]) => one(strimzi(version), 'CustomResourceDefinition', (of) => { of.spec.versions = versions(kept[0], ...kept.slice(1)); });

  test('where it drops the version in which objects are stored', async () => {
    await vendorFrom(stored('1.2.0', 'v1beta2', 'v1'));
    const before = everything();
    const { exitCode, err } = await vendorFrom(stored('1.3.0', 'v1'), 'strimzi@1.3.0');
    expect([exitCode, err]).toEqual([1, expect.stringMatching(
      /CustomResourceDefinition kafkabridges.kafka.strimzi.io: got the versions v1, expected v1beta2 too, in which objects of 1.2.0 are stored; .*remove strimzi@1.2.0 from the lock\n$/,
    )]);
    expect(everything()).toEqual(before);
    expect(await vendorFrom(stored('1.3.0', 'v1', 'v1beta2'), 'strimzi@1.3.0')).toMatchObject({ exitCode: 0 });
    expect(await vendorFrom(stored('1.2.0', 'v1alpha1'))).toMatchObject({ exitCode: 1 }); // other bytes of the same release
  });

  test('where its bytes are others than they were', async () => {
    await vendorFrom(strimzi());
    const { exitCode, err } = await vendorFrom(strimziWith('ConfigMap', (of) => { of.data['log4j2.properties'] = 'name = Other\n'; }));
    expect([exitCode, err]).toEqual([1, expect.stringMatching(/^strimzi@1.2.0: 050-ConfigMap.yaml: got sha256 [0-9a-f]{64}, expected [0-9a-f]{64}, as it was before/)]);
  });
});

describe('wrong usage', () => {
  test.each([
    [['vendor'], 'got no release, expected one operator and its version; write cdk8s-data vendor strimzi@1.2.0'],
    [['vendor', 'strimzi@1.2.0', 'x@1'], 'got strimzi@1.2.0, x@1, expected one operator'],
    [['vendor', 'stimzi@1.2.0'], "got the operator 'stimzi', expected strimzi, strimzi-drain-cleaner, cert-manager, prometheus-operator, jobset; name one of them"],
    [['vendor', 'strimzi'], 'got strimzi without a version, expected a version as the project numbers it, three numbers; write cdk8s-data vendor strimzi@1.2.0'],
    [['vendor', 'strimzi@v1.2.0'], "got the version 'v1.2.0' of strimzi, expected a version as the project numbers it, three numbers; write cdk8s-data vendor strimzi@1.2.0"],
    [['vendor', 'strimzi@1.2'], "got the version '1.2' of strimzi"],
    [['vendor', 'strimzi@0.45.0'], "got the version '0.45.0' of strimzi, expected 1.0.0 or later; write cdk8s-data vendor strimzi@1.2.0"],
    [['vendor', 'strimzi@1.2.0', '--form', 'x'], 'got --form, expected --from, --to or --help'],
    [['vendor', 'strimzi@1.2.0', '--from'], 'got --from without a value, expected one; write --from <source>'],
    [['vendor', 'strimzi@1.2.0', '--to', '--from'], 'got --to without a value'],
    [['vendor', 'strimzi@1.2.0', '--to', 'a', '--to=b'], 'got --to twice, expected one'],
    [['vendor', 'strimzi@1.2.0', '--from', '/nowhere'], '/nowhere: --from: got nothing of that name'],
  ])('%j', async (words, error) => {
    const { exitCode, out, err } = await run(words);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(error);
    expect(err.split('\n')).toHaveLength(2);
  });

  test('of a folder without manifests', async () => {
    expect(await run(['vendor', 'strimzi@1.2.0', '--from', folderWith({ 'README.md': 'x' }), '--to', to])).toMatchObject({ exitCode: 2, err: expect.stringContaining('--from: got no manifest') });
  });

  test.each([['{', 'lock: got '], ['{"format":2}', 'lock: got format 2'], ['{"format":1}', 'lock: got no list of releases']])('of a lock that says %s', async (content, error) => {
    writeFileSync(join(to, NAME), content);
    expect(await vendorFrom(strimzi())).toMatchObject({ exitCode: 2, err: expect.stringContaining(error) });
    expect(readFileSync(join(to, NAME), 'utf8')).toBe(content);
  });

  test('of a folder that is a file', async () => {
    rmSync(to, { recursive: true });
    writeFileSync(to, '');
    expect(await vendorFrom(strimzi())).toMatchObject({ exitCode: 2, err: expect.stringContaining(to) });
  });
});

test('a release of an operator that hides its namespace everywhere is all right where the catalogue knows the places', async () => {
  const all: Objects = broom();
  expect(await vendor([BROOM], ['broom@2.0.0', '--from', folderWith({ 'a.yaml': all }), '--to', to])).toMatchObject({ exitCode: 0, out: expect.stringContaining('3 images, Kubernetes 1.32 or later') });
});
