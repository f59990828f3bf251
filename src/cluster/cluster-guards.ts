/**
 * What the API server itself refuses, by admission policies.
 */
export interface ClusterGuards {
  /**
   * Fewer members, unless the StatefulSet said before, in the annotation `cdk8s-data/draining`, that those who go are being
   * emptied. Through `/scale` (`kubectl scale`, autoscalers) members are never taken away.
   * @default false
   * @throws with a platform of a Kubernetes version before 1.30
   */
  readonly scaleIn?: boolean;
}
