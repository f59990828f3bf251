/**
 * An operator in a Kubernetes cluster, whoever installed it.
 */
export interface IInstalledOperator {
  /** Its name in the catalogue, `strimzi`. */
  readonly operatorName: string;
  /** Its version, `1.2.0`. */
  readonly version: string;
  /** The namespace that it runs in. */
  readonly namespaceName: string;
  /**
   * The namespaces that it watches.
   * @default - all
   */
  readonly watchedNamespaces?: string[];
  /**
   * Checks that the operator sees the objects of a namespace.
   *
   * @param path who asks, for the message
   * @param namespaceName where the objects are
   * @throws if it does not watch the namespace: the objects would be accepted, and nothing would ever happen
   */
  checkWatches(path: string, namespaceName: string): void;
  /**
   * Checks that the operator supports a version of Kubernetes.
   *
   * @param path who asks, for the message
   * @param minor the minor, 34 for 1.34
   * @throws if it is too low
   */
  checkKubernetes(path: string, minor: number): void;
}
