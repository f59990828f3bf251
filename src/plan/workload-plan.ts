import { CertificatePlan } from './certificate';
import { ComponentPlan } from './component';
import { EndpointPlan } from './endpoint';
import { BudgetPlan, GroupPlan } from './group';
import { MonitoringPlan } from './monitoring';
import { AcceptedRiskPlan, ConflictPlan, PromisePlan } from './promise';
import { SitePlan } from './site';
import { TaskPlan } from './task';

/**
 * Everything that is known of a workload before anything of Kubernetes is written:
 * plain data, the same for every system, made by an engine, read by renderers and rules.
 */
export interface WorkloadPlan {
  /** The workload's name: its identity, and the first part of every object's name. */
  readonly name: string;
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
  /** How many of them evictions may take at once. */
  readonly budgets: BudgetPlan[];
  /** The addresses that clients use. */
  readonly endpoints: EndpointPlan[];
  /** The certificates that it needs. */
  readonly certificates: CertificatePlan[];
  /** One-shot work. */
  readonly tasks: TaskPlan[];
  /**
   * How it is watched.
   * @default - it gives no metrics
   */
  readonly monitoring?: MonitoringPlan;
  /** Rules that may be broken, each with a reason. */
  readonly acceptedRisks: AcceptedRiskPlan[];
  /** Explicit settings that work against a promise. */
  readonly conflicts: ConflictPlan[];
}
