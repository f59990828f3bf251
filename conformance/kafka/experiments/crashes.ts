// What nobody asks for: processes, zones and disks go, without a word.
import { Figures, underLoad } from './experiment';
import { REQUEST_TIMEOUT_SECONDS } from './maintenance';
import { LocalCluster } from '../../cluster/cluster';
import { NODE_GRACE_SECONDS } from '../../cluster/control-plane';
import { zonesOfNodes } from '../../cluster/zones';
import { KubeObject } from '../../kubernetes/api';
import { isReady } from '../../kubernetes/status';
import { Broken } from '../../promises/broken';
import { CLUSTER } from '../declaration';
import { Component, CONNECTED, KafkaWorld, PATIENCE_SECONDS } from '../world';

/** A silent broker is taken for dead after broker.session.timeout.ms, 9 s by default; its leaders move then. */
const SESSION_TIMEOUT_SECONDS = 9;

/** kill -9 of one member's process. */
export async function killOne(cluster: LocalCluster, world: KafkaWorld, component: Component, ordinal: number): Promise<Figures> {
  return underLoad(world, { copiesSuffice: true, gapBelow: SESSION_TIMEOUT_SECONDS + REQUEST_TIMEOUT_SECONDS }, async () => {
    const pod = await world.member(component, ordinal);
    cluster.killContainer(pod, component);
    await world.allReady(PATIENCE_SECONDS, [pod]);
  });
}

/** The ordinal of the controller that leads the metadata quorum. */
export async function activeController(world: KafkaWorld): Promise<number> {
  const status = await world.admin(`kafka_tool 60 kafka-metadata-quorum.sh ${CONNECTED} describe --status`);
  const leader = /LeaderId:\s+(\d+)/.exec(status.out)?.[1];
  if (!leader) { throw new Error(`no leader in: ${status.out}${status.err}`); }
  return Number(leader) % 1000; // identity: controllers are numbered from 1000 on
}

/** Every member's process is killed at the same instant. Writing stops, and goes on by itself; nothing acknowledged is lost. */
export async function killAll(cluster: LocalCluster, world: KafkaWorld): Promise<Figures> {
  return underLoad(world, { copiesSuffice: false }, async () => {
    const pods = await world.members();
    for (const pod of pods) { cluster.killContainer(pod, pod.metadata.labels!['app.kubernetes.io/component']); }
    await world.allReady(PATIENCE_SECONDS, pods);
  });
}

/** Everything restarts, and one ordinal's disks, the broker's and the controller's, are empty when it comes back. */
export function loseDisks(cluster: LocalCluster, world: KafkaWorld, ordinal: number): Promise<Figures> {
  return restartAll(cluster, world, (before) => world.allReady(PATIENCE_SECONDS, before), ordinal);
}

/** The same where the broker may stay unready for ever: what it alone had is gone, and its partitions may have no leader any more. */
export function loseOnlyDisks(cluster: LocalCluster, world: KafkaWorld, ordinal: number): Promise<Figures> {
  return restartAll(cluster, world, (before) => world.othersReady(ordinal, before), ordinal);
}

/** Every pod is gone at the same instant, as after a power cut; `back` waits for those that are made anew. */
export async function restartAll(cluster: LocalCluster, world: KafkaWorld, back: (before: KubeObject[]) => Promise<unknown>,
  emptied?: number): Promise<Figures> {
  return underLoad(world, { copiesSuffice: false }, async () => {
    const pods = await world.members();
    for (const pod of pods) { cluster.killContainer(pod, pod.metadata.labels!['app.kubernetes.io/component']); }
    if (emptied !== undefined) {
      for (const component of ['broker', 'controller']) { await cluster.emptyVolume(world.namespace, `data-${CLUSTER}-${component}-${emptied}`); }
    }
    // New pods: what a pod remembers in memory must not stand in for its disk.
    for (const pod of pods) { await world.api.delete(pod, { gracePeriodSeconds: 0 }); }
    await back(pods);
  });
}

/**
 * A zone goes dark; a broker of another zone is moved meanwhile; the zone comes back. Several clusters may live there: all of them must keep
 * their word.
 */
