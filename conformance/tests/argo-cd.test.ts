// Argo CD's own controller and repository server apply what was committed, on an empty cluster: the layout's objects by hand, and by a root Application.
import { ARGO_NAMESPACE } from '../cluster/argo-cd';
import { Contents, declared, objectsAt, SCRIPT, SCRIPTS, SHOP } from '../gitops/app';
import { Repository } from '../gitops/repository';
import { orderOf } from '../gitops/told';
import { GitOpsWorld, nameOf, objectsOf, PATIENCE_SECONDS } from '../gitops/world';
import { clusterOfThisRun, Ground } from '../ground';
import { Api, KubeObject } from '../kubernetes/api';
import { namespaceOf } from '../kubernetes/namespace';
import { condition } from '../kubernetes/status';
import { recorder, seconds } from '../proof/record';

const record = recorder('argo-cd', true);
const APPLICATIONS = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', namespace: ARGO_NAMESPACE };
const IN_ORDER = ['delivery-foundation', 'delivery-cache-operator', 'delivery-shop'];
const [FOUNDATION, , WORKLOADS] = IN_ORDER;
const REFRESH = 'argocd.argoproj.io/refresh';
/** What an Application says of its health may be of its last look. */
const LONG_SECONDS = 2 * PATIENCE_SECONDS;
let ground: Ground;
let api: Api;
let world: GitOpsWorld;
const repository = new Repository('argo-cd');
const url = `file://${repository.folder}`;

beforeAll(async () => {
  ground = await clusterOfThisRun();
  api = ground.api;
  world = new GitOpsWorld(api);
  await api.apply(namespaceOf(ARGO_NAMESPACE));
  await ground.local!.startArgoCd();
});

afterAll(async () => {
  await forget();
  await ground.local!.stopArgoCd();
  await world?.empty(declared());
  repository.close();
  api?.close();
});

const layout = () => objectsAt(repository.folder, 'dist/delivery.k8s.yaml');
const objects = () => objectsOf(orderOf(repository.folder));
const cache = (name: string) => api.get('cache.example.com/v1', 'Cache', name, SHOP);
const health = (one: KubeObject): string => one.status?.health?.status ?? 'none';
const sync = (one: KubeObject): string => one.status?.sync?.status ?? 'none';

function commit(contents: Contents = {}): string {
  const made = repository.commit({ ...contents, url });
  if (!made) { throw new Error('got nothing to commit, expected a change'); }
  return made;
}

/** As a webhook of the repository does it. */
async function refresh(): Promise<void> {
  for (const { metadata } of await api.list(APPLICATIONS)) {
    await api.patch({ ...APPLICATIONS, metadata }, { metadata: { annotations: { [REFRESH]: 'normal' } } });
  }
}

/** Waits until the Applications are all of this commit, synced and healthy. */
async function settled(revision: string, names: readonly string[] = IN_ORDER): Promise<void> {
  await api.until(`${names} are synced and healthy`, APPLICATIONS, (all) => names.every((name) => {
    const one = all.find(({ metadata }) => metadata.name === name);
    return one !== undefined && one.status?.sync?.revision === revision && sync(one) === 'Synced' && health(one) === 'Healthy';
  }), LONG_SECONDS, described);
}

function described(all: readonly KubeObject[]): string {
  return JSON.stringify(all.map((one) => [one.metadata.name, sync(one), health(one), one.status?.operationState?.message, one.status?.conditions]));
}

/** The Applications go. What they brought stays. */
async function forget(): Promise<void> {
  for (const { metadata } of await api.list(APPLICATIONS)) { await api.delete({ ...APPLICATIONS, metadata }); }
  await api.until('no Application is left', APPLICATIONS, (left) => left.length === 0, PATIENCE_SECONDS);
}

async function cachesReady(): Promise<void> {
  for (const name of ['sessions', 'pages']) { expect([name, condition((await cache(name))!, 'Ready')]).toEqual([name, true]); }
}

test('on an empty cluster, all at once, all becomes healthy', () => record('at-once', async () => {
  const revision = commit();
  const { health: told } = orderOf(repository.folder);
  let healthy = 0;
  const said = await seconds(async () => {
    healthy = await seconds(async () => {
      for (const one of layout().reverse()) { await api.apply(one); }
      await world.healthy(objects(), told);
    });
    await settled(revision);
  });
  await cachesReady();
  expect((await api.get('v1', 'ConfigMap', SCRIPTS, SHOP))!.data['greet.sh']).toBe(SCRIPT);
  const retries = (await api.list(APPLICATIONS)).map(({ status }) => Number(status.operationState?.retryCount ?? 0)).reduce((a, b) => a + b);
  return { objects: objects().length, healthy, said, retries };
}));

test('a synth without a change is no commit, and another look changes nothing', () => record('again', async () => {
  expect(repository.commit({ url })).toBeUndefined();
  const before = await world.versions(objects());
  await refresh();
  await api.until('it has looked again', APPLICATIONS, (all) => all.every(({ metadata }) => !metadata.annotations?.[REFRESH]), PATIENCE_SECONDS);
  expect((await api.list(APPLICATIONS)).map(sync)).toEqual(['Synced', 'Synced', 'Synced']);
  expect(await world.versions(objects())).toEqual(before);
  return { objects: objects().length };
}));

