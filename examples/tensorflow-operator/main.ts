import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  Accelerator, Checkpoints, JobSetController, KubeflowTrainer, Kueue, Platform, PyTorch, Risk, Rule, TensorFlow, TrainingJob, TrainingOperator,
} from 'cdk8s-data';

const app = new App();
Platform.aks({ region: 'eastus', zones: ['1', '2', '3'], kubernetesVersion: '1.34' }).applyTo(app);
const chart = new Chart(app, 'training', { namespace: 'research' });

const operator = TrainingOperator.existing({ version: '1.9.4' });
const research = Kueue.existing({ version: '0.19.2', watches: ['research'] }).queue('research');
const resources = { cpu: { request: Cpu.units(4) }, memory: { limit: Size.gibibytes(16) } };
const checkpoints = Checkpoints.claim('checkpoints', { every: Duration.minutes(5), takes: Duration.seconds(20) });

// A TFJob: a chief, workers with a GPU each, parameter servers without, and an evaluator. Kueue of this version holds back none.
new TrainingJob(chart, 'clicks', {
  run: 'r2',
  controller: operator,
  framework: TensorFlow.parameterServer({ workers: 4, parameterServers: 2, evaluator: true }),
  image: 'registry.example.com/clicks:2',
  command: ['python', 'train.py'],
  resources,
  accelerators: Accelerator.nvidia({ perWorker: 1 }),
  checkpoints,
  deadline: Duration.hours(24),
  acceptedRisks: [Risk.accept(Rule.GANG_ALL_OR_NOTHING, 'the node pool has room for all of its pods, and nothing else runs there')],
});

// A PyTorchJob that goes on with two of its four nodes.
new TrainingJob(chart, 'ranking', {
  run: 'r1',
  controller: operator,
  framework: PyTorch.distributed({ nodes: 4, elastic: { minNodes: 2 } }),
  image: 'registry.example.com/ranking:1',
  command: ['torchrun', 'train.py'],
  resources,
  checkpoints,
});

// A JobSet, all of which starts over when a worker is lost, and which waits in a queue until there is quota for all of it.
new TrainingJob(chart, 'mnist', {
  run: 'r7',
  controller: JobSetController.existing({ version: '0.12.0' }),
  queue: research,
  framework: TensorFlow.multiWorker({ workers: 4 }),
  image: 'registry.example.com/mnist:7',
  command: ['python', 'train.py'],
  resources,
  checkpoints,
});

// A TrainJob, with the runtime that it refers to.
new TrainingJob(chart, 'speech', {
  run: 'r3',
  controller: KubeflowTrainer.existing({ version: '2.3.0' }),
  queue: research,
  framework: PyTorch.distributed({ nodes: 3 }),
  image: 'registry.example.com/speech:3',
  command: ['torchrun', 'train.py'],
  resources,
  checkpoints,
});

app.synth();
