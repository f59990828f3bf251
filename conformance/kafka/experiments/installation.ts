// From nothing to Ready.
import { LocalCluster } from '../../cluster/cluster';
import { zonesOfNodes } from '../../cluster/zones';
import { isReady } from '../../kubernetes/status';
import { Broken } from '../../promises/broken';
import { CLUSTER } from '../declaration';
import { KafkaWorld, PATIENCE_SECONDS } from '../world';

/** Applied and awaited: seconds until every member is Ready. */
export async function install(world: KafkaWorld, seconds = PATIENCE_SECONDS): Promise<{ ready: number }> {
  const began = Date.now();
  await world.apply();
  await world.allReady(seconds);
  return { ready: (Date.now() - began) / 1000 };
}

/**
 * Applied while a zone is missing; its members come late. The others must found the cluster, wherever they are put, and leave the missing ones
 * their place. A topic of three copies waits for the third broker: that is Kafka's rule, and the Job goes on asking.
 */
export async function installWithZoneMissing(cluster: LocalCluster, world: KafkaWorld, zone: string):
Promise<{ readyWithoutZone: number; readyAfterZone: number }> {
  await cluster.loseZone(zone);
  const began = Date.now();
  await world.apply();
  const here = (n: number) => n - Math.ceil(n / world.declaration.zones.length);
  await Promise.all((['broker', 'controller'] as const).map((c) => world.readyOf(c, here(world.count(c)))));
  const readyWithoutZone = (Date.now() - began) / 1000;
  await spread(world);
  await cluster.regainZone(zone);
  const back = Date.now();
  await world.allReady(PATIENCE_SECONDS);
  const readyAfterZone = (Date.now() - back) / 1000;
  await spread(world);
  await world.jobDone('topics');
  await world.writer.goesOn(120);
  return { readyWithoutZone, readyAfterZone };
}

/** The disk of the controller that founds comes minutes after everything else: nobody may found in its place, and nobody may give up. */
export async function installWithFounderLate(cluster: LocalCluster, world: KafkaWorld, seconds: number):
Promise<{ ready: number; readyAfterFounder: number }> {
  const claim = `data-${CLUSTER}-controller-0`;
  cluster.holdVolume(world.namespace, claim);
  const began = Date.now();
  await world.apply();
  await world.api.until(`${world.namespace}: all but the founder run`, world.pods(),
    (pods) => pods.filter((p) => p.status?.phase === 'Running').length === world.count('broker') + world.count('controller') - 1, PATIENCE_SECONDS);
  await new Promise((go) => setTimeout(go, Math.max(0, began + seconds * 1000 - Date.now()))); // to be late is to let time pass
  const tooEarly = (await world.members()).filter(isReady).map((p) => p.metadata.name);
  if (tooEarly.length > 0) { throw new Broken(`Ready before there was a quorum: ${tooEarly}`); }
  await cluster.releaseVolume(world.namespace, claim);
  const released = Date.now();
  await world.allReady(PATIENCE_SECONDS);
  const ready = (Date.now() - began) / 1000, readyAfterFounder = (Date.now() - released) / 1000;
  await spread(world);
  await world.jobDone('topics');
  await world.writer.goesOn(120);
  return { ready, readyAfterFounder };
}

/** No zone and no node holds more members than losing it may cost. */
export async function spread(world: KafkaWorld): Promise<void> {
  const nodes = await zonesOfNodes(world.api);
  for (const component of ['broker', 'controller'] as const) {
    const placed = (await world.members(component)).filter((p) => p.spec.nodeName);
    const most = (of: (node: string) => string) => Math.max(...Object.values(placed.reduce<Record<string, number>>((count, p) => {
      count[of(p.spec.nodeName)] = (count[of(p.spec.nodeName)] ?? 0) + 1;
      return count;
    }, {})));
    const allowed = Math.ceil(world.count(component) / world.declaration.zones.length);
    if (most((node) => nodes.get(node)!) > allowed) {
      throw new Broken(`placement: ${most((node) => nodes.get(node)!)} ${component}s in one zone, no more than ${allowed} may be lost with it`);
    }
    if (most((node) => node) > 1) { throw new Broken(`placement: ${most((node) => node)} ${component}s on one node`); }
  }
}
