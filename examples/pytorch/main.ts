import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Accelerator, Checkpoints, ObjectStore, Platform, PyTorch, Risk, Rule, TrainingJob } from 'cdk8s-data';

const app = new App();
Platform.eks({ region: 'eu-central-1', storageClass: 'gp3', kubernetesVersion: '1.34' }).applyTo(app);
const chart = new Chart(app, 'training', { namespace: 'research' });

const alone = Risk.accept(Rule.GANG_ALL_OR_NOTHING, 'the node pool has room for all of its pods, and nothing else runs there');
const models = ObjectStore.s3({ bucket: 'shop-models', region: 'eu-central-1', roleArn: 'arn:aws:iam::111122223333:role/training' });

// Four nodes with eight GPUs each; torchrun starts a process for each GPU.
new TrainingJob(chart, 'ranking', {
  run: 'r7',
  framework: PyTorch.distributed({ nodes: 4 }),
  image: 'registry.example.com/ranking:7',
  command: ['torchrun', 'train.py', '--epochs', '30'],
  resources: { cpu: { request: Cpu.units(90) }, memory: { limit: Size.gibibytes(900) } },
  accelerators: Accelerator.nvidia({ perWorker: 8 }),
  sharedMemory: Size.gibibytes(64),
  checkpoints: Checkpoints.store(models, { every: Duration.minutes(15), takes: Duration.seconds(25) }),
  data: [{ name: 'clicks', store: ObjectStore.s3({ bucket: 'shop-clicks', path: '2026', region: 'eu-central-1', roleArn: 'arn:aws:iam::111122223333:role/training' }) }],
  acceptedRisks: [alone],
});

// On spot nodes, with two to six of them: those that are left go on from the last checkpoint, and those that come back join.
new TrainingJob(chart, 'words', {
  run: 'r1',
  framework: PyTorch.distributed({ nodes: 6, elastic: { minNodes: 2 } }),
  image: 'registry.example.com/words:1',
  command: ['torchrun', 'train.py'],
  resources: { cpu: { request: Cpu.units(8) }, memory: { limit: Size.gibibytes(32) } },
  accelerators: Accelerator.nvidia({ perWorker: 1 }),
  spot: true,
  checkpoints: Checkpoints.store(models, { every: Duration.minutes(5), takes: Duration.seconds(25) }),
});

app.synth();
