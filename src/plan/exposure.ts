/**
 * Through what clients outside of the Kubernetes cluster come in.
 */
export enum ExposedBy {
  /** A load balancer of the platform's, with an address of its own. */
  LOAD_BALANCER = 'load-balancer',
  /** A port that is open on every node. */
  NODE_PORT = 'node-port',
}

/**
 * How clients outside of the Kubernetes cluster reach an endpoint. It has a Service of its own; an endpoint with the role
 * EACH one for each member, of as many members as there are.
 */
export interface ExposurePlan {
  /** Through what they come in. */
  readonly by: ExposedBy;
  /**
   * The name that they connect to, and that the certificate has. With the role EACH, `{ordinal}` in it stands for the member's.
   */
  readonly host: string;
  /**
   * The node port; with the role EACH that of the first member, and each further member has the next one. By node port only.
   * @default - none
   */
  readonly nodePort?: number;
  /**
   * Whether the address is on the internet, or in the platform's own network only. By load balancer only; where the platform
   * knows no difference, neither does this.
   * @default false
   */
  readonly internet?: boolean;
  /**
   * Address ranges (CIDR) that the load balancer lets in. By load balancer only.
   * @default - all
   */
  readonly sourceRanges?: string[];
  /**
   * The class of load balancer. By load balancer only.
   * @default - the Kubernetes cluster's default
   */
  readonly loadBalancerClass?: string;
  /**
   * Whether external-dns is asked to publish the host's name.
   * @default false
   */
  readonly publishHost?: boolean;
  /**
   * Further annotations of the Services. What the platform or external-dns is told can't be changed.
   * @default - none
   */
  readonly annotations?: Record<string, string>;
}
