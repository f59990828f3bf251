// The experiments must be able to fail: the same ones, done to manifests that are broken on purpose, fail, each for its own reason.
import { LocalCluster } from '../cluster/cluster';
import { all, oneAfterTheOther, softPlacement, withoutBudget, withoutGate } from '../kafka/broken';
import { laggardComesBackFirst, loseOnlyDisks, restartAll } from '../kafka/experiments/crashes';
import { install, installWithZoneMissing } from '../kafka/experiments/installation';
import { evictTwo, rollWhileBehind } from '../kafka/experiments/maintenance';
import { KafkaWorld } from '../kafka/world';
import { SINGLE, THREE, UNCLEAN } from '../kafka/worlds';
import { mustFailWith } from '../promises/must-fail';
import { recorder } from '../proof/record';

let cluster: LocalCluster;
let world: KafkaWorld | undefined;
/** It is nearly all waiting, so it goes on beside the others. */
let ordered: Promise<unknown>;
/** Worlds that are being taken down, which nobody has to wait for. */
const leaving: Promise<void>[] = [];
const record = recorder('kafka-controls', false);
const mustFail = mustFailWith(record, Error);

beforeAll(async () => {
  cluster = await LocalCluster.join(process.env.CONFORMANCE_RUN!);
  const waiting = new KafkaWorld(cluster.api, { ...THREE, namespace: 'ordered' }, oneAfterTheOther);
  const restart = async () => {
    await install(waiting);
    await waiting.jobDone('topics');
    await restartAll(cluster, waiting, (before) => waiting.allReady(120, before));
  };
  // It takes its leave at once: a broker that looks for a quorum that never comes keeps a third of a core busy.
  ordered = restart().finally(() => waiting.remove());
  ordered.catch(() => undefined); // whoever waits for it is told
});

afterEach(() => {
  if (world) { leaving.push(world.remove()); }
  world = undefined;
});

afterAll(async () => {
  await Promise.all(leaving);
  cluster?.api.close();
});

test('two brokers evicted at once both go where no budget is; without gate and farewell, a roll does not wait for copies', async () => {
  world = new KafkaWorld(cluster.api, { ...THREE, namespace: 'careless' }, all(withoutGate, withoutBudget));
  await install(world);
  await world.jobDone('topics');
  await mustFail('no-gate', /^behind: another broker went while [1-9]/, () => rollWhileBehind(world!));
  await world.allReady();
  await mustFail('no-budget', /evictions granted: 2, refused: 0/, () => evictTwo(world!, 'broker'));
});

test('with one copy, an emptied disk loses messages', async () => {
  world = new KafkaWorld(cluster.api, SINGLE);
  await install(world);
  await world.jobDone('topics');
  await mustFail('one-copy', /^(lost|unreadable): /, () => loseOnlyDisks(cluster, world!, 1));
});

test('where unclean elections are allowed, the laggard leads, and messages are lost', async () => {
  world = new KafkaWorld(cluster.api, UNCLEAN);
  await install(world);
  await world.jobDone('topics');
  await mustFail('unclean-election', /^lost: /, () => laggardComesBackFirst(world!));
});

test('with both, a roll waits for copies that catch up slowly', async () => {
  world = new KafkaWorld(cluster.api, { ...THREE, namespace: 'careful' });
  await install(world);
  await world.jobDone('topics');
  await record('roll-behind', () => rollWhileBehind(world!));
});

test('started one after the other, all members are gone for ever once all were gone: the first waits for the others', async () => {
  await mustFail('ordered-ready', /all 6 members Ready; seen last: (?!.*(broker|controller)-1 )/s, () => ordered);
});

test('placed as a wish, two members share a zone while another is missing', async () => {
  world = new KafkaWorld(cluster.api, { ...THREE, namespace: 'wish' }, softPlacement);
  try {
    await mustFail('soft-placement', /placement: 2 (brokers|controllers) in one zone/, () => installWithZoneMissing(cluster, world!, 'zone-c'));
  } finally {
    await cluster.regainZone('zone-c');
  }
});
