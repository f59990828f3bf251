// Flux's own controller of Kustomizations applies what was committed, on an empty cluster, in the order that the layout tells it.
import { FLUX_NAMESPACE } from '../cluster/flux';
import { Contents, declared, FLUX_TIMEOUT_SECONDS, objectsAt, SCRIPT, SCRIPTS, SHOP } from '../gitops/app';
import { Source } from '../gitops/source';
import { orderOf } from '../gitops/told';
import { GitOpsWorld, isDefinition, nameOf, objectsOf, PATIENCE_SECONDS } from '../gitops/world';
import { clusterOfThisRun, Ground } from '../ground';
import { Api, KubeObject } from '../kubernetes/api';
import { namespaceOf } from '../kubernetes/namespace';
import { condition } from '../kubernetes/status';
import { recorder, seconds } from '../proof/record';

const record = recorder('flux', true);
const KUSTOMIZATIONS = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', namespace: FLUX_NAMESPACE };
const IN_ORDER = ['delivery-foundation', 'delivery-cache-operator', 'delivery-shop'];
let ground: Ground;
let api: Api;
let world: GitOpsWorld;
let source: Source;

beforeAll(async () => {
  ground = await clusterOfThisRun();
  api = ground.api;
  world = new GitOpsWorld(api);
  source = new Source(api);
  await api.apply(namespaceOf(FLUX_NAMESPACE));
  await ground.local!.startFlux();
});

afterAll(async () => {
  await forget();
  await ground.local!.stopFlux();
  await world?.empty(declared());
  source?.close();
  api?.close();
});

interface Seen {
  /** Those that were ready for the first time, as they came. */
  readonly ready: string[];
  /** Why the last one was not ready, each word once. */
  readonly reasons: Set<string>;
}

const readyOf = (one: KubeObject) => (one.status?.conditions ?? []).find(({ type }: { type: string }) => type === 'Ready');
const layout = () => objectsAt(source.folder).filter(({ kind }) => kind === 'Kustomization');
const kustomization = (name: string) => layout().find(({ metadata }) => metadata.name === name)!;
const objects = () => objectsOf(orderOf(source.folder));
const script = async () => (await api.get('v1', 'ConfigMap', SCRIPTS, SHOP))?.data['greet.sh'];
const cache = (name: string) => api.get('cache.example.com/v1', 'Cache', name, SHOP);

/** Waits until each is ready, of this revision and of what was asked for last. */
async function ready(revision: string, names: readonly string[] = IN_ORDER, patience = PATIENCE_SECONDS): Promise<Seen> {
  const seen: Seen = { ready: [], reasons: new Set() };
  await api.until(`${names} are ready`, KUSTOMIZATIONS, (all) => {
    for (const one of all) {
      const { metadata: { name, generation }, status } = one;
      const { reason, observedGeneration } = readyOf(one) ?? {};
      const done = condition(one, 'Ready') && observedGeneration === generation && status.lastAppliedRevision === revision;
      if (done && !seen.ready.includes(name)) { seen.ready.push(name); }
      if (!done && name === IN_ORDER[2] && reason) { seen.reasons.add(reason); }
    }
    return names.every((name) => seen.ready.includes(name));
  }, patience, (all) => JSON.stringify(all.map((one) => [one.metadata.name, readyOf(one)])));
  return seen;
}

async function deliver(contents?: Contents): Promise<Seen> {
  const revision = await source.commit(contents);
  expect(revision).toBeDefined();
  return ready(revision!);
}

/** The layout's own objects go. What they brought stays. */
async function forget(): Promise<void> {
  const all = await api.list(KUSTOMIZATIONS);
  for (const { metadata } of all) { await api.delete({ ...KUSTOMIZATIONS, metadata }); }
  await api.until('no Kustomization is left', KUSTOMIZATIONS, (left) => left.length === 0, PATIENCE_SECONDS);
}

test('on an empty cluster each stage is applied once that before it is healthy', () => record('install', async () => {
  let seen: Seen | undefined;
  const revision = (await source.commit())!;
  const took = await seconds(async () => {
    for (const one of layout().reverse()) { await api.apply(one); }
    seen = await ready(revision);
  });
  expect(seen!.ready).toEqual(IN_ORDER);
  expect([...seen!.reasons]).toContain('DependencyNotReady');
  const deployment = (await api.list({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'cache-operator' }))[0];
  const available = deployment.status.conditions.find(({ type }: { type: string }) => type === 'Available').lastTransitionTime;
  for (const name of ['sessions', 'pages']) {
    const made = (await cache(name))!;
    expect([name, Date.parse(made.metadata.creationTimestamp as string) >= Date.parse(available)]).toEqual([name, true]);
    expect([name, condition(made, 'Ready')]).toEqual([name, true]);
  }
  return { objects: objects().length, ready: took };
}));

