import {
  AcceptedRiskPlan, ClaimPlan, FarewellPlan, IdentityPlan, PodPlan, ProgressPlan, PromisePlan, QueuePlan, ResourcePlan, SecretVariablePlan,
  SharedVolumePlan, SitePlan, VolumePlan, WorkloadPlan,
} from '../plan';

/**
 * Devices of several workers that are one thing.
 */
export interface DeviceSlice {
  /** How they are connected, `4x4`. */
  readonly topology: string;
  /** The workers among whom they are divided: just so many there must be. */
  readonly workers: number;
}

/**
 * A declaration, checked and with every default filled in: what a framework makes a plan from. All of it but roles, ranks and what they are told.
 */
export interface TrainingRequest {
  /** Path of the construct, for messages. */
  readonly path: string;
  /** The job's name with its run, `mnist-r7`. */
  readonly name: string;
  /** Its Kubernetes namespace. */
  readonly namespaceName: string;
  /** The image. */
  readonly image: string;
  /** The command and its arguments. */
  readonly command: string[];
  /** Numeric user and group of the processes. */
  readonly user: number;
  /** What one worker uses, devices and all. */
  readonly resources: ResourcePlan;
  /**
   * What the devices of several workers are together.
   * @default - each worker has its own
   */
  readonly slice?: DeviceSlice;
  /** Whether all pods have one template, so that no role can have resources of its own: a Job of Kubernetes' own. */
  readonly oneTemplate: boolean;
  /** What every process is told: where its checkpoints and data are. What the user says is in `pods`. */
  readonly environment: Record<string, string>;
  /** Variables with values from Secrets. */
  readonly secretVariables: SecretVariablePlan[];
  /** Directories that go with the pods. */
  readonly volumes: VolumePlan[];
  /** Claims that the pods share. */
  readonly shared: SharedVolumePlan[];
  /** These claims. */
  readonly claims: ClaimPlan[];
  /**
   * Whom the platform takes the pods for.
   * @default - nobody
   */
  readonly identity?: IdentityPlan;
  /** Whether its nodes may be taken away at any time. */
  readonly interruptible: boolean;
  /** What the user, the accelerator and the platform add to the pods. */
  readonly pods: PodPlan;
  /** The same for pods of a role without devices. */
  readonly podsWithoutDevices: PodPlan;
  /** How a pod leaves. */
  readonly farewell: FarewellPlan;
  /** How often the work may start over until it counts as failed: 0 or more. */
  readonly startOvers: number;
  /**
   * Seconds after which the work is stopped and counts as failed.
   * @default - no limit
   */
  readonly deadlineSeconds?: number;
  /** Exit codes after which trying again is useless. */
  readonly fatalExitCodes: number[];
  /** Whether it is held back. */
  readonly suspended: boolean;
  /** What it goes on from. */
  readonly progress: ProgressPlan;
  /**
   * Who starts its pods together or not at all.
   * @default - nobody
   */
  readonly startedTogetherBy?: string;
  /**
   * The queue that it waits in.
   * @default - none
   */
  readonly queue?: QueuePlan;
  /** What is promised. */
  readonly promise: PromisePlan;
  /** The place. */
  readonly site: SitePlan;
  /** Rules that may be broken. */
  readonly acceptedRisks: AcceptedRiskPlan[];
}

/**
 * The one place that knows a framework: it turns a declaration into a plan. It writes no Kubernetes object, and gives the same plan for the same
 * request.
 */
export interface ITrainingFramework {
  /**
   * The plan for a declaration.
   * @throws when the declaration can't be met by this framework
   */
  plan(request: TrainingRequest): WorkloadPlan;
}
