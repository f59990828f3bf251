/**
 * Who may open a connection to a port.
 */
export enum Audience {
  /** Only the components that the port names as its peers. */
  PEERS = 'peers',
  /** Peers, and the workloads that were declared as clients. */
  CLIENTS = 'clients',
  /** Anybody who finds the address, inside or outside of the Kubernetes cluster. */
  OUTSIDE = 'outside',
  /** Peers, and whatever collects metrics. */
  MONITORING = 'monitoring',
}

/**
 * A port that a component listens on.
 */
export interface PortPlan {
  /** Name in the pod and its Services: at most 15 characters, lower case. */
  readonly name: string;
  /** 1 to 65535. */
  readonly number: number;
  /** Who may connect. */
  readonly audience: Audience;
  /**
   * Names of the components of the same plan whose pods connect.
   * @default - none
   */
  readonly peers?: string[];
  /**
   * The application protocol, for Services (`appProtocol`).
   * @default - not told
   */
  readonly appProtocol?: string;
}
