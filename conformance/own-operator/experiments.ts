// What is done to an operator of one's own. Each gives what it measured, or throws.
import { OperatorWorld, PATIENCE_SECONDS } from './world';
import { LocalCluster } from '../cluster/cluster';
import { Api, KubeObject } from '../kubernetes/api';
import { condition } from '../kubernetes/status';
import { Broken, expected } from '../promises/broken';
import { Figures, seconds } from '../proof/record';

/** The definition, the rights, two controllers; then a Cache, until it says that it is Ready. */
export async function install(world: OperatorWorld): Promise<Figures> {
  const ready = await seconds(async () => {
    await world.install();
    await world.leader(await world.bothReady());
    await until('the webhook answers', async () => await tried(world.api, world.cache) === 'accepted');
  });
  const converged = await seconds(async () => {
    await world.api.apply(world.cache);
    await world.converged();
  });
  return { ready, converged };
}

/** Another number of pods, and another template. */
export async function change(world: OperatorWorld): Promise<Figures> {
  const more = await seconds(async () => {
    await world.api.patch(world.cache, { spec: { replicas: 5 } });
    await world.converged();
  });
  const before = (await world.serving()).map((pod) => pod.metadata.uid);
  const template = await seconds(async () => {
    await world.api.patch(world.cache, { spec: { memory: '96Mi' } });
    await world.converged();
  });
  const after = await world.serving();
  expected(after.every((pod) => !before.includes(pod.metadata.uid)), 'memory changed: got pods of before, expected new ones');
  expected(after.every((pod) => pod.spec.containers[0].resources.limits.memory === '96Mi'), 'memory changed: expected pods that have it');
  return { more, template };
}

/** `kubectl scale`, which is what a HorizontalPodAutoscaler does too. */
export async function scale(world: OperatorWorld): Promise<Figures> {
  const converged = await seconds(async () => {
    const { code, err } = world.api.run('scale', 'cache.cache.example.com', world.cache.metadata.name, '-n', world.namespace, '--replicas=2');
    expected(code === 0, `kubectl scale: ${err}`);
    expected((await world.converged()).spec.replicas === 2, 'kubectl scale: expected spec.replicas 2');
  });
  const { body } = await world.api.request('GET', `${world.path}/scale`);
  expected(body.status.replicas === 2, `scale: got status.replicas ${body.status.replicas}, expected 2`);
  return { converged };
}

/** Somebody changes what the Cache is made of: level-based means that it is put right, whatever it was. */
export async function meddle(world: OperatorWorld): Promise<Figures> {
  const deployment = world.child('apps/v1', 'Deployment'), service = world.child('v1', 'Service');
  const changed = await seconds(async () => {
    await world.api.patch(deployment, { spec: { replicas: 0 } });
    await world.api.until('the Deployment has its replicas again', { apiVersion: 'apps/v1', kind: 'Deployment', namespace: world.namespace },
      ([{ spec }]) => spec.replicas === 2, PATIENCE_SECONDS);
    // nothing new was asked of the Cache, so until it is heard that pods are gone, what it said stands
    await until('the pods are there again', () => world.converged().then(() => true, (error) => {
      if (error instanceof Broken) { return false; }
      throw error;
    }));
  });
  const { uid } = (await world.api.get('v1', 'Service', service.metadata.name, world.namespace))!.metadata;
  const deleted = await seconds(async () => {
    await world.api.delete(service);
    await world.api.until('there is another Service', { apiVersion: 'v1', kind: 'Service', namespace: world.namespace },
      (all) => all.length === 1 && all[0].metadata.uid !== uid, PATIENCE_SECONDS);
  });
  return { changed, deleted };
}

/**
 * A change right after the leader is gone: another takes over, and makes it true. Which one is not said: what comes in the leader's place waits for the
 * lease as well.
 */
async function withoutLeader(world: OperatorWorld, replicas: number, go: (leader: KubeObject) => Promise<void>): Promise<Figures> {
  const leader = await world.leader(await world.bothReady());
  await go(leader);
  const converged = await seconds(async () => {
    await world.api.patch(world.cache, { spec: { replicas } });
    await world.converged();
  });
  const pods = await world.bothReady();
  expected(!pods.some((pod) => pod.metadata.uid === leader.metadata.uid), `${leader.metadata.name}: expected to be gone`);
  await world.leader(pods, 1);
  return { converged };
}

/** kill -9, and the pod with it, so that the same one does not come again. The lease is still its own, until it runs out. */
export async function killLeader(cluster: LocalCluster, world: OperatorWorld): Promise<Figures> {
  return withoutLeader(world, 4, async (leader) => {
    cluster.killContainer(leader, 'controller');
    await world.api.delete(leader, { gracePeriodSeconds: 0 });
  });
}

/** As a drain does it: the leader is told to stop, and gives the lease back. */
export async function stopLeader(world: OperatorWorld): Promise<Figures> {
  return withoutLeader(world, 3, (leader) => world.api.delete(leader));
}

