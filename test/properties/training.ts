import { App, Chart, Duration, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { CHART } from './declarations';
import { Accelerator, Checkpoints, ITrainingFramework, ObjectStore, Platform, PyTorch, Risk, Rule, SharedVolume, TensorFlow, TrainingJob } from '../../src';

/**
 * Declarations of a training job as plain data, so that a counterexample prints as what somebody could have written.
 */
export interface TrainingDeclaration {
  readonly id: string;
  readonly run: string;
  readonly kind: 'multi-worker' | 'parameter-server' | 'distributed';
  readonly workers: number;
  readonly servers: number;
  readonly evaluator: boolean;
  readonly alike: boolean;
  readonly processes?: number;
  readonly minNodes?: number;
  readonly devices?: number;
  readonly platform: 'aks' | 'eks' | 'gke' | 'on-prem' | 'any';
  readonly minor: number;
  readonly mebibytes: number;
  readonly checkpoints?: 'claim' | 'new' | 's3';
  readonly everySeconds: number;
  readonly takesSeconds: number;
  readonly spot: boolean;
  readonly attempts: number;
  readonly accepted: boolean;
}

const word = fc.oneof(fc.constantFrom('r7', 'mnist', 'a', 'x-1'), fc.stringMatching(/^[a-z0-9-]{0,40}$/));
const few = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 12 }) }, { weight: 1, arbitrary: fc.constantFrom(0, -1, 1.5, 200) });

/** Anything that types allow. */
export const trainingDeclarations: fc.Arbitrary<TrainingDeclaration> = fc.record({
  id: fc.oneof(fc.constant('mnist'), word.filter((id) => id !== '')),
  run: word,
  kind: fc.constantFrom('multi-worker', 'parameter-server', 'distributed'),
  workers: few,
  servers: few,
  evaluator: fc.boolean(),
  alike: fc.boolean(),
  processes: fc.option(few, { nil: undefined }),
  minNodes: fc.option(few, { nil: undefined }),
  devices: fc.option(few, { nil: undefined }),
  platform: fc.constantFrom('aks', 'eks', 'gke', 'on-prem', 'any'),
  minor: fc.integer({ min: 27, max: 36 }),
  mebibytes: fc.integer({ min: 1, max: 2 ** 20 }),
  checkpoints: fc.constantFrom('claim', 'new', 's3', undefined),
  everySeconds: fc.integer({ min: 0, max: 3600 }),
  takesSeconds: fc.integer({ min: 0, max: 120 }),
  spot: fc.boolean(),
  attempts: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constant(-1)),
  accepted: fc.boolean(),
});

/** What may well be right. */
export const plausibleTraining = trainingDeclarations.map((told): TrainingDeclaration => {
  const pods = (got: number) => Math.min(12, Math.max(1, Math.round(got)));
  const maybe = (got?: number) => got === undefined ? undefined : pods(got);
  return {
    ...told,
    id: 'mnist',
    run: /^[a-z0-9]/.test(told.run) && told.run.length < 20 && !told.run.endsWith('-') ? told.run : 'r7',
    workers: pods(told.workers),
    servers: pods(told.servers),
    processes: told.devices === undefined ? maybe(told.processes) : undefined,
    minNodes: told.minNodes === undefined ? undefined : 1,
    devices: told.alike || told.kind !== 'parameter-server' ? maybe(told.devices) : undefined,
    platform: told.platform === 'any' ? 'aks' : told.platform,
    minor: Math.max(31, told.minor),
    everySeconds: told.everySeconds + 121,
    takesSeconds: told.takesSeconds + 1,
    spot: told.spot && told.checkpoints !== undefined && told.platform !== 'on-prem',
    attempts: Math.max(0, told.attempts),
    accepted: true,
  };
});

function platform({ platform: kind, minor }: TrainingDeclaration): Platform | undefined {
  const kubernetesVersion = `1.${minor}`;
  switch (kind) {
    case 'aks': return Platform.aks({ region: 'eastus', kubernetesVersion });
    case 'eks': return Platform.eks({ region: 'us-east-1', storageClass: 'gp3', kubernetesVersion });
    case 'gke': return Platform.gke({ region: 'us-central1', kubernetesVersion });
    case 'on-prem': return Platform.onPrem({ kubernetesVersion });
    default: return undefined;
  }
}

function framework({ kind, workers, servers, evaluator, alike, processes, minNodes }: TrainingDeclaration): ITrainingFramework {
  switch (kind) {
    case 'multi-worker': return TensorFlow.multiWorker({ workers });
    case 'parameter-server': return TensorFlow.parameterServer({ workers, parameterServers: servers, evaluator, alike });
    case 'distributed': return PyTorch.distributed({ nodes: workers, processesPerNode: processes, ...minNodes === undefined ? {} : { elastic: { minNodes } } });
  }
}

function checkpoints({ checkpoints: where, everySeconds, takesSeconds }: TrainingDeclaration): Checkpoints | undefined {
  const times = { every: Duration.seconds(everySeconds), takes: Duration.seconds(takesSeconds) };
  switch (where) {
    case 'claim': return Checkpoints.claim('kept', times);
    case 'new': return Checkpoints.create(Size.gibibytes(1), { ...times, storageClass: 'files' });
    case 's3': return Checkpoints.store(ObjectStore.s3({ bucket: 'models', region: 'us-east-1' }), times);
    default: return undefined;
  }
}

/** The chart of a declaration. */
export function declareTraining(told: TrainingDeclaration): { chart: Chart; job: TrainingJob } {
  const chart = new Chart(new App(), CHART, { namespace: 'research' });
  const job = new TrainingJob(chart, told.id, {
    run: told.run,
    framework: framework(told),
    image: 'registry.example.com/mnist:7',
    command: told.kind === 'distributed' ? ['torchrun', 'train.py'] : ['python', 'train.py'],
    resources: { memory: { limit: Size.mebibytes(told.mebibytes) } },
    accelerators: told.devices === undefined ? undefined : Accelerator.nvidia({ perWorker: told.devices }),
    checkpoints: checkpoints(told),
    data: [{ name: 'images', store: SharedVolume.existing('images') }],
    spot: told.spot,
    attempts: told.attempts,
    platform: platform(told),
    acceptedRisks: told.accepted ? [Rule.GANG_ALL_OR_NOTHING, Rule.CHECKPOINT_DURABLE, Rule.CHECKPOINT_INTERRUPTIBLE].map((rule) => Risk.accept(rule, 'said by a test')) : [],
  });
  return { chart, job };
}
