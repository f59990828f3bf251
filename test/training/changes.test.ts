import { App, Chart, Duration, Size, Testing } from 'cdk8s';
import { Checkpoints, Platform, Risk, Rule, TensorFlow, TrainingJob, TrainingJobProps } from '../../src';
import { compare } from '../../src/check/compare';

/** What `check` says of a training job that is changed. */

function job(change: Partial<TrainingJobProps> = {}): any[] {
  const chart = new Chart(new App(), 'training', { namespace: 'research' });
  new TrainingJob(chart, 'mnist', {
    run: 'r7',
    framework: TensorFlow.multiWorker({ workers: 2 }),
    image: 'registry.example.com/mnist:7',
    command: ['python', 'train.py'],
    resources: { memory: { limit: Size.gibibytes(1) } },
    checkpoints: Checkpoints.create(Size.gibibytes(10), { every: Duration.minutes(10), takes: Duration.seconds(40) }),
    platform: Platform.onPrem({ kubernetesVersion: '1.34' }),
    acceptedRisks: [Risk.accept(Rule.GANG_ALL_OR_NOTHING, 'a test of ten')],
    ...change,
  });
  return Testing.synth(chart);
}

const said = (change: Partial<TrainingJobProps>) =>
  [...new Set(compare(job(), job(change)).map(({ rule, object, ...finding }) => `${finding.class}: ${rule} ${object.kind} ${object.name}`))];

test.each<[string, Partial<TrainingJobProps>]>([
  ['image', { image: 'registry.example.com/mnist:8' }],
  ['command', { command: ['python', 'other.py'] }],
  ['number of workers', { framework: TensorFlow.multiWorker({ workers: 3 }) }],
  ['memory', { resources: { memory: { limit: Size.gibibytes(2) } } }],
  ['time between checkpoints', { checkpoints: Checkpoints.create(Size.gibibytes(10), { every: Duration.minutes(5), takes: Duration.seconds(40) }) }],
])('another %s under the same run is refused', (_, change) => {
  expect(said(change)).toContain('forbidden by Kubernetes: change/job Job mnist-r7-task');
});

test('another run is another job, and its checkpoints are in the claim that stays', () => {
  expect(said({ run: 'r8', image: 'registry.example.com/mnist:8' })).toEqual([
    ...['Job', 'NetworkPolicy'].flatMap((kind) => [`in place: change/removed ${kind} mnist-r7-task`, `in place: change/added ${kind} mnist-r8-task`]),
    'in place: change/removed Service mnist-r7-task', 'in place: change/added Service mnist-r8-task',
  ]);
});

test('held back, and let go again, is no change of the work', () => {
  expect(said({ suspended: true })).toEqual(['in place: change/field Job mnist-r7-task']);
});
