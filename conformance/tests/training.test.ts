// Training jobs as Jobs of Kubernetes' own: with whatever is done to them, they end with the loss of a run that nobody disturbed.
import { LocalCluster } from '../cluster/cluster';
import { Broken } from '../promises/broken';
import { mustFailWith } from '../promises/must-fail';
import { recorder } from '../proof/record';
import { indexLast, nameless } from '../training/broken';
import { CROWDED, DIRECT, DISTRIBUTED, ELASTIC, MULTI_WORKER, PARAMETER_SERVER, TrainingDeclaration } from '../training/declared';
import { begin, change, evict, interrupt, loseNode, outlive, suspend, train, waitForRoom } from '../training/experiments';
import { TrainingWorld } from '../training/world';

/** In which those that can't train must not; those that can have begun before. */
const LONG_ENOUGH_SECONDS = 45;
const record = recorder('training', false);
const mustFail = mustFailWith(record, Broken);
let cluster: LocalCluster;
const worlds: TrainingWorld[] = [];

function world(declaration: TrainingDeclaration, broken?: ConstructorParameters<typeof TrainingWorld>[3]): TrainingWorld {
  const made = new TrainingWorld(cluster.api, cluster, declaration, broken);
  worlds.push(made);
  return made;
}

beforeAll(async () => {
  cluster = await LocalCluster.join(process.env.CONFORMANCE_RUN!);
});

/** One at a time: what trains takes every core. */
afterEach(async () => {
  for (const left of worlds.splice(0)) { await left.remove(); }
});

afterAll(() => cluster?.api.close());

test('nodes of PyTorch train, and another image for that run is refused', async () => {
  const nodes = world(DISTRIBUTED);
  await record('train-distributed', () => train(nodes, 'r1'));
  await record('change', () => change(nodes, 'r1'));
});

test('a node of PyTorch is killed (-9): all go on from the last checkpoint', async () => {
  const nodes = world(DISTRIBUTED);
  await record('kill-distributed', () => interrupt(nodes, 'r2', () => nodes.kill('node-1')));
});

test('a node of the cluster is lost, and taken out of service: all go on from the last checkpoint', () =>
  record('lose-node', () => loseNode(world(DISTRIBUTED), 'r3', 'node-1')));

test('a pod is evicted: all make a checkpoint, and nothing counts as a failure', () => record('evict', () => evict(world(DIRECT), 'r1', 'node-1')));

test('held back, all make a checkpoint and go; let go, they go on from it', () => record('suspend', () => suspend(world(DIRECT), 'r2')));

test('nodes that come and go: one is killed (-9), and the others go on, with the one that comes in its place', async () => {
  const nodes = world(ELASTIC);
  await record('kill-elastic', () => interrupt(nodes, 'r1', () => nodes.kill('node-2')));
});

test('workers of TensorFlow train', () => record('train-multi-worker', () => train(world(MULTI_WORKER), 'r1')));

test('a worker of TensorFlow is killed (-9): all go on from the last checkpoint', async () => {
  const workers = world(MULTI_WORKER);
  await record('kill-multi-worker', () => interrupt(workers, 'r2', () => workers.kill('task-1')));
});

test('with parameter servers, a worker is killed (-9): the chief goes on with the others', () =>
  record('kill-worker', () => outlive(world(PARAMETER_SERVER), 'r1', 'task-1')));

test('with parameter servers, the chief is killed (-9): it goes on from the last checkpoint', async () => {
  const tasks = world(PARAMETER_SERVER);
  await record('kill-chief', () => interrupt(tasks, 'r2', () => tasks.kill('task-0')));
});

test('where one pod of three has no place, the others wait until it has one', () => record('half-gang', () => waitForRoom(world(CROWDED), 'r1', LONG_ENOUGH_SECONDS, device)));

test('with the index after what refers to it, TF_CONFIG holds the literal text, and nobody trains', () =>
  mustFail('index-last', /\$\(JOB_COMPLETION_INDEX\)/, () => begin(world(MULTI_WORKER, indexLast), 'r1', LONG_ENOUGH_SECONDS)));

test('without the Service the nodes do not find each other, and nobody trains', () =>
  mustFail('nameless', /not in \d+ s: it trains; .*name resolution/s, () => begin(world(DISTRIBUTED, nameless), 'r1', LONG_ENOUGH_SECONDS)));

/** A node says that it has a device, as its plugin would. */
async function device(node: string): Promise<void> {
  const { status } = await cluster.api.request('PATCH', `/api/v1/nodes/${node}/status`,
    { status: { capacity: { 'nvidia.com/gpu': '1' }, allocatable: { 'nvidia.com/gpu': '1' } } }, 'application/merge-patch+json');
  if (status !== 200) { throw new Error(`a device of ${node}: got ${status}, expected 200`); }
}
