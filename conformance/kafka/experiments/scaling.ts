// More brokers, fewer brokers: partitions are where the declaration wants them, and nothing is lost on the way.
import { Figures, underLoad } from './experiment';
import { condition, isReady } from '../../kubernetes/status';
import { Broken } from '../../promises/broken';
import { Partition, partitions, throttles, zones } from '../assignment';
import { OTHER_TOPIC } from '../declaration';
import { CONNECTED, KafkaWorld, PATIENCE_SECONDS } from '../world';

/** Moving is throttled, and starts once the brokers are there. */
const MOVE_SECONDS = 900;

/** Another number of brokers is declared: those come, and take their share. `meanwhile` is done while partitions move. */
export async function grow(world: KafkaWorld, brokers: number, meanwhile?: () => Promise<void>): Promise<Figures> {
  return underLoad(world, { copiesSuffice: true }, async () => {
    await world.apply({ ...world.declaration, brokers });
    await world.allReady(PATIENCE_SECONDS);
    await meanwhile?.();
    await moved(world);
    await world.rolled(MOVE_SECONDS); // where a zone's share changes, its cap does, and so the pods' template
    await settled(world, range(brokers));
  });
}

async function moved(world: KafkaWorld): Promise<void> {
  if (condition(await world.jobDone('rebalance', MOVE_SECONDS), 'Failed')) { throw new Broken('rebalance: its Job failed'); }
}

/** The run that moves partitions is killed, -9, while they move; the next one takes up what is left, the throttle too. */
export async function killRebalance(world: KafkaWorld): Promise<void> {
  const pods = { apiVersion: 'v1', kind: 'Pod', namespace: world.namespace, labels: `batch.kubernetes.io/job-name=${world.jobName('rebalance')}` };
  for (const end = Date.now() + MOVE_SECONDS * 1000; !(await partitions(world)).some((p) => p.moves);) {
    if (Date.now() > end) { throw new Error('nothing ever moved'); }
  }
  const [pod] = (await world.api.list(pods)).filter((p) => p.status?.phase === 'Running');
  await world.api.delete({ ...pod, apiVersion: 'v1', kind: 'Pod' }, { gracePeriodSeconds: 0 });
  const [moving, left] = [(await partitions(world)).filter((p) => p.moves), await throttles(world)];
  if (moving.length === 0 || left.length === 0) {
    throw new Error(`not killed half-way: ${moving.length} partitions move, ${left.length} throttles are set`);
  }
}

/** The last brokers are emptied, stay, and are then left out. */
export async function shrink(world: KafkaWorld, brokers: number): Promise<Figures> {
  const before = world.count('broker');
  return underLoad(world, { copiesSuffice: true }, async () => {
    await world.apply({ ...world.declaration, draining: range(before).slice(brokers) });
    await moved(world);
    await settled(world, range(brokers));
    await world.readyOf('broker', before);
    await leaveOut(world, brokers);
  });
}

/** The last brokers are left out without having been emptied. */
export async function cut(world: KafkaWorld, brokers: number): Promise<Figures> {
  return underLoad(world, { copiesSuffice: true }, () => leaveOut(world, brokers));
}

async function leaveOut(world: KafkaWorld, brokers: number): Promise<void> {
  await world.apply({ ...world.declaration, brokers, draining: undefined });
  await world.api.until(`${world.namespace}: ${brokers} brokers are left`, world.pods('broker'),
    (pods) => pods.length === brokers && pods.every(isReady), PATIENCE_SECONDS);
  const behind = (await partitions(world)).filter(isBehind);
  if (behind.length > 0) { throw new Broken(`behind: ${behind.length} partitions lack copies for ever, such as ${behind[0].name}`); }
  await moved(world);
  const registered = [...(await zones(world)).keys()];
  if (registered.length !== brokers) { throw new Broken(`registered: brokers ${registered}, expected ${brokers} of them`); }
}

/** All copies are on `brokers`, in sync, each partition in as many zones as it can be, as many on each broker of a zone; no throttle is left. */
async function settled(world: KafkaWorld, brokers: readonly number[]): Promise<void> {
  const [all, zoneOf, left] = [await partitions(world), await zones(world), await throttles(world)];
  const behind = all.filter(isBehind), moving = all.filter((p) => p.moves);
  if (behind.length + moving.length > 0) { throw new Broken(`not settled: ${behind.length} partitions lack copies, ${moving.length} move`); }
  if (left.length > 0) { throw new Broken(`throttled: ${left.length} throttles are left, such as ${left[0]}`); }
  const homes = new Set(brokers.map((id) => zoneOf.get(id)));
  for (const p of all) {
    const elsewhere = p.replicas.filter((id) => !brokers.includes(id));
    if (elsewhere.length > 0) { throw new Broken(`placed: ${p.name} is on brokers ${elsewhere}`); }
    const there = new Set(p.replicas.map((id) => zoneOf.get(id)));
    if (there.size < Math.min(homes.size, p.replicas.length)) { throw new Broken(`placed: ${p.name} is in ${there.size} zones only`); }
  }
  for (const home of homes) {
    const loads = brokers.filter((id) => zoneOf.get(id) === home).map((id) => all.filter((p) => p.replicas.includes(id)).length);
    if (Math.max(...loads) - Math.min(...loads) > 1) { throw new Broken(`uneven: brokers of ${home} hold ${loads} copies`); }
  }
}

/** So much that it takes a while to move: `megabytes` in the other topic, a kilobyte each. */
export async function ballast(world: KafkaWorld, megabytes: number): Promise<void> {
  const done = await world.admin(`kafka_tool 110 kafka-producer-perf-test.sh ${CONNECTED} \
--topic ${OTHER_TOPIC} --num-records ${megabytes * 1000} --record-size 1000 --throughput -1`);
  if (done.code !== 0) { throw new Error(`no ballast: ${done.out.slice(-300)}${done.err.slice(-300)}`); }
}

function isBehind(p: Partition): boolean { return p.inSync.length < p.replicas.length; }

function range(n: number): number[] { return Array.from({ length: n }, (_, i) => i); }
