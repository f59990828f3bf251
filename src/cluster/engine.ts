import { ResourceRequest } from '../declared/resources';
import { MetricsRequest } from '../observability/metrics';
import { AcceptedRiskPlan, PodPlan, PromisePlan, SitePlan, WorkloadPlan } from '../plan';

/**
 * Where each member keeps its data, in plain numbers.
 */
export interface StorageRequest {
  /** Whether it outlives the pod. */
  readonly durable: boolean;
  /** Size, or limit where it is not durable, in bytes. */
  readonly bytes: number;
  /**
   * The storage class.
   * @default - the site's
   */
  readonly storageClass?: string;
  /** Whether claims are kept when the cluster shrinks or is deleted. */
  readonly retain: boolean;
}

/**
 * A declaration, checked and with every default filled in: what an engine makes a plan from.
 */
export interface PlanRequest {
  /** Path of the construct, for messages. */
  readonly path: string;
  /** The cluster's name. */
  readonly name: string;
  /** Its Kubernetes namespace. */
  readonly namespaceName: string;
  /** Members that hold data, in all: 1 or more. */
  readonly replicas: number;
  /** Where each of them keeps its data. */
  readonly storage: StorageRequest;
  /** What each of them may use. */
  readonly resources: ResourceRequest;
  /** What was promised. */
  readonly promise: PromisePlan;
  /** The place. */
  readonly site: SitePlan;
  /**
   * What the user adds to the pods.
   * @default - nothing
   */
  readonly pods?: PodPlan;
  /**
   * Registry, with an optional path, that replaces the one of the engine's default images.
   * @default - the engine's own
   */
  readonly imageRegistry?: string;
  /**
   * Secrets with certificates that the user makes, by the certificate's short name.
   * @default - the engine names them
   */
  readonly secretNames?: Record<string, string>;
  /**
   * Who exports its metrics, and how they are collected. An engine that can do it answers with `monitoring` in its plan.
   * @default - it gives no metrics
   */
  readonly metrics?: MetricsRequest;
  /**
   * What the names of its members' claims begin with where an operator makes them, before the component's name.
   * @default - `<volume>-<name>-`
   */
  readonly claimPrefix?: string;
  /**
   * Whether the API server is to refuse to take members away that were not declared as draining: said of each component
   * that holds data, by `drainsFirst`.
   * @default false
   */
  readonly drainsFirst?: boolean;
  /** Rules that may be broken. */
  readonly acceptedRisks: AcceptedRiskPlan[];
}

/**
 * The one place that knows a system: it turns a declaration into a plan. It writes no Kubernetes object,
 * and gives the same plan for the same request.
 */
export interface IDataEngine {
  /**
   * The plan for a declaration.
   * @throws when the declaration can't be met by this system
   */
  plan(request: PlanRequest): WorkloadPlan;
}
