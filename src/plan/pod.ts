/**
 * A taint that pods of a component bear.
 */
export interface TolerationPlan {
  /**
   * The taint's key.
   * @default - every taint
   */
  readonly key?: string;
  /**
   * The taint's value.
   * @default - any value
   */
  readonly value?: string;
  /**
   * `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
   * @default - every effect
   */
  readonly effect?: string;
}

/**
 * What the user adds to the pods of a component, true under any mechanism.
 */
export interface PodPlan {
  /**
   * Extra labels. The four app.kubernetes.io labels can't be changed.
   * @default - none
   */
  readonly labels?: Record<string, string>;
  /**
   * Extra annotations.
   * @default - none
   */
  readonly annotations?: Record<string, string>;
  /**
   * Labels that a node must have.
   * @default - any node
   */
  readonly nodeSelector?: Record<string, string>;
  /**
   * Taints that the pods bear.
   * @default - none
   */
  readonly tolerations?: TolerationPlan[];
  /**
   * Name of a PriorityClass.
   * @default - the cluster's default
   */
  readonly priorityClass?: string;
  /**
   * Names of Secrets of type kubernetes.io/dockerconfigjson.
   * @default - none
   */
  readonly imagePullSecrets?: string[];
  /**
   * Extra environment variables of the main container. One that the engine sets can't be changed.
   * @default - none
   */
  readonly environment?: Record<string, string>;
  /**
   * Extra containers, each as in a Kubernetes pod spec.
   * @default - none
   */
  readonly sidecars?: any[];
}
