import { TolerationPlan } from './pod';

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
 * Nodes of one kind, and how pods get onto them.
 */
export interface NodesSitePlan {
  /**
   * Labels that all of them have.
   * @default - none by which they are known
   */
  readonly labels?: Record<string, string>;
  /**
   * Taints that they may have.
   * @default - none
   */
  readonly taints?: TolerationPlan[];
}

/**
 * Nodes that may be taken away at any time.
 */
export interface InterruptibleSitePlan extends NodesSitePlan {
  /**
   * Seconds that a pod has from the notice until its node is gone.
   * @default - not known
   */
  readonly noticeSeconds?: number;
}

/**
 * Nodes with devices.
 */
export interface AcceleratorSitePlan extends NodesSitePlan {
  /** The extended resource, `nvidia.com/gpu`. */
  readonly resource: string;
  /**
   * The label that names the model.
   * @default - none does
   */
  readonly modelLabel?: string;
  /**
   * The label that names how several devices are connected.
   * @default - none does
   */
  readonly topologyLabel?: string;
}

/**
 * What is known of a platform's own storage classes.
 */
export interface StorageSitePlan {
  /** Those with volumes that one node at a time can mount. */
  readonly oneNode: string[];
  /** One with volumes that many nodes can mount, as a person is told: `'azurefile-csi', which every cluster has`. */
  readonly manyNodes: string;
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
   * Its own storage classes.
   * @default - not known
   */
  readonly storage?: StorageSitePlan;
  /**
   * Annotations of ServiceAccounts by which it knows whom to take pods for.
   * @default - not known
   */
  readonly identityAnnotations?: string[];
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
  /**
   * Its nodes that may be taken away at any time.
   * @default - not known: none can be asked for
   */
  readonly interruptible?: InterruptibleSitePlan;
  /**
   * The devices that its nodes may have.
   * @default - not known: nothing is said of their nodes
   */
  readonly accelerators?: AcceleratorSitePlan[];
}
