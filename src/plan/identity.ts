/**
 * Whom a platform takes the pods of a component for, so that they reach its services without keys.
 */
export interface IdentityPlan {
  /**
   * Annotations of the ServiceAccount.
   * @default - none
   */
  readonly annotations?: Record<string, string>;
  /**
   * Labels of the pods.
   * @default - none
   */
  readonly podLabels?: Record<string, string>;
}
