// What an operator does on purpose: roll, evict, drain.
import { Figures, underLoad } from './experiment';
import { KubeObject } from '../../kubernetes/api';
import { isReady } from '../../kubernetes/status';
import { Broken } from '../../promises/broken';
import { partitions } from '../assignment';
import { CLUSTER } from '../declaration';
import { Component, CONNECTED, KafkaWorld, PATIENCE_SECONDS } from '../world';

/**
 * The bound of every write that maintenance may hold up: a leader moves on controlled shutdown, clients learn of it at once; what is asked of
 * a broker that is gone waits for `request.timeout.ms` at most, 30 s by default.
 */
export const REQUEST_TIMEOUT_SECONDS = 30;

/** A rolling restart, as `kubectl rollout restart` begins it: one member at a time, each only after the one before it is back in full. */
export async function roll(world: KafkaWorld, components: readonly Component[]): Promise<Figures> {
  let mostDown = 0;
  const figures = await underLoad(world, { copiesSuffice: true, gapBelow: REQUEST_TIMEOUT_SECONDS }, async () => {
    await Promise.all(components.map(async (component) => {
      const before = new Set((await world.members(component)).map((p) => p.metadata.uid));
      await restart(world, component);
      await world.api.until(`${world.namespace}: the ${component}s are rolled`, world.pods(component), (pods) => {
        const down = world.count(component) - pods.filter(isReady).length;
        mostDown = Math.max(mostDown, down);
        return down === 0 && pods.length === world.count(component) && pods.every((p) => !before.has(p.metadata.uid));
      }, PATIENCE_SECONDS + 60 * world.count(component));
    }));
  });
  if (mostDown !== 1) { throw new Broken(`down at once: ${mostDown} members of a kind`); }
  return { ...figures, mostDown };
}

/** How long a broker that is not allowed to catch up is watched: the next one would go within a second. */
const WATCHED_SECONDS = 30;

/**
 * A rolling restart while copies catch up slowly, as after hours of absence: here, because replication to whoever is behind is throttled to
 * nothing. The second broker may go only once the first is back in full, however long that takes.
 */
export async function rollWhileBehind(world: KafkaWorld): Promise<Figures> {
  await world.jobDone('rebalance'); // lifts whatever throttles it finds
  return underLoad(world, { copiesSuffice: true }, async () => {
    const before = await world.members('broker');
    const uids = before.map((b) => b.metadata.uid);
    const same = (pods: KubeObject[]) => pods.filter((p) => uids.includes(p.metadata.uid) && !p.metadata.deletionTimestamp).length;
    let behind: number | undefined;
    await throttle(world, true);
    try {
      await restart(world, 'broker');
      await world.api.until(`${world.namespace}: the first broker runs again`, world.pods('broker'), (pods) => pods.length === before.length
        && same(pods) === before.length - 1 && pods.every((p) => p.status?.containerStatuses?.[0]?.started), PATIENCE_SECONDS);
      const goes = await world.api.until(`${world.namespace}: another broker goes`, world.pods('broker'), (pods) => same(pods) < before.length - 1, WATCHED_SECONDS)
        .then(() => true, () => false); // as it should be
      if (goes) { behind = (await partitions(world)).filter((p) => p.inSync.length < p.replicas.length).length; }
    } finally {
      await throttle(world, false);
    }
    await world.api.until(`${world.namespace}: the brokers are rolled`, world.pods('broker'),
      (pods) => same(pods) === 0 && pods.filter(isReady).length === before.length, PATIENCE_SECONDS);
    if (behind !== undefined) { throw new Broken(`behind: another broker went while ${behind} partitions lacked a copy`); }
  });
}

/** Throttles what brokers that are not in sync fetch of the witness's topic; those in sync are never throttled. */
async function throttle(world: KafkaWorld, on: boolean): Promise<void> {
  const change = (entity: string, key: string, value: string) => `kafka_tool 60 kafka-configs.sh ${CONNECTED} --alter ${entity} ${on ? `--add-config '${key}=${value}'` : `--delete-config ${key}`}`;
  const brokers = (await world.members('broker')).map((_, id) => (
    change(`--entity-type brokers --entity-name ${id}`, 'follower.replication.throttled.rate', '1')));
  const topic = change(`--entity-type topics --entity-name ${world.topic}`, 'follower.replication.throttled.replicas', '*');
  await world.insist([topic, ...brokers].join(' && '));
}

/** The eviction API is asked for two members at the same instant: one may go, the other must be refused. */
export async function evictTwo(world: KafkaWorld, component: Component): Promise<Figures> {
  let granted = 0;
  const figures = await underLoad(world, { copiesSuffice: true, gapBelow: REQUEST_TIMEOUT_SECONDS }, async () => {
    const [one, other] = await world.members(component);
    const answers = await Promise.all([one, other].map((pod) => world.api.evict(pod)));
    granted = answers.filter((a) => a.status < 300).length;
    const refused = answers.filter((a) => a.status === 429).length;
    if (granted !== 1 || refused !== 1) { throw new Broken(`evictions granted: ${granted}, refused: ${refused}; expected one of each`); }
    await world.allReady(PATIENCE_SECONDS, [answers[0].status < 300 ? one : other]);
  });
  return { ...figures, granted };
}

/** A node is drained, and given back. */
export async function drain(world: KafkaWorld, node: string): Promise<Figures> {
  return underLoad(world, { copiesSuffice: true, gapBelow: REQUEST_TIMEOUT_SECONDS }, async () => {
    const there = (await world.members()).filter((p) => p.spec.nodeName === node);
    if (there.length === 0) { throw new Error(`no member is on ${node}`); }
    const drained = world.api.run('drain', node, '--ignore-daemonsets', '--delete-emptydir-data', `--timeout=${PATIENCE_SECONDS}s`,
      `--pod-selector=app.kubernetes.io/instance=${CLUSTER}`);
    world.api.run('uncordon', node);
    if (drained.code !== 0) { throw new Broken(`drain: ${drained.err.trim().split('\n').pop()}`); }
    await world.allReady(PATIENCE_SECONDS, there);
  });
}

async function restart(world: KafkaWorld, component: Component): Promise<void> {
  const set: KubeObject = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: `${CLUSTER}-${component}`, namespace: world.namespace } };
  await world.api.patch(set, { spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': new Date().toISOString() } } } } });
}
