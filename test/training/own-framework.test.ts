import { App, Chart, Duration, Size, Testing } from 'cdk8s';
import { Checkpoints, Risk, Rule, TrainingJob } from '../../src';
import { structuralFindings } from '../builtin/structure';
import { Jax } from '../fixtures/jax-framework';

test('a framework from outside needs nothing of the library but the words of the plan', () => {
  const chart = new Chart(new App(), 'training', { namespace: 'research' });
  new TrainingJob(chart, 'words', {
    run: 'r1',
    framework: new Jax(3),
    image: 'registry.example.com/words:1',
    command: ['python', 'train.py'],
    resources: { memory: { limit: Size.gibibytes(4) } },
    checkpoints: Checkpoints.claim('words', { every: Duration.minutes(10), takes: Duration.seconds(20) }),
    acceptedRisks: [Risk.accept(Rule.GANG_ALL_OR_NOTHING, 'a test of ten')],
  });
  const objects: any[] = Testing.synth(chart);
  expect(structuralFindings(objects, { external: ['words'], kubernetesMinor: 27 })).toEqual([]);
  const { spec } = objects.find(({ kind }) => kind === 'Job');
  expect(spec).toMatchObject({ completions: 3, backoffLimit: 9 });
  expect(spec.template.spec.containers[0].env).toEqual(expect.arrayContaining([
    { name: 'JAX_COORDINATOR_ADDRESS', value: 'words-r1-process-0.words-r1-process:1234' },
    { name: 'JAX_NUM_PROCESSES', value: '3' },
    { name: 'JAX_PROCESS_ID', value: '$(JOB_COMPLETION_INDEX)' },
    { name: 'CHECKPOINT_DIR', value: '/checkpoints/words/r1' },
  ]));
});
