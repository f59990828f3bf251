// What comes after the installation: more brokers, fewer brokers.
import { LocalCluster } from '../cluster/cluster';
import { GATES } from '../cluster/control-plane';
import { withoutLifting } from '../kafka/broken';
import { install } from '../kafka/experiments/installation';
import { ballast, cut, grow, killRebalance, shrink } from '../kafka/experiments/scaling';
import { KafkaWorld } from '../kafka/world';
import { GROWING } from '../kafka/worlds';
import { Broken } from '../promises/broken';
import { mustFailWith } from '../promises/must-fail';
import { recorder } from '../proof/record';

const record = recorder('kafka-day-two', true);
let cluster: LocalCluster;
let world: KafkaWorld;

beforeAll(async () => {
  cluster = await LocalCluster.join(process.env.CONFORMANCE_RUN!);
  await cluster.growTo(6, GATES);
});

afterAll(() => {
  world?.writer.close();
  cluster?.api.close();
});

describe('three brokers', () => {
  test('are installed, and find nothing to move', async () => {
    world = new KafkaWorld(cluster.api, GROWING);
    await record('install', async () => {
      const { ready } = await install(world);
      await world.jobDone('topics');
      await world.jobDone('rebalance');
      return { ready };
    });
    await ballast(world, 20);
  });
  test('become four: the new one takes its share of its zone', async () => {
    await record('grow-to-four', () => grow(world, 4));
  });
  test('become six, although the run that moves partitions is killed half-way', async () => {
    await record('grow-to-six', () => grow(world, 6, () => killRebalance(world)));
  });
  test('are three again: the others are emptied first, then left out', async () => {
    await record('shrink-to-three', () => shrink(world, 3));
    await world.remove();
  });
});

describe('the experiments can fail', () => {
  const mustFail = mustFailWith(record, Broken);
  test('a run that does not ask for its throttles leaves them; brokers that are left out without being emptied take copies with them', async () => {
    world = new KafkaWorld(cluster.api, { ...GROWING, namespace: 'careless' }, withoutLifting);
    await install(world);
    await world.jobDone('topics');
    await mustFail('no-lifting', /^throttled: /, () => grow(world, 4));
    await mustFail('no-draining', /^(behind|refused for copies): /, () => cut(world, 3));
    await world.remove();
  });
});
