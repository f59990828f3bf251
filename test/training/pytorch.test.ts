import { App, Chart, Size, Testing } from 'cdk8s';
import { Accelerator, ITrainingFramework, Platform, PyTorch, Risk, Rule, TrainingJob, TrainingJobProps } from '../../src';

const RISKS = [Risk.accept(Rule.GANG_ALL_OR_NOTHING, 'a test of ten'), Risk.accept(Rule.CHECKPOINT_DURABLE, 'a test of ten')];

function job(framework: ITrainingFramework, accelerators?: Accelerator, kubernetesVersion = '1.34', change: Partial<TrainingJobProps> = {}): any {
  const chart = new Chart(new App(), 'training', { namespace: 'research' });
  new TrainingJob(chart, 'words', {
    run: 'r1',
    framework,
    image: 'words:1',
    command: ['torchrun', 'train.py'],
    resources: { memory: { limit: Size.gibibytes(1) } },
    accelerators,
    platform: Platform.onPrem({ kubernetesVersion }),
    acceptedRisks: RISKS,
    ...change,
  });
  return Testing.synth(chart).find(({ kind }) => kind === 'Job');
}

const variables = (made: any): Record<string, string> =>
  Object.fromEntries(made.spec.template.spec.containers[0].env.filter(({ value }: any) => value).map(({ name, value }: any) => [name, value]));

