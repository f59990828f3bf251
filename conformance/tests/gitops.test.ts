// The layout of an app with an operator, applied as its own objects tell each tool: in their order, all at once, again, and with something left out. Who
// applies is played here; the suite flux has the tool itself.
import { Contents, declared, OPERATOR, SHOP, Tool, TOOLS, withRepository } from '../gitops/app';
import { Order, orderOf } from '../gitops/told';
import { GitOpsWorld, isDefinition, nameOf, objectsOf } from '../gitops/world';
import { clusterOfThisRun, Ground } from '../ground';
import { KubeObject } from '../kubernetes/api';
import { namespaceOf } from '../kubernetes/namespace';
import { isReady } from '../kubernetes/status';
import { recorder, seconds } from '../proof/record';

const record = recorder('gitops', true);
let ground: Ground;
let world: GitOpsWorld;

beforeAll(async () => {
  ground = await clusterOfThisRun();
  world = new GitOpsWorld(ground.api);
});

afterAll(async () => {
  await world?.empty(declared());
  ground?.api.close();
});

const order = (tool: Tool, contents: Contents = {}): Order => withRepository(tool, contents, orderOf);
const caches = (objects: readonly KubeObject[]) => objects.filter(({ kind }) => kind === 'Cache');
const withoutPages = { caches: { sessions: caches(declared())[0].spec.image } };

describe.each(Object.keys(TOOLS) as Tool[])('as %s is told', (tool) => {
  const all = order(tool);
  const objects = objectsOf(all);

  test('applied in its order, each stage once that before it is healthy, nothing is refused', () => record(`${tool}-in-order`, async () => {
    expect(all.steps.map((step) => step.map(({ name }) => name))).toEqual([['delivery-foundation'], ['delivery-cache-operator'], ['delivery-shop']]);
    const healthy = await seconds(() => world.inOrder(all));
    expect((await world.podsOfShop()).filter(isReady)).toHaveLength(4); // health was not said too early
    return { objects: objects.length, healthy };
  }));

  test('applied again, nothing changes', () => record(`${tool}-again`, async () => {
    const before = await world.versions(objects);
    await world.inOrder(order(tool)); // what is synthesized a second time
    expect(await world.versions(objects)).toEqual(before);
    expect(Object.values(before)).not.toContain('nothing');
    return { objects: objects.length };
  }));

  test('what left the declaration is removed, but for definitions and namespaces', () => record(`${tool}-prune`, async () => {
    const less = order(tool, { ...withoutPages, leftOut: true });
    const left = objects.map(nameOf).filter((name) => !objectsOf(less).map(nameOf).includes(name));
    const gone = await world.prune(all, less);
    expect(gone.map(nameOf)).toEqual([`Cache ${SHOP} pages`]);
    expect(left.sort()).toEqual([`Cache ${SHOP} pages`, 'CustomResourceDefinition caches.cache.example.com', `Namespace ${SHOP}`]);
    const removed = await seconds(() => world.gone(gone[0]));
    for (const kept of objects.filter((object) => left.includes(nameOf(object)) && object.kind !== 'Cache')) {
      const live = await world.live(kept);
      expect([nameOf(kept), live !== undefined && live.metadata.deletionTimestamp === undefined]).toEqual([nameOf(kept), true]);
    }
    expect(await world.live(caches(objects).find(({ metadata }) => metadata.name === 'sessions')!)).toBeDefined();
    return { left: left.length, pruned: gone.length, removed };
  }));

  test('applied to an empty cluster all at once, the last first, it converges', () => record(`${tool}-at-once`, async () => {
    await world.empty(objects);
    const backwards = [...objects].reverse();
    let passes: string[][] = [];
    const converged = await seconds(async () => {
      passes = await world.atOnce(backwards);
      await world.healthy(objects, all.health);
    });
    // all that is in a namespace, for that comes last
    expect(passes[0].sort()).toEqual(objects.filter(({ metadata }) => metadata.namespace).map(nameOf).sort());
    // and what a definition was not served for yet
    expect(passes.slice(1).flat().filter((name) => !name.startsWith('Cache '))).toEqual([]);
    return { refused: passes[0].length, passes: passes.length, converged };
  }));

  afterAll(() => world.empty(objects));
});

describe('the experiment can fail:', () => {
  const all = order('argo-cd');

  test('workloads before definitions are refused, and operators before namespaces', () => record('wrong-order', async () => {
    await expect(world.inOrder({ ...all, steps: [...all.steps].reverse() })).rejects.toThrow(/knows no kind Cache|404/);
    const shop = all.steps[2][0].objects, operator = all.steps[1][0].objects;
    expect(await world.refused(shop)).toHaveLength(shop.length);
    const inNamespace = operator.filter(({ metadata }) => metadata.namespace);
    expect(await world.refused(operator)).toHaveLength(inNamespace.length);
    for (const name of [SHOP, OPERATOR]) { await ground.api.apply(namespaceOf(name)); }
    expect((await world.refused(shop)).sort()).toEqual(caches(shop).map(nameOf).sort());
    return { refused: shop.length + inNamespace.length };
  }));

  test('whoever prunes without asking takes the definition, and with it every Cache', () => record('no-marks', async () => {
    await world.inOrder(all);
    const less = order('argo-cd', { leftOut: true });
    const [definition] = objectsOf(all).filter(isDefinition);
    const gone = await world.prune(all, less, (_, { kind }) => kind === 'Namespace');
    expect(gone.map(nameOf)).toEqual([nameOf(definition)]);
    await world.gone(definition);
    for (const cache of caches(objectsOf(less))) { expect(await world.live(cache)).toBeUndefined(); } // both are declared
    return { pruned: gone.length, cachesGone: caches(objectsOf(less)).length };
  }));
});
