import { CertificatePlan } from './certificate';
import { ClaimPlan } from './claim';
import { ComponentPlan } from './component';
import { ContentPlan, PrincipalPlan } from './content';
import { EndpointPlan } from './endpoint';
import { FlowPlan } from './flow';
import { BudgetPlan, GroupPlan } from './group';
import { MonitoringPlan } from './monitoring';
import { OperationPlan } from './operation';
import { AcceptedRiskPlan, ConflictPlan, PromisePlan } from './promise';
import { QueuePlan } from './queue';
import { SitePlan } from './site';
import { SpreadPlan } from './spread';
import { TaskPlan } from './task';

/**
 * Everything that is known of a workload before anything of Kubernetes is written:
 * plain data, the same for every system, made by an engine, read by renderers and rules.
 */
export interface WorkloadPlan {
  /** The workload's name: its identity, and the first part of every object's name. */
  readonly name: string;
  /**
   * The name of the work of which this is one run, where each run is a workload of its own: the ServiceAccounts and claims, which outlive a run, carry it.
   * @default - name: there is one run
   */
  readonly workName?: string;
  /** The Kubernetes namespace. */
  readonly namespaceName: string;
  /** The system's name in lower case, `kafka`. */
  readonly system: string;
  /** The system's version. */
  readonly version: string;
  /**
   * The version of what it keeps and of how its members speak, where that is raised apart from the binaries:
   * a metadata version, a feature level.
   * @default - none apart from `version`
   */
  readonly stateVersion?: string;
  /**
   * What of it the library's own tests never ran, in words: `kafka 4.5`. It is written into the output.
   * @default - all of it was run
   */
  readonly unproven?: string;
  /** What was promised. */
  readonly promise: PromisePlan;
  /** The place it is made for. */
  readonly site: SitePlan;
  /** Its pods, by kind. */
  readonly components: ComponentPlan[];
  /** Which of them share a fate. */
  readonly groups: GroupPlan[];
  /**
   * Volumes that its pods share.
   * @default - none
   */
  readonly claims?: ClaimPlan[];
  /**
   * What it reads from and writes to.
   * @default - nothing that was declared
   */
  readonly flows?: FlowPlan[];
  /**
   * The queue that it waits in.
   * @default - none: it starts when it is made
   */
  readonly queue?: QueuePlan;
  /** How many of them evictions may take at once. */
  readonly budgets: BudgetPlan[];
  /** The addresses that clients use. */
  readonly endpoints: EndpointPlan[];
  /** The certificates that it needs. */
  readonly certificates: CertificatePlan[];
  /** One-shot work. */
  readonly tasks: TaskPlan[];
  /**
   * What is declared inside of the system. On built-in objects a task makes it.
   * @default - nothing
   */
  readonly contents?: ContentPlan[];
  /**
   * Whom the system knows. On built-in objects a task makes them known.
   * @default - nobody but the workload's own
   */
  readonly principals?: PrincipalPlan[];
  /**
   * Options of the engine that were given and that only files, environment or commands of the components carry: an operator makes
   * its own of these, so it can't keep them.
   * @default - none
   */
  readonly builtinOptions?: string[];
  /**
   * How fast data moves between members. On built-in objects a task has it.
   * @default - the mechanism's own
   */
  readonly spread?: SpreadPlan;
  /**
   * How it is watched.
   * @default - it gives no metrics
   */
  readonly monitoring?: MonitoringPlan;
  /**
   * Who does what to it where built-in objects run it.
   * @default - not known
   */
  readonly operations?: OperationPlan[];
  /**
   * The smallest change that keeps a rule, by the rule's id, as it is written where the workload is declared.
   * @default - in the rule's own, general words
   */
  readonly changes?: Record<string, string>;
  /** Rules that may be broken, each with a reason. */
  readonly acceptedRisks: AcceptedRiskPlan[];
  /** Explicit settings that work against a promise. */
  readonly conflicts: ConflictPlan[];
}
