import { App, Chart, Size, Testing } from 'cdk8s';
import { Accelerator, ITrainingFramework, Platform, Risk, Rule, TensorFlow, TrainingJob, TrainingRequest } from '../../src';

const RISKS = [Risk.accept(Rule.GANG_ALL_OR_NOTHING, 'a test of ten'), Risk.accept(Rule.CHECKPOINT_DURABLE, 'a test of ten')];

function job(framework: ITrainingFramework, kubernetesVersion = '1.34', accelerators?: Accelerator): any {
  const chart = new Chart(new App(), 'training', { namespace: 'research' });
  new TrainingJob(chart, 'mnist', {
    run: 'r7',
    framework,
    image: 'mnist:7',
    command: ['python', 'train.py'],
    resources: { memory: { limit: Size.gibibytes(1) } },
    accelerators,
    platform: Platform.onPrem({ kubernetesVersion }),
    acceptedRisks: RISKS,
  });
  return Testing.synth(chart).find(({ kind }) => kind === 'Job');
}

const variable = (made: any, name: string) => made.spec.template.spec.containers[0].env.find((each: any) => each.name === name)?.value;

describe('workers in step', () => {
  test('each knows all of them, and itself by its index; the first is the chief', () => {
    expect(JSON.parse(variable(job(TensorFlow.multiWorker({ workers: 2 })), 'TF_CONFIG').replace('$(JOB_COMPLETION_INDEX)', '1'))).toEqual({
      cluster: { worker: ['mnist-r7-task-0.mnist-r7-task:2222', 'mnist-r7-task-1.mnist-r7-task:2222'] }, task: { type: 'worker', index: 1 },
    });
  });

  test('the work is done when all are, on every Kubernetes', () => {
    const { spec } = job(TensorFlow.multiWorker({ workers: 2 }), '1.27');
    expect(spec).toMatchObject({ completions: 2, parallelism: 2 });
    expect(spec).not.toHaveProperty('successPolicy');
  });
});

describe('parameter servers', () => {
  const framework = TensorFlow.parameterServer({ workers: 2, parameterServers: 1, evaluator: true });

  test('chief, workers and servers know each other; the evaluator looks on from outside', () => {
    const made = job(framework);
    expect(variable(made, 'RANK_ROLES')).toBe('chief:1 worker:2 ps:1 evaluator:1');
    const cluster = {
      chief: ['mnist-r7-task-0.mnist-r7-task:2222'],
      worker: ['mnist-r7-task-1.mnist-r7-task:2222', 'mnist-r7-task-2.mnist-r7-task:2222'],
      ps: ['mnist-r7-task-3.mnist-r7-task:2222'],
    };
    for (const type of ['chief', 'worker', 'ps', 'evaluator']) {
      expect(JSON.parse(variable(made, `TF_CONFIG_${type}`).replace('{index}', '0'))).toEqual({ cluster, task: { type, index: 0 } });
    }
  });

  test('the success of the chief is that of the job, and stops the servers', () => {
    expect(job(framework).spec.successPolicy).toEqual({ rules: [{ succeededIndexes: '0' }] });
  });

  test('before Kubernetes 1.31 nobody would stop them', () => {
    expect(() => job(framework, '1.30')).toThrow('got first on Kubernetes 1.30, expected Kubernetes 1.31 or later, which can stop a Job when index 0 is done');
  });

  test('with accelerators for workers only, a Job has no template; alike, it has', () => {
    const nvidia = Accelerator.nvidia({ perWorker: 1 });
    expect(() => job(framework, '1.34', nvidia)).toThrow(
      'training/mnist: framework: got resources of its own for the role chief, which has no accelerators, expected the same for all roles');
    expect(() => job(framework, '1.34', nvidia)).toThrow('write alike: true in TensorFlow.parameterServer({ ... })');
    const alike = TensorFlow.parameterServer({ workers: 1, parameterServers: 1, alike: true });
    expect(job(alike, '1.34', nvidia).spec.template.spec.containers[0].resources.limits['nvidia.com/gpu']).toBe('1');
  });

  test('what a role uses is in the plan, for those who have a template for each; a Job has not', () => {
    const big = TensorFlow.parameterServer({ workers: 1, parameterServers: 1, parameterServerResources: { memory: { limit: Size.gibibytes(8) } } });
    expect(() => job(big)).toThrow('framework: got resources of its own for the role ps, expected the same for all roles');
    const resources = { memoryBytes: 1024, cpuMillis: 500, devices: { 'nvidia.com/gpu': '1' } };
    const { roles } = big.plan({ resources, startOvers: 1 } as unknown as TrainingRequest).components[0].ranks!;
    expect(roles.map((role) => [role.name, role.resources])).toEqual([
      ['chief', { memoryBytes: 1024, cpuMillis: 500 }], ['worker', undefined], ['ps', { memoryBytes: 8 * 2 ** 30, cpuMillis: 500 }],
    ]);
  });
});

test.each<[string, () => unknown, string]>([
  ['no workers', () => TensorFlow.multiWorker({ workers: 0 }), 'TensorFlow.multiWorker: workers: got 0, expected a whole number of 1 or more'],
  ['half a worker', () => TensorFlow.multiWorker({ workers: 1.5 }), 'workers: got 1.5'],
  ['servers without workers', () => TensorFlow.parameterServer({ workers: 0, parameterServers: 1 }), 'TensorFlow.parameterServer: workers: got 0'],
  ['all alike, and yet not', () => TensorFlow.parameterServer({ workers: 1, parameterServers: 1, alike: true, chiefResources: {} }), 'alike: got true, and resources of a role'],
  ['workers without servers', () => TensorFlow.parameterServer({ workers: 1, parameterServers: 0 }), 'parameterServers: got 0'],
])('refused: %s', (_, declare, text) => {
  expect(declare).toThrow(text);
});
