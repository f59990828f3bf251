/**
 * How a platform is asked for load balancers: annotations of their Services.
 */
export interface LoadBalancerSitePlan {
  /**
   * For one with an address in the platform's own network only.
   * @default - none
   */
  readonly internalAnnotations?: Record<string, string>;
  /**
   * Further ones for that, where it lets in only some address ranges.
   * @default - none
   */
  readonly internalRangeAnnotations?: Record<string, string>;
  /**
   * For one with an address on the internet.
   * @default - none
   */
  readonly internetAnnotations?: Record<string, string>;
}

/**
 * The place that the plan is made for: what a platform and its Kubernetes version offer.
 */
export interface SitePlan {
  /** The platform's short name, `aks`. */
  readonly platform: string;
  /** The minor of the Kubernetes version, 34 for 1.34. No object uses a field that is newer. */
  readonly kubernetesMinor: number;
  /**
   * The values of the zone label, as nodes carry them. Empty: zones are not known.
   */
  readonly zones: string[];
  /** The node label that names the zone. */
  readonly zoneLabel: string;
  /** The node label that names the host. */
  readonly hostLabel: string;
  /**
   * The longest time, in seconds, that a node drain lets a pod take to stop.
   * @default - no limit
   */
  readonly drainSeconds?: number;
  /**
   * The storage class of volumes that name none.
   * @default - the cluster's default class
   */
  readonly storageClass?: string;
  /**
   * Whether volumes are made where the pod was scheduled (`WaitForFirstConsumer`).
   * With immediate binding a volume may lie in a zone that the pod may not use.
   */
  readonly volumesFollowPods: boolean;
  /**
   * How load balancers are asked for.
   * @default - not known: none can be asked for
   */
  readonly loadBalancers?: LoadBalancerSitePlan;
}
