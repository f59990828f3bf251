import { INetworkPolicyPeer } from 'cdk8s-plus-27';
import { ConfigMountPlan, Delivery, FlowEnd, FlowPlan, SecretMountPlan } from '../plan';

/** Who wants to read from or write to something, as the other side needs to know it. */
export interface FlowClient {
  /** Its path, for messages. */
  readonly path: string;
  /** Its name: that of its user at the other side, of its consumer group, and what its transactional ids begin with. */
  readonly name: string;
  /** Its Kubernetes namespace. */
  readonly namespaceName: string;
  /** Its pods, for network policies. */
  readonly peer: INetworkPolicyPeer;
  /** What it promises of delivery. */
  readonly delivery: Delivery;
}

/** How something is written to. */
export interface SinkUse {
  /** What makes it bear records that come again. */
  readonly end: FlowEnd;
  /**
   * How long a transaction may stay open until the far end gives it up, in seconds.
   * @default - the longest that the far end grants, as far as that is known
   */
  readonly transactionSeconds?: number;
  /**
   * The longest such time that the far end grants, in seconds, where it can't know that itself.
   * @default - what the far end knows
   */
  readonly longestTransactionSeconds?: number;
}

/** What a client gets: where its files come from, and what the rules must know. */
export interface FlowConnection {
  readonly flow: FlowPlan;
  /** Secrets with credentials and trust. */
  readonly secrets: SecretMountPlan[];
  /** ConfigMaps with what a client is told. */
  readonly configs: ConfigMountPlan[];
}
