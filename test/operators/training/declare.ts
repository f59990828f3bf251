import { App, Chart, Duration, Size, Testing } from 'cdk8s';
import { stringify } from 'yaml';
import {
  Accelerator, Checkpoints, ITrainingController, ITrainingFramework, Platform, PyTorch, Risk, Rule, TensorFlow, TrainingJob, TrainingJobProps,
} from '../../../src';

export const FRAMEWORKS: Record<string, ITrainingFramework> = {
  workers: TensorFlow.multiWorker({ workers: 3 }),
  servers: TensorFlow.parameterServer({ workers: 2, parameterServers: 1, evaluator: true }),
  nodes: PyTorch.distributed({ nodes: 3, processesPerNode: 2 }),
  single: PyTorch.distributed({ nodes: 3 }),
  elastic: PyTorch.distributed({ nodes: 4, elastic: { minNodes: 2, maxRestarts: 10 } }),
};

/** A job with everything that any controller can do. */
export function training(framework: string, controller: ITrainingController | undefined, props: Partial<TrainingJobProps> = {}): Chart {
  const app = new App();
  Platform.aks({ region: 'eastus', zones: ['1', '2', '3'], kubernetesVersion: '1.34' }).applyTo(app);
  const chart = new Chart(app, 'training', { namespace: 'research' });
  new TrainingJob(chart, 'mnist', {
    run: 'r7',
    framework: FRAMEWORKS[framework],
    controller,
    image: 'registry.example.com/mnist:7',
    command: ['nodes', 'elastic'].includes(framework) ? ['torchrun', 'train.py'] : ['python', 'train.py'],
    resources: { memory: { limit: Size.gibibytes(8) } },
    checkpoints: Checkpoints.claim('checkpoints', { every: Duration.minutes(10), takes: Duration.seconds(40) }),
    fatalExitCodes: [],
    attempts: 3,
    acceptedRisks: [Risk.accept(Rule.GANG_ALL_OR_NOTHING, 'three pods always find room here')],
    ...props,
  });
  return chart;
}

export const rendered = (...all: Parameters<typeof training>): any[] => Testing.synth(training(...all));

/** The objects of some kinds, as they are written, but for what pods are beside their container. */
export function written(objects: any[], ...kinds: string[]): string {
  return objects.filter(({ kind }) => kinds.includes(kind)).map((object) => stringify(outline(object))).join('---\n');
}

function outline(value: any): any {
  if (Array.isArray(value)) return value.map(outline);
  if (typeof value !== 'object' || value === null) return value;
  if (!value.containers) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, outline(inner)]));
  const { containers: [{ name, command, ports }], restartPolicy } = value;
  return { container: name, command: command.join(' '), port: ports[0].name, ...restartPolicy ? { restartPolicy } : {} };
}

export const ACCELERATOR = Accelerator.nvidia({ perWorker: 1 });
