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
}
