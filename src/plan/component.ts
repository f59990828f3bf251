import { CheckPlan, FarewellPlan } from './check';
import { FinishPlan } from './finish';
import { IdentityPlan } from './identity';
import { PlacementPlan } from './placement';
import { PodPlan } from './pod';
import { PortPlan } from './port';
import { PreparePlan } from './prepare';
import { ProgramPlan } from './program';
import { RanksPlan } from './ranks';
import { UpdatePlan } from './update';
import { BorrowedFilePlan, ConfigMountPlan, FilePlan, SecretMountPlan, SecretVariablePlan, SharedVolumePlan, VolumePlan } from './volume';

/**
 * How long the pods of a component live, and what they carry from one life to the next.
 */
export enum ComponentLife {
  /** A stable name for each pod, and volumes of its own. */
  MEMBER = 'member',
  /** Any pod is as good as any other. */
  STATELESS = 'stateless',
  /** The pods end when their work is done; each has a stable index. */
  RUN_TO_COMPLETION = 'run-to-completion',
}

/**
 * What one pod of a component uses.
 */
export interface ResourcePlan {
  /**
   * Requested processor time, in thousandths of a core.
   * @default - no request
   */
  readonly cpuMillis?: number;
  /**
   * Most processor time, in thousandths of a core.
   * @default - no limit
   */
  readonly cpuLimitMillis?: number;
  /** Memory in bytes: request and limit alike, for it also holds the page cache. */
  readonly memoryBytes: number;
  /**
   * The part of the memory that is a managed heap, in bytes.
   * @default - the system has no heap of its own
   */
  readonly heapBytes?: number;
  /**
   * Whether the system leans on the page cache, which needs what the heap leaves.
   * @default false
   */
  readonly usesPageCache?: boolean;
  /**
   * Extended resources by name, `nvidia.com/gpu`: whole numbers, request and limit alike.
   * @default - none
   */
  readonly devices?: Record<string, string>;
}

/**
 * A right that a component's pods need on the Kubernetes API.
 */
export interface PermissionPlan {
  /** API group, '' for core. */
  readonly apiGroup: string;
  /** Plural name, `configmaps`. */
  readonly resource: string;
  /** `get`, `create`, ... */
  readonly verbs: string[];
  /**
   * Only the objects with these names. Kubernetes can't restrict `create` so.
   * @default - all
   */
  readonly resourceNames?: string[];
  /**
   * The namespaces in which it holds. Components only.
   * @default - the workload's own
   */
  readonly namespaces?: string[];
  /**
   * Whether it holds everywhere: in all namespaces, and on what is in none. Components only.
   * @default false
   */
  readonly clusterWide?: boolean;
}

/**
 * Pods of one kind.
 */
export interface ComponentPlan {
  /** Short name, `broker`. With the plan's name it names the objects. */
  readonly name: string;
  /** How long its pods live. */
  readonly life: ComponentLife;
  /**
   * Which run of it this is, the last part of the name of what can't be changed: another run is another object beside it.
   * Run-to-completion only.
   * @default - there is one run, in the life of the workload
   */
  readonly run?: string;
  /** How many pods, 1 or more. */
  readonly replicas: number;
  /** The image. */
  readonly image: string;
  /**
   * The command and its arguments.
   * @default - the image's
   */
  readonly command?: string[];
  /**
   * The user's program that it runs.
   * @default - none: the system is the program
   */
  readonly program?: ProgramPlan;
  /** Numeric user and group of the processes, never 0. */
  readonly user: number;
  /** What one pod uses. */
  readonly resources: ResourcePlan;
  /** The ports it listens on. */
  readonly ports: PortPlan[];
  /**
   * Names of the components whose pods reach it on any port, for the system chooses ports while it runs.
   * @default - none: its ports are all that there are
   */
  readonly anyPortPeers?: string[];
  /**
   * Environment variables with plain values.
   * @default - none
   */
  readonly environment?: Record<string, string>;
  /**
   * Environment variables in whose values `{index}` stands for the pod's index. Run-to-completion with indexes only.
   * @default - none
   */
  readonly indexedEnvironment?: Record<string, string>;
  /**
   * How its pods are one work together. Run-to-completion with indexes only.
   * @default - each works by itself
   */
  readonly ranks?: RanksPlan;
  /**
   * Environment variables with values from Secrets.
   * @default - none
   */
  readonly secretVariables?: SecretVariablePlan[];
  /**
   * The system's settings that hold under any mechanism: an operator takes only these.
   * @default - none
   */
  readonly settings?: Record<string, string>;
  /**
   * Files in `<runPath>/files` of each pod: built-in objects only. A pod keeps what it started with.
   * @default - none
   */
  readonly files?: FilePlan[];
  /**
   * Files that it takes from other images than its own: built-in objects only.
   * @default - none
   */
  readonly borrowed?: BorrowedFilePlan[];
  /**
   * What a member must know before it starts.
   * @default - nothing
   */
  readonly prepare?: PreparePlan;
  /**
   * The writable folder, in memory, in which `files/`, `zone` and `founder` appear. Absolute.
   * Needed with `files` or `prepare`.
   * @default - none
   */
  readonly runPath?: string;
  /**
   * Directories it writes to.
   * @default - none: the root file system is read-only
   */
  readonly volumes?: VolumePlan[];
  /**
   * Secrets it reads as files.
   * @default - none
   */
  readonly secrets?: SecretMountPlan[];
  /**
   * Claims of the workload that its pods share.
   * @default - none
   */
  readonly shared?: SharedVolumePlan[];
  /**
   * ConfigMaps of somebody else's that it reads as files, and waits for.
   * @default - none
   */
  readonly configs?: ConfigMountPlan[];
  /**
   * Whom the platform takes its pods for.
   * @default - nobody
   */
  readonly identity?: IdentityPlan;
  /**
   * Whether its nodes may be taken away at any time, with a notice of minutes or less.
   * @default false
   */
  readonly interruptible?: boolean;
  /**
   * Rights on the Kubernetes API.
   * @default - none, and no token
   */
  readonly permissions?: PermissionPlan[];
  /**
   * Passes when the pod is a full member again: once per process, and cheap and local afterwards.
   * @default - it counts as soon as it runs
   */
  readonly gate?: CheckPlan;
  /**
   * Passes while the process is alive; a failure restarts it. Local, and never about its peers.
   * @default - only the process itself is watched
   */
  readonly alive?: CheckPlan;
  /**
   * How a pod leaves.
   * @default - Kubernetes' own: 30 seconds
   */
  readonly farewell?: FarewellPlan;
  /**
   * Where pods may stand.
   * @default - anywhere
   */
  readonly placement?: PlacementPlan[];
  /** How a changed template reaches the pods. */
  readonly update: UpdatePlan;
  /**
   * When it is done. Run-to-completion only.
   * @default - all indexes done, 6 attempts
   */
  readonly finish?: FinishPlan;
  /**
   * What the user added to the pods.
   * @default - nothing
   */
  readonly pod?: PodPlan;
  /**
   * Ordinals of members that are being emptied, so that they can be taken away once they are. Members only.
   * @default - none
   */
  readonly draining?: number[];
  /**
   * Whether the API server refuses to take members away that were not `draining` before. Members only.
   * @default false
   */
  readonly drainsFirst?: boolean;
}