// Argo CD follows no definition, so it never prunes one, and looks again only in its interval when one is established:
// https://github.com/argoproj/argo-cd/blob/v3.2.0/reposerver/repository/repository.go (IsCRD)
test('what left the repository is removed; a namespace is not, by its own mark alone, and a definition never', () => record('prune', async () => {
  const before = objects();
  const sessions = (await cache('sessions'))!;
  const foundation = { ...APPLICATIONS, metadata: { name: FOUNDATION, namespace: ARGO_NAMESPACE } };
  await api.patch(foundation, { spec: { syncPolicy: { automated: { prune: true } } } });
  const revision = commit({ caches: { sessions: sessions.spec.image }, leftOut: true });
  const pruned = await seconds(async () => {
    await refresh();
    await world.gone(before.find(({ metadata }) => metadata.name === 'pages')!);
  });
  // what is kept is told as out of sync
  await api.until('all have looked', APPLICATIONS, (all) => all.every(({ status }) => status.sync.revision === revision && status.operationState?.phase !== 'Running'),
    LONG_SECONDS, described);
  const declaredNow = objects().map(nameOf);
  const left = before.filter((object) => !declaredNow.includes(nameOf(object)));
  expect(left.map(nameOf).sort()).toEqual([`Cache ${SHOP} pages`, 'CustomResourceDefinition caches.cache.example.com', `Namespace ${SHOP}`]);
  for (const kept of left.filter(({ kind }) => kind !== 'Cache')) {
    const live = await world.live(kept);
    expect([nameOf(kept), live !== undefined && live.metadata.deletionTimestamp === undefined]).toEqual([nameOf(kept), true]);
  }
  expect((await cache('sessions'))!.metadata.uid).toBe(sessions.metadata.uid);
  // it compares once more after it has synchronized
  await api.until('what is kept is all that is out of sync', APPLICATIONS,
    (all) => all.length === IN_ORDER.length && all.every((one) => sync(one) === (one.metadata.name === FOUNDATION ? 'OutOfSync' : 'Synced')), LONG_SECONDS, described);
  return { left: left.length, pruned };
}));

test('what does not become healthy is told, and does not hold the commit that mends it', () => record('mend', async () => {
  commit({ caches: { sessions: 'registry.example.com/no-such-image:1' } });
  await refresh();
  await api.until('it is told', APPLICATIONS, (all) => all.some((one) => one.metadata.name === WORKLOADS && health(one) === 'Progressing'), LONG_SECONDS, described);
  await api.until('the broken commit is applied', { apiVersion: 'cache.example.com/v1', kind: 'Cache', namespace: SHOP },
    (all) => all.some(({ spec }) => spec.image.includes('no-such-image')), PATIENCE_SECONDS);
  const revision = commit();
  return {
    mended: await seconds(async () => {
      await refresh();
      await settled(revision);
    }),
  };
}));

test('the Applications are deleted, and what they brought stays', () => record('orphan', async () => {
  const before = await world.versions(objects());
  await forget();
  expect(await world.versions(objects())).toEqual(before);
  return { objects: Object.keys(before).length };
}));

test('on an empty cluster, by a root Application, the stages are made in their order, and all becomes healthy', () => record('waves', async () => {
  await world.empty(declared());
  await api.apply({
    apiVersion: APPLICATIONS.apiVersion,
    kind: APPLICATIONS.kind,
    metadata: { name: 'root', namespace: ARGO_NAMESPACE },
    spec: {
      destination: { server: 'https://kubernetes.default.svc' },
      project: 'default',
      source: { repoURL: url, path: 'dist', targetRevision: 'HEAD', directory: { include: 'delivery.k8s.yaml' } },
      // a stage that is degraded for a moment is a sync that failed
      syncPolicy: { automated: {}, retry: { limit: -1, backoff: { duration: '10s', factor: 1 } } },
    },
  });
  const made: string[] = [], early = new Set<string>();
  const said = await seconds(() => api.until('the root and all that it made are synced and healthy', APPLICATIONS, (all) => {
    for (const name of IN_ORDER) {
      const one = all.find(({ metadata }) => metadata.name === name);
      if (!one) { continue; }
      if (!made.includes(name)) { made.push(name); }
      const before = all.filter(({ metadata }) => IN_ORDER.slice(0, IN_ORDER.indexOf(name)).includes(metadata.name));
      before.filter((other) => health(other) !== 'Healthy').forEach((other) => early.add(other.metadata.name));
    }
    return all.length === IN_ORDER.length + 1 && all.every((one) => sync(one) === 'Synced' && health(one) === 'Healthy');
  }, LONG_SECONDS, described));
  expect(made).toEqual(IN_ORDER);
  await cachesReady();
  // An Application whose objects are not there yet may say Healthy, so waves do not wait for all that they seem to.
  return { said, notWaitedFor: early.size };
}));
