import { Duration, Size } from 'cdk8s';
import { ContainerResources } from 'cdk8s-plus-27';
import { Accelerator } from './accelerator';
import { Checkpoints } from './checkpoints';
import { DataSet } from './data-set';
import { ITrainingFramework } from './framework';
import { Risk } from '../contract/risk';
import { ITrainingController } from '../operators/training-controller';
import { IWorkQueue } from '../operators/work-queue';
import { PodPlan, SecretVariablePlan } from '../plan';
import { Platform } from '../platform/platform';

/**
 * Properties of a `TrainingJob`.
 */
export interface TrainingJobProps {
  /**
   * Which run this is, `r7`: the last part of the job's name, so that another run is another job beside it. Whatever changes image, command or numbers is
   * another run: the API server refuses to change one. Lower-case letters, digits and hyphens.
   */
  readonly run: string;
  /** How its processes work together: `TensorFlow.multiWorker({ workers: 4 })`, `PyTorch.distributed({ nodes: 4 })`, or a framework of your own. */
  readonly framework: ITrainingFramework;
  /**
   * The image: the trainer, its framework, and a shell (`sh`) where roles differ. Its file system can only be read but for `/tmp`, `/dev/shm` and the
   * checkpoints, so caches must lie there: `HOME` is `/tmp` and `USER` is `trainer`, unless `environment` says otherwise.
   */
  readonly image: string;
  /** The command and its arguments, the same in all pods: `['python', 'train.py']`, for PyTorch `['torchrun', 'train.py']`. */
  readonly command: string[];
  /** What one worker uses. Memory is requested and limited alike, and must be given; processor time is limited only if `cpu.limit` is given. */
  readonly resources: ContainerResources;
  /**
   * Devices of the workers.
   * @default - none: they compute on processors
   */
  readonly accelerators?: Accelerator;
  /**
   * Size of `/dev/shm`, in which the processes of a pod hand data to each other. It is memory, and counts against the limit of the pod.
   * @default - no limit of its own
   */
  readonly sharedMemory?: Size;
  /**
   * Where it keeps what it has learned, and how often.
   * @default - nowhere: a failure costs all of it, which is a risk to accept (Rule.CHECKPOINT_DURABLE)
   */
  readonly checkpoints?: Checkpoints;
  /**
   * Data that it reads.
   * @default - none that is declared
   */
  readonly data?: DataSet[];
  /**
   * Environment variables with plain values. One that the job or its framework sets can't be changed.
   * @default - none
   */
  readonly environment?: Record<string, string>;
  /**
   * Environment variables with values from Secrets that somebody else makes.
   * @default - none
   */
  readonly secretVariables?: SecretVariablePlan[];
  /**
   * How often it may start over from its last checkpoint until it counts as failed, 0 or more. Where pods need each other, one that fails takes all others with it:
   * that costs one.
   * @default 3
   */
  readonly attempts?: number;
  /**
   * The longest time it may run, from the first pod on. Whole seconds.
   * @default - no limit
   */
  readonly deadline?: Duration;
  /**
   * Exit codes after which it is useless to try again: it fails at once. Under `torchrun` the pod's code is torchrun's own, 1 whatever the trainer's was.
   * @default [2, 126, 127]: wrong arguments or no such script (Python), a command that can't be run or isn't there (shell); none under a controller
   */
  readonly fatalExitCodes?: number[];
  /**
   * Whether it is held back: no pod is made, and those that there are stop, after a checkpoint.
   * @default false
   */
  readonly suspended?: boolean;
  /**
   * Whether it stands on nodes that may be taken away at any time. Only with checkpoints.
   * @default false
   */
  readonly spot?: boolean;
  /**
   * The queue that it waits in until there is room for all of its pods.
   * @default - none: half of its pods may wait for the other half, which is a risk to accept where there are several (Rule.GANG_ALL_OR_NOTHING)
   */
  readonly queue?: IWorkQueue;
  /**
   * Who runs it: an operator for training jobs. The same declaration becomes the operator's custom resource.
   * @default - nobody: a Job of Kubernetes' own
   */
  readonly controller?: ITrainingController;
  /**
   * Numeric user and group of the processes, never 0.
   * @default 1000
   */
  readonly user?: number;
  /**
   * Labels, node selection, tolerations, sidecars and the like, for all pods.
   * @default - nothing
   */
  readonly pods?: PodPlan;
  /**
   * The place: Kubernetes version, nodes, storage class.
   * @default - the one applied to an enclosing scope, else a Kubernetes 1.27
   */
  readonly platform?: Platform;
  /**
   * Rules that may be broken, each with a reason. They are written into the output.
   * @default - none
   */
  readonly acceptedRisks?: Risk[];
  /**
   * The job's name, without its run.
   * @default - the construct's id
   */
  readonly jobName?: string;
}
