// Where the scheduler puts members when there are dozens of them, and of nodes. Places are given, no process runs.
import { spread } from './installation';
import { LocalCluster } from '../../cluster/cluster';
import { isFake } from '../../cluster/fake-nodes';
import { ZONE_LABEL, zonesOfNodes } from '../../cluster/zones';
import { KubeObject } from '../../kubernetes/api';
import { isReady } from '../../kubernetes/status';
import { Component, KafkaWorld } from '../world';

/** The scheduler tries again what it could not place, after 10 s at the latest for most causes, and once a minute or so for any. */
const PLACED_SECONDS = 120;

/**
 * Installed while a zone takes nobody: the other zones hold their share and no more. Then the zone opens. Then it closes again, and the disks
 * of its members are lost: they wait for it, though nothing but the declared placement keeps them from the other zones; and a member of
 * another zone that lost its disk finds a place all the same.
 */
export async function placeAmongDozens(cluster: LocalCluster, world: KafkaWorld, zone: string): Promise<{ brokers: number; waiting: number }> {
  const { api } = cluster;
  const share = (component: Component) => Math.ceil(world.count(component) / world.declaration.zones.length);
  const withoutZone = () => Promise.all((['broker', 'controller'] as const).map((component) => api.until(
    `${world.namespace}: all ${component}s but those of ${zone} have a place`, world.pods(component),
    (pods) => pods.length === world.count(component) && pods.filter(isReady).length === pods.length - share(component)
      && pods.filter(isUnschedulable).length === share(component), PLACED_SECONDS, placed)));
  const whole = async () => { await world.allReady(PLACED_SECONDS); await spread(world); };

  await open(cluster, zone, false);
  await world.applyUnwatched();
  // Were a zone to hold more than its share, all would be placed, and this would end in a complaint about that rather than in silence.
  await api.until(`${world.namespace}: every member has a place or is refused one`, world.pods(),
    (pods) => pods.length === world.count('broker') + world.count('controller') && pods.every((p) => isReady(p) || isUnschedulable(p)), PLACED_SECONDS, placed);
  await spread(world);
  await withoutZone();
  await open(cluster, zone, true);
  await whole();

  const zones = await zonesOfNodes(api);
  const members = await world.members();
  await open(cluster, zone, false);
  const lost = members.filter((p) => zones.get(p.spec.nodeName) === zone);
  await loseWithDisk(world, [...lost, members.find((p) => !lost.includes(p))!]);
  await withoutZone();
  await spread(world);
  await open(cluster, zone, true);
  await whole();
  return { brokers: world.count('broker'), waiting: share('broker') };
}

/** Whether the fake nodes of a zone take pods. */
async function open(cluster: LocalCluster, zone: string, takes: boolean): Promise<void> {
  const nodes = await cluster.api.list({ apiVersion: 'v1', kind: 'Node' });
  for (const node of nodes.filter((n) => isFake(n) && n.metadata.labels?.[ZONE_LABEL] === zone)) {
    await cluster.api.patch({ ...node, apiVersion: 'v1', kind: 'Node' }, { spec: { unschedulable: !takes } });
  }
}

async function loseWithDisk(world: KafkaWorld, pods: readonly KubeObject[]): Promise<void> {
  for (const pod of pods) {
    const claim = `data-${pod.metadata.name}`;
    await world.api.delete({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: claim, namespace: world.namespace } });
    await world.api.delete(pod, { gracePeriodSeconds: 0 });
  }
}

function isUnschedulable(pod: KubeObject): boolean {
  const conditions: { type: string; status: string; reason?: string }[] = pod.status?.conditions ?? [];
  return conditions.some((c) => c.type === 'PodScheduled' && c.status === 'False' && c.reason === 'Unschedulable');
}

function placed(pods: readonly KubeObject[]): string {
  const other = pods.find((p) => !isReady(p));
  const [ready, refused] = [isReady, isUnschedulable].map((is) => pods.filter(is).length);
  return `${pods.length} pods, ${ready} Ready, ${refused} refused; one of the rest: ${JSON.stringify(other?.status?.conditions)}`;
}
