import { Duration } from 'cdk8s';

/**
 * What is told of every platform in the same way.
 */
export interface PlatformOptions {
  /**
   * The version of Kubernetes, `1.34`: the oldest one that the manifests are applied to.
   * No object uses a field that is newer. 1.27 or later.
   *
   * @default '1.27', the oldest that is supported
   */
  readonly kubernetesVersion?: string;

  /**
   * Whether the storage class makes volumes where the pod was scheduled (`volumeBindingMode: WaitForFirstConsumer`).
   * With `Immediate`, which is what Kubernetes takes when a class says nothing, a volume may lie in a zone that
   * its pod may not use.
   *
   * @see https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode
   * @default true
   */
  readonly volumesFollowPods?: boolean;

  /**
   * The longest time that a pod gets to stop when its node is drained, whatever its own grace period says.
   * Whole seconds, more than 0.
   *
   * @default - the shortest default of what drains nodes on the platform: see the platform's factory method
   */
  readonly drainLimit?: Duration;

  /**
   * Labels of the nodes that may be taken away at any time: `{ 'karpenter.sh/capacity-type': 'spot' }`.
   *
   * @default - those of the platform's own spot nodes, if it has such; on EKS those of managed node groups
   */
  readonly spotLabels?: Record<string, string>;

  /**
   * How long a pod on such a node has from the notice until the node is gone. Whole seconds, more than 0.
   *
   * @default - the platform's own: 2 minutes on EKS, 30 seconds on AKS, 15 seconds on GKE (newer node pools can be told up to 120); else not known
   */
  readonly spotNotice?: Duration;
}
