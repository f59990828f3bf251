// Training jobs by their operators: what we write for one becomes pods that end with the loss of a run that nobody disturbed.
import { LocalCluster } from '../cluster/cluster';
import { Broken } from '../promises/broken';
import { mustFailWith } from '../promises/must-fail';
import { recorder } from '../proof/record';
import { JOB_SET, JOB_SET_SERVERS, PYTORCH_JOB, TF_JOB_SERVERS, TF_JOB_WORKERS, TrainingDeclaration } from '../training/declared';
import { accept, begin, change, interrupt, outlive, train } from '../training/experiments';
import { InstalledRelease } from '../training/operators';
import { TrainingWorld } from '../training/world';

/** In which those that can't train must not; those that can have begun before. */
const LONG_ENOUGH_SECONDS = 45;
const record = recorder('training-operators', false);
const mustFail = mustFailWith(record, Broken);
let cluster: LocalCluster;
const releases: InstalledRelease[] = [];
const worlds: TrainingWorld[] = [];

function world(declaration: TrainingDeclaration): TrainingWorld {
  const made = new TrainingWorld(cluster.api, cluster, declaration);
  worlds.push(made);
  return made;
}

beforeAll(async () => {
  cluster = await LocalCluster.join(process.env.CONFORMANCE_RUN!);
  releases.push(...['training-operator', 'jobset'].map((name) => new InstalledRelease(cluster, name)));
  for (const release of releases) { release.apply(); }
  await record('install', async () => {
    const began = Date.now();
    for (const release of releases) { await release.ready(); }
    return { ready: (Date.now() - began) / 1000 };
  });
});

/** One at a time: what trains takes every core. */
afterEach(async () => {
  for (const left of worlds.splice(0)) { await left.remove(); }
});

afterAll(() => {
  for (const release of releases) { release.remove(); } // their definitions too: another suite has others of these names
  cluster?.api.close();
});

test('a TFJob with parameter servers: a worker is killed (-9), and the chief goes on with the others', () =>
  record('tfjob-kill-worker', () => outlive(world(TF_JOB_SERVERS), 'r1', 'worker-1')));

test('a TFJob of workers in step: one is killed (-9), and all go on from the last checkpoint', async () => {
  const workers = world(TF_JOB_WORKERS);
  await record('tfjob-kill', () => interrupt(workers, 'r1', () => workers.kill('worker-1')));
});

test('a PyTorchJob: a node is killed (-9), and all go on from the last checkpoint', async () => {
  const nodes = world(PYTORCH_JOB);
  await record('pytorchjob-kill', () => interrupt(nodes, 'r1', () => nodes.kill('worker-0')));
});

test('a PyTorchJob that is there takes another image, and its pods stay as they are: that is why another run is another job', async () => {
  const nodes = world(PYTORCH_JOB);
  await record('pytorchjob-change', () => accept(nodes, 'r2'));
});

test('in a namespace of the level restricted the nodes of a PyTorchJob never come: the operator adds a container that may not be there', () =>
  mustFail('pytorchjob-restricted', /not in \d+ s: it trains; .*container "init-pytorch" must set securityContext/s,
    () => begin(world({ ...PYTORCH_JOB, namespace: 'restricted', unrestricted: false }), 'r1', LONG_ENOUGH_SECONDS)));

test('a JobSet of nodes trains: one is killed (-9), and all start over from the last checkpoint; another image is refused', async () => {
  const nodes = world(JOB_SET);
  await record('jobset-kill', () => interrupt(nodes, 'r1', () => nodes.kill('node-0-1')));
  await record('jobset-change', () => change(nodes, 'r1'));
});

test('a JobSet with parameter servers is done when its chief is', () => record('jobset-servers', () => train(world(JOB_SET_SERVERS), 'r1')));