beforeEach(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

test('torchrun finds its options: all nodes, which one this is, and the first, which never moves', () => {
  expect(variables(job(PyTorch.distributed({ nodes: 3, processesPerNode: 2 })))).toEqual({
    PET_NNODES: '3', PET_NPROC_PER_NODE: '2', PET_NODE_RANK: '$(JOB_COMPLETION_INDEX)', PET_MASTER_ADDR: 'words-r1-node-0.words-r1-node', PET_MASTER_PORT: '29500', PET_RDZV_CONF: 'timeout=1800', TRAINING_RUN: 'r1', HOME: '/tmp', USER: 'trainer',
  });
});

test('a process for each device, and one where there are none', () => {
  expect(variables(job(PyTorch.distributed({ nodes: 1 }), Accelerator.nvidia({ perWorker: 8 }))).PET_NPROC_PER_NODE).toBe('8');
  expect(variables(job(PyTorch.distributed({ nodes: 1 }))).PET_NPROC_PER_NODE).toBe('1');
});

test('one process in a node needs no torchrun', () => {
  expect(variables(job(PyTorch.distributed({ nodes: 3 })))).toMatchObject({
    MASTER_ADDR: 'words-r1-node-0.words-r1-node', MASTER_PORT: '29500', RANK: '$(JOB_COMPLETION_INDEX)', WORLD_SIZE: '3', LOCAL_RANK: '0',
  });
});

describe('nodes that come and go', () => {
  const elastic = PyTorch.distributed({ nodes: 6, elastic: { minNodes: 2, maxRestarts: 7 } });

  test('meet where the first listens, within bounds', () => {
    const made = job(elastic);
    expect(variables(made)).toEqual({
      PET_NNODES: '2:6', PET_MAX_RESTARTS: '7', PET_NPROC_PER_NODE: '1', PET_RDZV_BACKEND: 'c10d', PET_RDZV_ENDPOINT: 'words-r1-node-0.words-r1-node:29400', PET_RDZV_ID: 'words-r1', PET_RDZV_CONF: 'join_timeout=1800', TORCH_DISABLE_SHARE_RDZV_TCP_STORE: '1', TRAINING_RUN: 'r1', HOME: '/tmp', USER: 'trainer',
    });
    expect(made.spec).toMatchObject({ completions: 6, successPolicy: { rules: [{ succeededIndexes: '0' }] } });
  });

  test('are done when the first is, which Kubernetes knows from 1.31 on', () => {
    expect(() => job(elastic, undefined, '1.30')).toThrow('got first on Kubernetes 1.30, expected Kubernetes 1.31');
  });

  test('the bounds are in the plan', () => {
    const chart = new Chart(new App(), 'training', { namespace: 'research' });
    const { plan } = new TrainingJob(chart, 'words', {
      run: 'r1',
      framework: elastic,
      image: 'words:1',
      command: ['torchrun'],
      resources: { memory: { limit: Size.gibibytes(1) } },
      platform: Platform.onPrem({ kubernetesVersion: '1.31' }),
    });
    expect(plan.components[0].ranks?.elastic).toEqual({ fewest: 2, most: 6, restarts: 7 });
    expect(plan.groups[0]).toMatchObject({ copies: 6, servesWith: 2, startOvers: 3 });
  });
});

test.each<[string, () => unknown, string]>([
  ['no nodes', () => PyTorch.distributed({ nodes: 0 }), 'PyTorch.distributed: nodes: got 0, expected a whole number of 1 or more'],
  ['no processes', () => PyTorch.distributed({ nodes: 1, processesPerNode: 0 }), 'processesPerNode: got 0'],
  ['bounds that cross', () => PyTorch.distributed({ nodes: 2, elastic: { minNodes: 3 } }), 'PyTorch.distributed: elastic.minNodes: got 3 of 2 nodes, expected 2 or fewer; write nodes: 3, or minNodes: 2'],
  ['fewer than one', () => PyTorch.distributed({ nodes: 2, elastic: { minNodes: 0 } }), 'elastic.minNodes: got 0'],
  ['restarts below none', () => PyTorch.distributed({ nodes: 2, elastic: { minNodes: 1, maxRestarts: -1 } }), 'elastic.maxRestarts: got -1'],
])('refused: %s', (_, declare, text) => {
  expect(declare).toThrow(text);
});

describe('the command', () => {
  const EIGHT = Accelerator.nvidia({ perWorker: 8 });
  const single = PyTorch.distributed({ nodes: 1 });
  const three = PyTorch.distributed({ nodes: 3 });
  const elastic = PyTorch.distributed({ nodes: 6, elastic: { minNodes: 2, maxRestarts: 7 } });
  const run = (framework: ITrainingFramework, command: string[], accelerators?: Accelerator, fatalExitCodes?: number[]) =>
    () => job(framework, accelerators, '1.34', { command, ...fatalExitCodes ? { fatalExitCodes } : {} });

  test.each<[string, () => unknown]>([
    ['python for one process', run(three, ['python', '-u', 'train.py'])],
    ['torchrun as a module', run(single, ['/usr/bin/python3.12', '-X', 'faulthandler', '-m', 'torch.distributed.run', '--nproc_per_node=gpu', 'train.py'], EIGHT)],
    ['a program of which nothing is known', run(single, ['accelerate', 'launch', 'train.py'], EIGHT)],
    ['a shell', run(single, ['sh', '-c', 'torchrun train.py'], EIGHT)],
    ['code', run(single, ['python', '-c', 'import train'], EIGHT)],
    ['python without anything', run(single, ['python'], EIGHT)],
    ['arguments that say the same', run(three, ['torchrun', '--nnodes=3', '--nproc-per-node', '8', '--master_port=29500', 'train.py', '--nnodes=8'], EIGHT)],
    ['arguments that nothing else says', run(three, ['torchrun', '--no-python', '--max-restarts=3', '--log-dir', '/tmp', '--', './train', '--nnodes=8'])],
    ['a store of its own for one node', run(single, ['torchrun', '--standalone', 'train.py'], EIGHT)],
    ['codes that torchrun or the kernel end with', run(three, ['torchrun', 'train.py'], undefined, [2, 127, 137])],
    ['codes of a trainer that is started itself', run(three, ['python', 'train.py'], undefined, [3])],
  ])('%s is taken', (_, declare) => {
    expect(declare).not.toThrow();
  });

  test.each<[string, () => unknown, string]>([
    ['python for eight processes', run(single, ['python', '-u', 'train.py', '--epochs', '3'], EIGHT),
      "training/words: command: got ['python', '-u', 'train.py', '--epochs', '3'], which starts one process in a node, for 8 processes, expected torchrun, which starts the processes of a node and lets the nodes meet; write command: ['torchrun', 'train.py', '--epochs', '3'], or processesPerNode: 1"],
    ['a module for eight processes', run(single, ['python', '-m', 'train'], EIGHT), "write command: ['torchrun', '-m', 'train']"],
    ['python where nodes come and go', run(elastic, ['python', 'train.py']), "for nodes that come and go, expected torchrun, which starts the processes of a node and lets the nodes meet; write command: ['torchrun', 'train.py'], or leave elastic away"],
    ['more processes than devices', run(PyTorch.distributed({ nodes: 1, processesPerNode: 8 }), ['torchrun', 'train.py'], Accelerator.nvidia({ perWorker: 1 })),
      'framework: got processesPerNode: 8 for 1 of accelerators.perWorker, expected a device for each process; write processesPerNode: 1, or leave it away'],
    ['other nodes', run(three, ['torchrun', '--nnodes', '8', 'train.py']), 'command: got --nnodes=8, an argument of torchrun that goes before what it is told, expected 3 or 3:3, or none; leave it away, or write nodes'],
    ['another meeting place', run(three, ['torchrun', '--master_addr=foo', 'train.py']), 'got --master-addr=foo, an argument of torchrun that goes before what it is told, expected none; leave it away'],
    ['one rank for all', run(three, ['torchrun', '--node-rank=0', 'train.py']), 'got --node-rank=0'],
    ['other processes', run(single, ['torchrun', '--nproc-per-node=gpu', 'train.py']), 'got --nproc-per-node=gpu'],
    ['each for itself', run(three, ['torchrun', '--standalone', 'train.py']), 'got --standalone, an argument'],
    ['other bounds', run(elastic, ['torchrun', '--nnodes=1:4', 'train.py']), 'got --nnodes=1:4, an argument of torchrun that goes before what it is told, expected 2:6, or none; leave it away, or write other bounds in elastic'],
    ['nodes that come and go, by themselves', run(three, ['torchrun', '--rdzv-backend=c10d', 'train.py']), 'got --rdzv-backend=c10d'],
    ['a code that torchrun hides', run(three, ['torchrun', 'train.py'], undefined, [3]), "fatalExitCodes: got 3 under torchrun, expected codes that torchrun does not hide: it ends with 1 whatever the trainer ended with, also where trying again helps; leave it away, or start the trainer itself: command: ['python', 'train.py']"],
    ['the code that torchrun always ends with', run(elastic, ['torchrun', 'train.py'], undefined, [1]), 'fatalExitCodes: got 1 under torchrun'],
  ])('%s is refused', (_, declare, text) => {
    expect(declare).toThrow(text);
  });
});