test('a synth without a change is no commit, and another look changes nothing', () => record('again', async () => {
  expect(await source.commit()).toBeUndefined();
  const before = await world.versions(objects());
  const token = String(Date.now());
  for (const one of layout()) { await api.patch(one, { metadata: { annotations: { 'reconcile.fluxcd.io/requestedAt': token } } }); }
  await api.until('it has looked again', KUSTOMIZATIONS, (all) => all.every((one) => one.status?.lastHandledReconcileAt === token && condition(one, 'Ready')), PATIENCE_SECONDS);
  expect(await world.versions(objects())).toEqual(before);
  return { objects: objects().length };
}));

test('a script keeps its variables where Flux has some of the same names', () => record('script', async () => {
  expect(await script()).toBe(SCRIPT);
  await api.patch(kustomization(IN_ORDER[2]), { spec: { postBuild: { substitute: { GREETING: 'goodbye' } } } });
  await deliver({ caches: {} }); // applied anew
  expect(await script()).toBe(SCRIPT);
  await deliver({ caches: {}, substituted: true });
  const put = await script();
  expect(put).toBe('echo "goodbye from $"\n'); // the experiment can fail
  await deliver();
  expect(await script()).toBe(SCRIPT);
  return { kept: 2, substituted: 1 };
}));

test('what left the repository is removed; definitions and namespaces are not, by their own marks alone', () => record('prune', async () => {
  const before = objects();
  const sessions = (await cache('sessions'))!;
  await api.patch(kustomization(IN_ORDER[0]), { spec: { prune: true } });
  const pruned = await seconds(async () => {
    await deliver({ caches: { sessions: sessions.spec.image }, leftOut: true });
    await world.gone(before.find(({ metadata }) => metadata.name === 'pages')!);
  });
  const declaredNow = objects().map(nameOf);
  const left = before.filter((object) => !declaredNow.includes(nameOf(object)));
  expect(left.map(nameOf).sort()).toEqual([`Cache ${SHOP} pages`, 'CustomResourceDefinition caches.cache.example.com', `Namespace ${SHOP}`]);
  for (const kept of left.filter(({ kind }) => kind !== 'Cache')) {
    const live = await world.live(kept);
    expect([nameOf(kept), live !== undefined && live.metadata.deletionTimestamp === undefined]).toEqual([nameOf(kept), true]);
  }
  expect((await cache('sessions'))!.metadata.uid).toBe(sessions.metadata.uid);
  return { left: left.length, pruned };
}));

test('what does not become healthy is told, and holds the commit that mends it no longer than the limit', () => record('mend', async () => {
  const { image } = (await cache('sessions'))!.spec;
  await source.commit({ caches: { sessions: 'registry.example.com/no-such-image:1' } });
  await api.until('the broken commit is applied', { apiVersion: 'cache.example.com/v1', kind: 'Cache', namespace: SHOP },
    (all) => all.some(({ spec }) => spec.image !== image), PATIENCE_SECONDS);
  const revision = (await source.commit({ caches: { sessions: image } }))!;
  let seen: Seen | undefined;
  const mended = await seconds(async () => { seen = await ready(revision); });
  expect([...seen!.reasons]).toContain('HealthCheckFailed');
  expect(mended).toBeLessThan(2 * FLUX_TIMEOUT_SECONDS);
  return { limit: FLUX_TIMEOUT_SECONDS, mended };
}));

test('the layout is deleted, and what it brought stays', () => record('orphan', async () => {
  const before = await world.versions(objects());
  await forget();
  expect(await world.versions(objects())).toEqual(before);
  return { objects: Object.keys(before).length };
}));

test('on an empty cluster without any order it converges', () => record('without-order', async () => {
  await world.empty(declared());
  const revision = (await source.commit())!;
  let seen: Seen | undefined;
  const converged = await seconds(async () => {
    const apply = ({ spec: { dependsOn, ...spec }, ...one }: KubeObject) => api.apply({ ...one, spec });
    const [last, ...others] = layout().reverse();
    await apply(last);
    // on a machine that is fast enough all would be there before it is looked at
    await api.until('the last stage is refused', KUSTOMIZATIONS, (all) => all.some((one) => readyOf(one)?.reason === 'ReconciliationFailed'), PATIENCE_SECONDS);
    for (const one of others) { await apply(one); }
    seen = await ready(revision, IN_ORDER, 3 * PATIENCE_SECONDS);
  });
  expect([...seen!.reasons]).not.toContain('DependencyNotReady');
  return { converged };
}));

test('a definition without its mark is pruned, and with it goes every Cache: the experiment can fail', () => record('no-marks', async () => {
  await api.patch(kustomization(IN_ORDER[0]), { spec: { prune: true } });
  await deliver({ unmarked: true });
  const definition = objects().find(isDefinition)!;
  expect(await cache('sessions')).toBeDefined();
  await source.commit({ leftOut: true }); // both Caches are still declared
  await world.gone(definition);
  for (const name of ['sessions', 'pages']) { expect(await cache(name)).toBeUndefined(); }
  return { pruned: 1, cachesGone: 2 };
}));
