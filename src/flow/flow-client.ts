import { INetworkPolicyPeer } from 'cdk8s-plus-27';
import { ConfigMountPlan, Delivery, FlowPlan, SecretMountPlan } from '../plan';

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

/** What a client gets: where its files come from, and what the rules must know. */
export interface FlowConnection {
  readonly flow: FlowPlan;
  /** Secrets with credentials and trust. */
  readonly secrets: SecretMountPlan[];
  /** ConfigMaps with what a client is told. */
  readonly configs: ConfigMountPlan[];
}
