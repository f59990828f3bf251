/**
 * A set of nodes that fail together.
 */
export enum Domain {
  /** One node. */
  HOST = 'host',
  /** One zone. */
  ZONE = 'zone',
}

/**
 * Where the pods of a component may stand, relative to one another.
 */
export interface PlacementPlan {
  /** The domain that is counted. */
  readonly over: Domain;
  /** The most pods of the component that one domain may hold. 1 or more. */
  readonly atMost: number;
  /** Whether a pod rather waits than stands where it must not. */
  readonly hard: boolean;
}
