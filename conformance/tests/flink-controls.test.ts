// The experiments must be able to fail: the same ones, done to manifests that are broken on purpose, fail, each for its own reason.
import { LocalCluster } from '../cluster/cluster';
import { forgetful, unguarded, withoutHighAvailability } from '../flink/broken';
import { changeOverOldId, install, killOnlyLeader, killWorkerOfNothing, stopByHand } from '../flink/experiments';
import { FlinkWorld } from '../flink/world';
import { PAIR, STATELESS } from '../flink/worlds';
import { Broken } from '../promises/broken';
import { mustFailWith } from '../promises/must-fail';
import { recorder } from '../proof/record';

const record = recorder('flink-controls', false);
const mustFail = mustFailWith(record, Broken);
let cluster: LocalCluster;
let world: FlinkWorld;

beforeAll(async () => { cluster = await LocalCluster.join(process.env.CONFORMANCE_RUN!); });
afterEach(() => world.remove());
afterAll(() => cluster?.api.close());

test('where nothing is kept, a job begins with nothing when a worker is lost', async () => {
  world = new FlinkWorld(cluster, STATELESS);
  await mustFail('nothing-kept', /a job that began with nothing, expected a checkpoint/, () => killWorkerOfNothing(world));
});

test('without high availability a leader that is lost knows of no checkpoint', async () => {
  world = new FlinkWorld(cluster, { ...PAIR, namespace: 'alone' }, withoutHighAvailability);
  await install(world, 1);
  await mustFail('no-high-availability', /expected that it goes on from a checkpoint/, () => killOnlyLeader(world));
  await world.goesOn();
  await mustFail('no-high-availability-twice', /got [1-9]\d* records twice/, () => world.exactlyOnce());
});

test('with Flink\'s defaults a standby runs again, from nothing, what was stopped', async () => {
  world = new FlinkWorld(cluster, { ...PAIR, namespace: 'forgetful' }, forgetful);
  await install(world);
  await mustFail('forgetful-standby', /^stopped: got [1-9]\d* records twice/, () => stopByHand(world));
});

test('with the library\'s settings it ends', async () => {
  world = new FlinkWorld(cluster, { ...PAIR, namespace: 'mindful' });
  await install(world);
  await record('mindful-standby', () => stopByHand(world));
});

test('a changed program over an HA id that is in use does not run, without a word: the old one goes on', async () => {
  world = new FlinkWorld(cluster, { ...PAIR, namespace: 'mixture' }, unguarded);
  await install(world);
  await mustFail('reused-id', /got 0 lines of the new jar and 0 of the new arguments/, () => changeOverOldId(world));
});
