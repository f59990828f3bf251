import { App, Chart, Size, Testing } from 'cdk8s';
import { Accelerator, ITrainingFramework, Platform, PyTorch, Risk, Rule, TrainingJob } from '../../src';

const RISKS = [Risk.accept(Rule.GANG_ALL_OR_NOTHING, 'a test of ten'), Risk.accept(Rule.CHECKPOINT_DURABLE, 'a test of ten')];

function job(framework: ITrainingFramework, accelerators?: Accelerator, kubernetesVersion = '1.34', command = ['torchrun', 'train.py']): any {
  const chart = new Chart(new App(), 'training', { namespace: 'research' });
  new TrainingJob(chart, 'words', {
    run: 'r1',
    framework,
    image: 'words:1',
    command,
    resources: { memory: { limit: Size.gibibytes(1) } },
    accelerators,
    platform: Platform.onPrem({ kubernetesVersion }),
    acceptedRisks: RISKS,
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
      PET_NNODES: '2:6', PET_MAX_RESTARTS: '7', PET_NPROC_PER_NODE: '1', PET_RDZV_BACKEND: 'c10d', PET_RDZV_ENDPOINT: 'words-r1-node-0.words-r1-node:29400', PET_RDZV_ID: 'words-r1', PET_RDZV_CONF: 'join_timeout=1800', TRAINING_RUN: 'r1', HOME: '/tmp', USER: 'trainer',
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

test.each<[string, ITrainingFramework, string[]]>([
  ['several processes', PyTorch.distributed({ nodes: 2, processesPerNode: 2 }), ['/usr/bin/python3', '-u', 'train.py', '--epochs', '3']],
  ['nodes that come and go', PyTorch.distributed({ nodes: 4, elastic: { minNodes: 2 } }), ['python', 'train.py', '--epochs', '3']],
])('%s that nobody starts are refused', (_, framework, command) => {
  expect(() => job(framework, undefined, '1.34', command)).toThrow(`training/words: command: got ${command[0]}, which starts one process in each node, expected torchrun, which starts several and lets nodes come and go; `
    + "write command: ['torchrun', 'train.py', '--epochs', '3']");
});

test('one node may have several devices for one process', () => {
  expect(() => job(PyTorch.distributed({ nodes: 1 }), Accelerator.nvidia({ perWorker: 2 }), '1.34', ['python', 'train.py'])).not.toThrow();
});

test.each([
  [['python', '-m', 'torch.distributed.run', 'train.py']], [['./train.sh']], [['accelerate', 'launch', 'train.py']],
])('what starts them by another name is taken: %j', (command) => {
  expect(() => job(PyTorch.distributed({ nodes: 2, processesPerNode: 2 }), undefined, '1.34', command)).not.toThrow();
});
