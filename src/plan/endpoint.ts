import { ExposurePlan } from './exposure';

/**
 * Which members an endpoint leads to.
 */
export enum EndpointRole {
  /** Any member. */
  ANY = 'any',
  /** The one that takes writes. */
  PRIMARY = 'primary',
  /** Those that follow it. */
  STANDBY = 'standby',
  /** Each member, at an address of its own. */
  EACH = 'each',
}

/**
 * How the mechanism knows which pod has the role.
 */
export enum RoleTold {
  /** Every ready pod has it. */
  ALL = 'all',
  /** The pod with the first ordinal has it, or all others; with the role EACH every pod, by its own. */
  ORDINAL = 'ordinal',
  /** A label on the pod, kept by whoever elects. */
  LABEL = 'label',
}

/**
 * How clients prove who they are.
 */
export enum Credentials {
  /** They don't. */
  NONE = 'none',
  /** A client certificate. */
  CERTIFICATE = 'certificate',
  /** A password. */
  PASSWORD = 'password',
}

/**
 * An address that clients use.
 */
export interface EndpointPlan {
  /** Short name, `bootstrap`. */
  readonly name: string;
  /**
   * What follows the workload's name in the Service's name: `rw` gives `<name>-rw`; with the role EACH, the member's name: `<name>-node-0-rw`.
   * Endpoints with the same suffix share a Service, unless they are exposed.
   * @default - nothing: the Service has the workload's name
   */
  readonly suffix?: string;
  /** The component that answers. */
  readonly component: string;
  /** Name of the component's port. */
  readonly port: string;
  /** Which of its members. */
  readonly role: EndpointRole;
  /** How the role is told. */
  readonly told: RoleTold;
  /**
   * The label and its value. With `told: LABEL` only.
   * @default - none
   */
  readonly label?: Record<string, string>;
  /** Whether the connection is encrypted. */
  readonly encrypted: boolean;
  /** How clients prove who they are. */
  readonly credentials: Credentials;
  /**
   * How clients outside of the Kubernetes cluster reach it.
   * @default - they don't
   */
  readonly exposure?: ExposurePlan;
}
