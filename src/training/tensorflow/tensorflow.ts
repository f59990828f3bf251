import { rolesOf, TASK_PORT, Tasks } from './tf-config';
import { wholeNumber } from '../../declared/values';
import { DoneWhen, WorkloadPlan } from '../../plan';
import { ITrainingFramework, TrainingRequest } from '../framework';
import { gangPlan } from '../gang';

/**
 * Workers that compute in step.
 */
export interface MultiWorkerOptions {
  /** Workers, 1 or more. The first of them also writes the checkpoints. */
  readonly workers: number;
}

/**
 * One that trains, those that compute for it, and those that hold the variables.
 */
export interface ParameterServerOptions {
  /** Workers, 1 or more. */
  readonly workers: number;
  /** Parameter servers, 1 or more. */
  readonly parameterServers: number;
  /**
   * Whether one more evaluates the checkpoints beside the training.
   * @default false
   */
  readonly evaluator?: boolean;
  /**
   * Whether all roles have what the workers have, accelerators too. A Job has one template for all of its pods, so without a controller that
   * has one for each role this is how they can have accelerators at all; those of the others are idle.
   * @default false: only workers have accelerators
   */
  readonly alike?: boolean;
}

/**
 * TensorFlow's ways to train on several machines. Each is told to the processes in TF_CONFIG.
 */
export class TensorFlow {
  /**
   * Synchronous training: `tf.distribute.MultiWorkerMirroredStrategy`. Done when all workers are.
   * @throws if there are no workers
   */
  public static multiWorker(options: MultiWorkerOptions): ITrainingFramework {
    const workers = wholeNumber('TensorFlow.multiWorker', 'workers', options.workers, 1);
    return new TensorFlowFramework('multi-worker', [{ name: 'worker', replicas: workers }], DoneWhen.ALL, true);
  }

  /**
   * Training with parameter servers: `tf.distribute.ParameterServerStrategy`. There is always one chief, the coordinator: its success is the job's, and ends
   * workers and servers, which never end by themselves. With a Job of Kubernetes' own that needs Kubernetes 1.31.
   * @throws if there are no workers, or no parameter servers
   */
  public static parameterServer(options: ParameterServerOptions): ITrainingFramework {
    const path = 'TensorFlow.parameterServer';
    const tasks = [
      { name: 'chief', replicas: 1 },
      { name: 'worker', replicas: wholeNumber(path, 'workers', options.workers, 1) },
      { name: 'ps', replicas: wholeNumber(path, 'parameterServers', options.parameterServers, 1) },
      ...options.evaluator ? [{ name: 'evaluator', replicas: 1 }] : [],
    ];
    return new TensorFlowFramework('parameter-server', tasks, DoneWhen.FIRST, options.alike ?? false);
  }

  private constructor() {}
}

/** Tasks with roles. */
class TensorFlowFramework implements ITrainingFramework {
  constructor(
    private readonly strategy: string, private readonly tasks: Tasks[], private readonly doneWhen: DoneWhen, private readonly alike: boolean,
  ) {}

  public plan(request: TrainingRequest): WorkloadPlan {
    const { devices, ...bare } = request.resources;
    const only = (name: string) => devices && !this.alike && name !== 'worker' ? { resources: bare } : {};
    return gangPlan(request, {
      system: 'tensorflow',
      component: 'task',
      port: TASK_PORT,
      ranks: { strategy: this.strategy, roles: rolesOf(this.tasks).map((role) => ({ ...role, ...only(role.name) })), port: 'grpc' },
      doneWhen: this.doneWhen,
    });
  }
}
