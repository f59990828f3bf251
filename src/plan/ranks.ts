import { ResourcePlan } from './component';
import { PodPlan } from './pod';

/**
 * A part that some of the ranks play.
 */
export interface RolePlan {
  /** Its name in the system, `worker`. */
  readonly name: string;
  /** How many ranks play it: 1 or more indexes in a row, after those of the roles before it. */
  readonly replicas: number;
  /**
   * What tells a rank its place, as environment variables. `{index}` stands for the number of the rank among those of its role, from 0;
   * `{host:N}` for the host name of the component's index N. A mechanism that knows the system tells it by itself, and leaves these out.
   * @default - nothing: RanksPlan.environment says it all
   */
  readonly environment?: Record<string, string>;
  /**
   * What a rank of it uses, where that differs from the component's. Only a mechanism with a template for each role can have it.
   * @default - the component's
   */
  readonly resources?: ResourcePlan;
  /**
   * What is added to its pods, where that differs from the component's: those without devices have no business on nodes with devices.
   * @default - the component's
   */
  readonly pod?: PodPlan;
}

/**
 * With how few and how many of its pods the work goes on.
 */
export interface ElasticPlan {
  /** The fewest pods with which it works: 1 or more. */
  readonly fewest: number;
  /** The most pods: at least as many. */
  readonly most: number;
  /** How often the ranks that are left may start over with others. */
  readonly restarts: number;
}

/**
 * Work that is one work of several processes, which must find each other: what each of them is told.
 */
export interface RanksPlan {
  /** How they work together, in the system's own word: `multi-worker`, `parameter-server`. */
  readonly strategy: string;
  /** The roles, in the order of the indexes. One or more; together they have as many ranks as the component has pods. */
  readonly roles: RolePlan[];
  /** Name of the component's port at which they meet. */
  readonly port: string;
  /**
   * Processes in each pod.
   * @default 1
   */
  readonly processes?: number;
  /**
   * Bounds within which pods may come and go.
   * @default - none: it works with all of them or not at all
   */
  readonly elastic?: ElasticPlan;
  /**
   * What is told to every rank, as environment variables, with `{index}` (of the component) and `{host:N}` as in the roles. A mechanism that knows
   * the system tells it by itself, and leaves these out.
   * @default - nothing
   */
  readonly environment?: Record<string, string>;
}
