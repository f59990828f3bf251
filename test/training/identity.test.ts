import { App, Chart, Duration, Size, Testing } from 'cdk8s';
import { Checkpoints, Platform, PyTorch, Risk, Rule, TensorFlow, TrainingJob } from '../../src';

/**
 * docs/identity.md, held. None of these expectations may ever change: another name is another run, which trains again, and another folder hides
 * the checkpoints of those that run.
 */
describe('the identity of a training job is frozen', () => {
  const chart = new Chart(new App(), 'c', { namespace: 'research' });
  const common = {
    run: 'r7',
    image: 'registry.example.com/mnist:7',
    command: ['python', 'train.py'],
    resources: { memory: { limit: Size.gibibytes(1) } },
    platform: Platform.onPrem({ kubernetesVersion: '1.34' }),
    acceptedRisks: [Risk.accept(Rule.GANG_ALL_OR_NOTHING, 'a test of ten')],
    checkpoints: Checkpoints.create(Size.gibibytes(1), { every: Duration.minutes(10), takes: Duration.seconds(40) }),
  };
  new TrainingJob(chart, 'mnist', { ...common, framework: TensorFlow.parameterServer({ workers: 1, parameterServers: 1 }) });
  new TrainingJob(chart, 'words', { ...common, framework: PyTorch.distributed({ nodes: 2 }) });
  const objects: any[] = Testing.synth(chart);
  const environment = (name: string) =>
    Object.fromEntries(objects.find((o) => o.kind === 'Job' && o.metadata.name === name).spec.template.spec.containers[0].env.map((e: any) => [e.name, e.value]));

  test('names of the objects', () => {
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'PersistentVolumeClaim mnist-checkpoints', 'ServiceAccount mnist-task', 'Service mnist-r7-task', 'NetworkPolicy mnist-r7-task', 'Job mnist-r7-task',
      'PersistentVolumeClaim words-checkpoints', 'ServiceAccount words-node', 'Service words-r7-node', 'NetworkPolicy words-r7-node', 'Job words-r7-node',
    ]);
  });

  test('where checkpoints lie', () => {
    expect(environment('mnist-r7-task').CHECKPOINT_DIR).toBe('/checkpoints/mnist/r7');
    expect(environment('words-r7-node').CHECKPOINT_DIR).toBe('/checkpoints/words/r7');
  });

  test('the order of roles over the indexes, and the ports at which they meet', () => {
    expect(environment('mnist-r7-task').RANK_ROLES).toBe('chief:1 worker:1 ps:1');
    expect(environment('mnist-r7-task').TF_CONFIG_ps)
      .toBe('{"cluster":{"chief":["mnist-r7-task-0.mnist-r7-task:2222"],"worker":["mnist-r7-task-1.mnist-r7-task:2222"],"ps":["mnist-r7-task-2.mnist-r7-task:2222"]},"task":{"index":{index},"type":"ps"}}');
    expect(environment('words-r7-node')).toMatchObject({ PET_MASTER_ADDR: 'words-r7-node-0.words-r7-node', PET_MASTER_PORT: '29500' });
  });
});
