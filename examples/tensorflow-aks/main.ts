import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Accelerator, Checkpoints, Platform, Risk, Rule, SharedVolume, TensorFlow, TrainingJob } from 'cdk8s-data';

const app = new App();
Platform.aks({ region: 'eastus', zones: ['1', '2', '3'], kubernetesVersion: '1.34' }).applyTo(app);
const chart = new Chart(app, 'training', { namespace: 'research' });

const alone = Risk.accept(Rule.GANG_ALL_OR_NOTHING, 'the node pool has room for all of its pods, and nothing else runs there');

// Four workers in step, with a GPU each, on spot nodes: the checkpoints make up for nodes that are taken away.
new TrainingJob(chart, 'mnist', {
  run: 'r7',
  framework: TensorFlow.multiWorker({ workers: 4 }),
  image: 'registry.example.com/mnist:7',
  command: ['python', 'train.py'],
  resources: { cpu: { request: Cpu.units(8) }, memory: { limit: Size.gibibytes(64) } },
  accelerators: Accelerator.nvidia({ perWorker: 1 }),
  spot: true,
  checkpoints: Checkpoints.create(Size.gibibytes(100), {
    storageClass: 'azurefile-csi-premium', every: Duration.minutes(10), takes: Duration.seconds(20),
  }),
  data: [{ name: 'images', store: SharedVolume.existing('images') }],
  deadline: Duration.hours(24),
  acceptedRisks: [alone],
});

// A chief that trains, workers that compute for it, servers that hold the variables, and one that evaluates the checkpoints beside.
new TrainingJob(chart, 'clicks', {
  run: 'r2',
  framework: TensorFlow.parameterServer({ workers: 4, parameterServers: 2, evaluator: true }),
  image: 'registry.example.com/clicks:2',
  command: ['python', 'train.py'],
  resources: { cpu: { request: Cpu.units(4) }, memory: { limit: Size.gibibytes(16) } },
  checkpoints: Checkpoints.claim('clicks', { every: Duration.minutes(5), takes: Duration.seconds(20) }),
  acceptedRisks: [alone],
});

app.synth();
