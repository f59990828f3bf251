// Training jobs as users declare them, small enough for processors. Nothing here knows how the library makes them of Kubernetes' objects.
import { App, Chart, Duration, Size } from 'cdk8s';
import { JOBSET_VERSION, TRAINING_OPERATOR_VERSION } from '../artifacts';
import { PYTORCH_IMAGE } from '../images/pytorch/recipe';
import { TENSORFLOW_IMAGE } from '../images/tensorflow/recipe';
import { AT } from '../images/trainers';
import { KubeObject } from '../kubernetes/api';
import {
  Accelerator, Checkpoints, ITrainingController, ITrainingFramework, JobSetController, Platform, PyTorch, Risk, Rule, TensorFlow, TrainingJob,
  TrainingJobProps, TrainingOperator,
} from 'cdk8s-data';

/** What each world's job is called; namespaces keep them apart. */
export const JOB = 'digits';
/** Where a run leaves off, and what it has learned by then: see trainers/problem.py. */
export const STEPS = 100, LOSS = 0.2573836995546933;
/** How long a step takes besides what it computes, so that there is time to break something. */
const STEP_SECONDS = 0.2;
/** Between two checkpoints: about 15 steps. */
const EVERY_SECONDS = 3;

export interface TrainingDeclaration {
  readonly namespace: string;
  readonly framework: ITrainingFramework;
  readonly image: string;
  readonly command: string[];
  readonly controller?: ITrainingController;
  /** Whether each worker asks for a device. */
  readonly devices?: boolean;
  /** Whether it goes on with a part of its pods, so that there is no risk to accept. */
  readonly elastic?: boolean;
  /** Whether the namespace lets pods do what `restricted` forbids. */
  readonly unrestricted?: boolean;
}

/** What `cdk8s synth` writes of a run. */
export function declare(declaration: TrainingDeclaration, run = 'r1', changes: Partial<TrainingJobProps> = {}): KubeObject[] {
  const { namespace, framework, image, command, controller, devices, elastic } = declaration;
  const chart = new Chart(new App(), 'training', { namespace });
  new TrainingJob(chart, JOB, {
    run,
    framework,
    image,
    command,
    ...controller ? { controller } : {},
    ...devices ? { accelerators: Accelerator.nvidia({ perWorker: 1 }) } : {},
    resources: { memory: { limit: Size.gibibytes(1) } },
    checkpoints: Checkpoints.create(Size.gibibytes(1), { every: Duration.seconds(EVERY_SECONDS), takes: Duration.seconds(2) }),
    environment: { STEPS: String(STEPS), STEP_SECONDS: String(STEP_SECONDS) },
    platform: Platform.onPrem({ kubernetesVersion: '1.34' }),
    acceptedRisks: elastic ? [] : [Risk.accept(Rule.GANG_ALL_OR_NOTHING, 'nothing else runs here')],
    ...changes,
  });
  return chart.toJson() as KubeObject[];
}

const trainer = (name: string) => `${AT}/${name}.py`;
const byTorchrun = { image: PYTORCH_IMAGE, command: ['torchrun', trainer('pytorch_ddp')] };
const directly = { image: PYTORCH_IMAGE, command: ['python3', trainer('pytorch_ddp')] };
const inStep = { image: TENSORFLOW_IMAGE, command: ['python3', trainer('tensorflow_multiworker')] };
const byServers = { image: TENSORFLOW_IMAGE, command: ['python3', trainer('tensorflow_parameter_server')] };
const threeNodes = PyTorch.distributed({ nodes: 3 });
const threeWorkers = TensorFlow.multiWorker({ workers: 3 });
const servers = TensorFlow.parameterServer({ workers: 2, parameterServers: 1 });

/** Jobs of Kubernetes' own. */
export const DISTRIBUTED: TrainingDeclaration = { namespace: 'distributed', framework: threeNodes, ...byTorchrun };
export const DIRECT: TrainingDeclaration = { namespace: 'direct', framework: threeNodes, ...directly };
export const ELASTIC: TrainingDeclaration = {
  namespace: 'elastic', framework: PyTorch.distributed({ nodes: 3, elastic: { minNodes: 2 } }), elastic: true, ...byTorchrun,
};
export const MULTI_WORKER: TrainingDeclaration = { namespace: 'multi-worker', framework: threeWorkers, ...inStep };
export const PARAMETER_SERVER: TrainingDeclaration = { namespace: 'parameter-server', framework: servers, ...byServers };
export const CROWDED: TrainingDeclaration = { namespace: 'crowded', framework: threeNodes, devices: true, ...directly };
export const BUILT_IN = [DISTRIBUTED, DIRECT, ELASTIC, MULTI_WORKER, PARAMETER_SERVER, CROWDED];

/** Made for the versions that are run. */
const operator = TrainingOperator.existing({ version: TRAINING_OPERATOR_VERSION });
const jobsets = JobSetController.existing({ version: JOBSET_VERSION });

/** What operators make pods of. */
export const TF_JOB_SERVERS: TrainingDeclaration = { namespace: 'tfjob-servers', controller: operator, framework: servers, ...byServers };
export const TF_JOB_WORKERS: TrainingDeclaration = { namespace: 'tfjob-workers', controller: operator, framework: threeWorkers, ...inStep };
export const PYTORCH_JOB: TrainingDeclaration = { namespace: 'pytorchjob', controller: operator, framework: threeNodes, unrestricted: true, ...directly };
export const JOB_SET: TrainingDeclaration = { namespace: 'jobset', controller: jobsets, framework: threeNodes, ...byTorchrun };
export const JOB_SET_SERVERS: TrainingDeclaration = { namespace: 'jobset-servers', controller: jobsets, framework: servers, ...byServers };
export const BY_OPERATORS = [TF_JOB_SERVERS, TF_JOB_WORKERS, PYTORCH_JOB, JOB_SET, JOB_SET_SERVERS];