/** A right that the controller needs is taken away: nothing converges, and the Cache says why. Then it is given back. */
export async function takeRight(world: OperatorWorld, patience: number): Promise<Figures> {
  const role = world.objects.find((o) => o.kind === 'Role' && o.metadata.namespace === world.namespace)!;
  const rules = role.rules.filter((rule: { resources: string[] }) => !rule.resources.includes('deployments'));
  expected(rules.length === role.rules.length - 1, `Role ${role.metadata.name}: expected one rule on deployments`);
  await world.api.apply({ ...role, rules });
  await until('the right is gone', async () => !await world.may('patch', 'apps', 'deployments'));
  await world.api.patch(world.cache, { spec: { replicas: 5 } });
  const failed: unknown = await world.converged(patience).then(() => undefined, (error) => error);
  expected(failed instanceof Error && /not in \d+ s: Cache .* is Ready/.test(failed.message), `without a right: got ${failed ?? 'a Cache that converges'}, expected none`);
  const cache = (await world.api.get(world.cache.apiVersion, 'Cache', world.cache.metadata.name, world.namespace))!;
  const why = cache.status.conditions.find((c: { type: string }) => c.type === 'Ready');
  expected(!condition(cache, 'Ready') && /deployments.* forbidden/.test(why.message), `without a right: got ${JSON.stringify(why)}, expected why`);
  await world.api.apply(role);
  return { recovered: await seconds(() => world.converged()) };
}

/** What the schema does not see is refused by the program: a name that somebody else's Deployment has. Another name is taken. */
export async function refuse(world: OperatorWorld): Promise<Figures> {
  const { namespace, cache } = world;
  const labels = { app: 'theirs' };
  const theirs = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'theirs', namespace },
    spec: { replicas: 0, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'a', image: cache.spec.image }] } } },
  };
  await world.api.apply(theirs);
  const named = (name: string) => ({ ...cache, metadata: { name, namespace } });
  let said = '';
  const answered = await seconds(async () => { said = await tried(world.api, named('theirs')); });
  expected(/v1\.caches\.cache\.example\.com.* denied the request: there is a \*v1\.Deployment theirs already/.test(said), `a name that is taken: got ${said}, expected to be denied`);
  const free = await tried(world.api, named('free'));
  expected(free === 'accepted', `a name that is free: got ${free}, expected to be accepted`);
  await world.api.delete(theirs);
  return { answered };
}

/** While no controller answers, no Cache is taken where it is asked; where it is not asked, it stops nobody. */
export async function silence(world: OperatorWorld): Promise<Figures> {
  const controller = world.objects.find((o) => o.kind === 'Deployment')!;
  const pods = (count: number) => world.api.patch(controller, { spec: { replicas: count } });
  await pods(0);
  await world.api.until('no controller is left', world.pods, (all) => all.length === 0, PATIENCE_SECONDS);
  const inNamespace = (namespace: string) => ({ ...world.cache, metadata: { name: 'new', namespace } });
  const asked = await tried(world.api, inNamespace(world.namespace));
  expected(/failed calling webhook/.test(asked), `nobody answers: got ${asked}, expected to be refused`);
  for (const elsewhere of [controller.metadata.namespace!, 'kube-system']) {
    const taken = await tried(world.api, inNamespace(elsewhere));
    expected(taken === 'accepted', `nobody answers, in ${elsewhere}: got ${taken}, expected to be accepted`);
  }
  await pods(2);
  return {
    back: await seconds(() => until('it answers again', async () => await tried(world.api, inNamespace(world.namespace)) === 'accepted', PATIENCE_SECONDS)),
  };
}

/** With the Cache goes what it is made of. */
export async function remove(world: OperatorWorld): Promise<Figures> {
  expected((await world.children()).length > 3, 'expected a Deployment, a Service and pods');
  return {
    gone: await seconds(async () => {
      await world.api.delete(world.cache);
      for (const [apiVersion, kind] of [['apps/v1', 'Deployment'], ['v1', 'Service'], ['v1', 'Pod']]) {
        await world.api.until(`no ${kind} is left`, { apiVersion, kind, namespace: world.namespace }, (all) => all.length === 0, PATIENCE_SECONDS);
      }
    }),
  };
}

/** What the API server says of a Cache, without making it. */
export async function tried(api: Api, cache: KubeObject): Promise<string> {
  return api.apply(cache, { dryRun: true }).then(() => 'accepted', (refused: Error) => refused.message);
}

async function until(what: string, holds: () => Promise<boolean>, patience = 20): Promise<void> {
  for (const end = Date.now() + patience * 1000; !await holds();) {
    if (Date.now() > end) { throw new Error(`not in ${patience} s: ${what}`); }
    await new Promise((go) => setTimeout(go, 200));
  }
}
