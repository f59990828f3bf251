import { ContainerResources } from 'cdk8s-plus-27';
import { rolesOf, TASK_PORT, Tasks } from './tf-config';
import { sortedJson } from '../../builtin/content-hash';
import { refuse } from '../../contract/message';
import { ResourceRequest, resourcesOf } from '../../declared/resources';
import { wholeNumber } from '../../declared/values';
import { DoneWhen, RolePlan, WorkloadPlan } from '../../plan';
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
   * What the chief uses. Only with a controller that has a template for each role.
   * @default - what a worker uses, without accelerators
   */
  readonly chiefResources?: ContainerResources;
  /**
   * What a parameter server uses. Only with a controller that has a template for each role.
   * @default - what a worker uses, without accelerators
   */
  readonly parameterServerResources?: ContainerResources;
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
    return new TensorFlowFramework('multi-worker', [{ name: 'worker', replicas: workers }], DoneWhen.ALL, {});
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
    const { alike = false, chiefResources, parameterServerResources } = options;
    const others: Record<string, ResourceRequest> = alike ? {} : {
      chief: resourcesOf(path, chiefResources, 'chiefResources'),
      ps: resourcesOf(path, parameterServerResources, 'parameterServerResources'),
      evaluator: {},
    };
    const own = alike && [chiefResources, parameterServerResources].find((resources) => resources !== undefined);
    if (own) {
      refuse({ path, what: 'alike', got: 'true, and resources of a role', expected: 'one of them', change: 'leave alike away, or the resources' });
    }
    return new TensorFlowFramework('parameter-server', tasks, DoneWhen.FIRST, others);
  }

  private constructor() {}
}

/** Tasks with roles. */
class TensorFlowFramework implements ITrainingFramework {
  constructor(
    private readonly strategy: string, private readonly tasks: Tasks[], private readonly doneWhen: DoneWhen,
    /** What tasks of a role use, where that is not what workers use. */
    private readonly others: Record<string, ResourceRequest>,
  ) {}

  public plan(request: TrainingRequest): WorkloadPlan {
    const { devices, ...bare } = request.resources;
    const other = (resources: ResourceRequest): Pick<RolePlan, 'resources' | 'pod'> =>
      ({ resources: { ...bare, ...given(resources) }, ...devices ? { pod: request.podsWithoutDevices } : {} });
    const ranks = rolesOf(this.tasks).map((role) => this.others[role.name] ? { ...role, ...other(this.others[role.name]) } : role);
    const apart = ranks.find((role) => role.resources && sortedJson(role.resources) !== sortedJson(request.resources));
    if (apart && request.oneTemplate) {
      refuse({
        path: request.path,
        what: 'framework',
        got: `resources of its own for the role ${apart.name}${devices ? ', which has no accelerators' : ''}`,
        expected: "the same for all roles, or a controller with a template for each: all pods of a Job of Kubernetes' own have one",
        change: 'write alike: true in TensorFlow.parameterServer({ ... }), without resources of a role; or controller: JobSetController.existing({ ... })',
      });
    }
    return gangPlan(request, {
      system: 'tensorflow',
      component: 'task',
      port: TASK_PORT,
      ranks: { strategy: this.strategy, roles: ranks, port: 'grpc' },
      doneWhen: this.doneWhen,
    });
  }
}

/** Without what was left open. */
function given(resources: ResourceRequest): ResourceRequest {
  return Object.fromEntries(Object.entries(resources).filter(([, value]) => value !== undefined));
}
