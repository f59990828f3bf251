/**
 * The largest failure that a workload keeps serving through.
 */
export enum Failure {
  /** Nothing: any lost pod may stop the service until it is back. */
  NONE = 'none',
  /** One node: any one host may be gone for good. */
  NODE = 'node',
  /** One zone: all nodes of any one zone may be gone. */
  ZONE = 'zone',
}
