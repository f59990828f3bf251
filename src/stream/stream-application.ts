import { SavepointRequest } from './savepoint';
import { MetricsRequest } from '../observability/metrics';
import { AcceptedRiskPlan, ConfigMountPlan, FlowPlan, PodPlan, PromisePlan, SecretMountPlan, SitePlan, WorkloadPlan } from '../plan';
import { StoreRequest } from '../store/store';

/**
 * A declaration, checked and with every default filled in: what an application makes a plan from.
 */
export interface StreamRequest {
  /** Path of the construct, for messages. */
  readonly path: string;
  /** The processor's name. */
  readonly name: string;
  /** Its Kubernetes namespace. */
  readonly namespaceName: string;
  /** How many pieces of the work run at the same time: 1 or more. */
  readonly parallelism: number;
  /**
   * Where its state is kept.
   * @default - nowhere that outlives the pods
   */
  readonly state?: StoreRequest;
  /**
   * Seconds between two checkpoints. With `state` only.
   * @default - there are none
   */
  readonly checkpointSeconds?: number;
  /** What it reads from and writes to. */
  readonly flows: FlowPlan[];
  /** Secrets that its pods need for that. */
  readonly secrets: SecretMountPlan[];
  /** ConfigMaps that its pods need for that. */
  readonly configs: ConfigMountPlan[];
  /**
   * What it is to be stopped with.
   * @default - it goes on
   */
  readonly upgrade?: SavepointRequest;
  /**
   * What this run begins with.
   * @default - with nothing: the first run
   */
  readonly restoreFrom?: SavepointRequest;
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
   * Registry, with an optional path, that replaces the one of the application's default images.
   * @default - the system's own
   */
  readonly imageRegistry?: string;
  /**
   * Who exports its metrics, and how they are collected.
   * @default - it gives no metrics
   */
  readonly metrics?: MetricsRequest;
  /** Rules that may be broken. */
  readonly acceptedRisks: AcceptedRiskPlan[];
}

/**
 * What runs on a stream processor, and the one place that knows its system: it turns a declaration into a plan. It writes no Kubernetes object,
 * and gives the same plan for the same request.
 */
export interface IStreamApplication {
  /** The system's name in lower case, as in the plan: `flink`. Whoever lets its pods in needs it before there is a plan. */
  readonly system: string;
  /**
   * The plan for a declaration.
   * @throws when the declaration can't be met by this system
   */
  plan(request: StreamRequest): WorkloadPlan;
}