export async function loseZone(cluster: LocalCluster, worlds: readonly KafkaWorld[], zone: string): Promise<Figures[]> {
  const inner = async (rest: readonly KafkaWorld[], deed: () => Promise<void>): Promise<Figures[]> => {
    if (rest.length === 0) { await deed(); return []; }
    const [world, ...others] = rest;
    let inside: Figures[] = [];
    // With one zone gone and one more broker restarting, three copies may be down to one: writes wait, so no bound here but on the loss alone.
    const own = await underLoad(world, { copiesSuffice: false }, async () => { inside = await inner(others, deed); });
    return [own, ...inside];
  };
  const served: Record<string, number> = {};
  const figures = await inner(worlds, async () => {
    const lostAt = Date.now();
    const before = await Promise.all(worlds.map((w) => w.members()));
    await cluster.loseZone(zone);
    for (const world of worlds) {
      // The zone alone: writes go on without it.
      await world.writer.goesOn(NODE_GRACE_SECONDS + REQUEST_TIMEOUT_SECONDS);
      served[world.namespace] = world.writer.longestGap(lostAt);
      if (served[world.namespace] > SESSION_TIMEOUT_SECONDS + REQUEST_TIMEOUT_SECONDS) {
        throw new Broken(`gap: no message was acknowledged for ${served[world.namespace]} s after a zone was lost`);
      }
    }
    const gone = before.map((pods) => pods.filter((p) => cluster.zoneOfNode(p.spec.nodeName) === zone));
    await Promise.all(worlds.map(async (world, i) => {
      const mover = before[i].filter((p) => p.metadata.labels!['app.kubernetes.io/component'] === 'broker' && !gone[i].includes(p))[0];
      await world.api.delete(mover, { gracePeriodSeconds: 1 });
      await world.api.until(`${world.namespace}: ${mover.metadata.name} runs again while ${zone} is dark`, world.pods('broker'),
        (pods) => pods.some((p) => p.metadata.name === mover.metadata.name && p.metadata.uid !== mover.metadata.uid && isReady(p)), PATIENCE_SECONDS);
      const waiting = (await world.members()).filter((p) => !p.spec.nodeName);
      if (waiting.length > 0) { throw new Broken(`${waiting.map((p) => p.metadata.name)} found no place while ${zone} was dark`); }
    }));
    await cluster.regainZone(zone);
    await Promise.all(worlds.map((world, i) => world.allReady(PATIENCE_SECONDS, gone[i])));
  });
  return figures.map((f, i) => ({ ...f, gapWithoutZone: served[worlds[i].namespace] }));
}

/**
 * A broker is held away while writing goes on, then the others go too, and the one that missed messages comes back first. It must not
 * lead: what the others acknowledged would be gone.
 */
export async function laggardComesBackFirst(world: KafkaWorld): Promise<Figures> {
  return underLoad(world, { copiesSuffice: false }, async () => {
    const [one, two, laggard] = await world.members('broker');
    const zoneOf = await zonesOfNodes(world.api);
    /** Whether the zones of these pods take any. */
    const cordon = (pods: readonly KubeObject[], on: boolean) => {
      const zones = pods.map((p) => zoneOf.get(p.spec.nodeName));
      const there = [...zoneOf.keys()].filter((node) => zones.includes(zoneOf.get(node)));
      const done = world.api.run(on ? 'cordon' : 'uncordon', ...there);
      if (done.code !== 0) { throw new Error(done.err); }
    };
    try {
      cordon([laggard], true);
      await world.api.delete(laggard, { gracePeriodSeconds: 1 });
      await world.writer.goesOn(60, 200);
      cordon([one, two], true);
      await Promise.all([one, two].map((pod) => world.api.delete(pod, { gracePeriodSeconds: 1 })));
      await world.api.until('the others are gone', world.pods('broker'), (pods) => pods.every((p) => !isReady(p)), 120);
      cordon([laggard], false);
      await unfenced(world, 2, 180); // leaders are elected in the same step, if any may lead
    } finally {
      cordon([one, two, laggard], false);
    }
    await world.allReady(PATIENCE_SECONDS);
  });
}

/** The controllers count the broker among those that may serve, by its own word. */
async function unfenced(world: KafkaWorld, ordinal: number, seconds: number): Promise<void> {
  for (const end = Date.now() + seconds * 1000; ;) {
    const known = await world.admin(`kafka_tool 60 kafka-broker-api-versions.sh ${CONNECTED}`, ordinal);
    if (known.out.includes(`(id: ${ordinal} `)) { return; }
    if (Date.now() > end) { throw new Error(`broker ${ordinal} was not unfenced in ${seconds} s: ${known.out.slice(-300)}${known.err.slice(-300)}`); }
    await new Promise((go) => setTimeout(go, 500));
  }
}
