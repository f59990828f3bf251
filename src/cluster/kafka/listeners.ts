import { BROKER, CONTROLLER } from './identity';
import { KafkaExternalAccess } from './kafka-external-access';
import { Audience, Credentials, EndpointPlan, EndpointRole, PortPlan, RoleTold } from '../../plan';

/**
 * The listeners of a Kafka cluster: who speaks on which port, and how.
 */
export interface Listener {
  /** Kafka's name of it. */
  readonly name: string;
  /** The port's name. */
  readonly port: string;
  readonly number: number;
  /** Kafka's security protocol. */
  readonly protocol: 'SSL' | 'SASL_SSL' | 'PLAINTEXT';
}

/** Clients with a certificate; clients of any kind where nothing is encrypted. */
export const CLIENTS: Listener = { name: 'CLIENTS', port: 'clients', number: 9092, protocol: 'SSL' };
/** Clients with a password. */
export const SCRAM: Listener = { name: 'SCRAM', port: 'scram', number: 9094, protocol: 'SASL_SSL' };
/** Brokers among themselves, and the cluster's own checks and Jobs. */
export const INTERNAL: Listener = { name: 'INTERNAL', port: 'internal', number: 9091, protocol: 'SSL' };
/** The metadata quorum. */
export const QUORUM: Listener = { name: 'CONTROLLER', port: 'controller', number: 9093, protocol: 'SSL' };

/** Clients from outside of the Kubernetes cluster: with a certificate, unless they were told to show a password. */
export const EXTERNAL: Listener = { name: 'EXTERNAL', port: 'external', number: 9095, protocol: 'SSL' };

/** The listeners that brokers have. */
export function brokerListeners(plaintext: boolean, external?: KafkaExternalAccess): Listener[] {
  if (plaintext) return [CLIENTS, INTERNAL].map(unencrypted);
  return [CLIENTS, SCRAM, INTERNAL, ...(external ? [externalListener(external)] : [])];
}

function externalListener(access: KafkaExternalAccess): Listener {
  return access._password ? { ...EXTERNAL, protocol: 'SASL_SSL' } : EXTERNAL;
}

/** The listener that controllers have. */
export function quorumListener(plaintext: boolean): Listener {
  return plaintext ? unencrypted(QUORUM) : QUORUM;
}

function unencrypted(listener: Listener): Listener {
  return { ...listener, protocol: 'PLAINTEXT' };
}

/** The ports of a broker. */
export function brokerPorts(plaintext: boolean, external?: KafkaExternalAccess): PortPlan[] {
  return brokerListeners(plaintext, external).map((l) => ({
    name: l.port,
    number: l.number,
    audience: AUDIENCES[l.port] ?? Audience.CLIENTS,
    ...(l.port === INTERNAL.port ? { peers: [BROKER] } : {}),
  }));
}

const AUDIENCES: Record<string, Audience> = { [INTERNAL.port]: Audience.PEERS, [EXTERNAL.port]: Audience.OUTSIDE };

/** The port of a controller: brokers fetch the metadata from it, and it from the other controllers. */
export function quorumPort(combined: boolean): PortPlan {
  return { name: QUORUM.port, number: QUORUM.number, audience: Audience.PEERS, peers: combined ? [BROKER] : [BROKER, CONTROLLER] };
}

/** What clients connect to. */
export function endpoints(plaintext: boolean, external?: KafkaExternalAccess): EndpointPlan[] {
  const any = { component: BROKER, role: EndpointRole.ANY, told: RoleTold.ALL };
  if (plaintext) {
    return [{ ...any, name: 'clients', port: CLIENTS.port, encrypted: false, credentials: Credentials.NONE }];
  }
  return [
    { ...any, name: 'clients', port: CLIENTS.port, encrypted: true, credentials: Credentials.CERTIFICATE },
    { ...any, name: 'scram', port: SCRAM.port, encrypted: true, credentials: Credentials.PASSWORD },
    ...(external ? externalEndpoints(external) : []),
  ];
}

/** One address for all brokers, from which clients start, and one for each, which it is told as. */
function externalEndpoints(access: KafkaExternalAccess): EndpointPlan[] {
  const both = {
    component: BROKER, port: EXTERNAL.port, suffix: 'external', encrypted: true, credentials: access._password ? Credentials.PASSWORD : Credentials.CERTIFICATE,
  };
  return [
    { ...both, name: 'external', role: EndpointRole.ANY, told: RoleTold.ALL, exposure: access._bootstrap },
    { ...both, name: 'external-brokers', role: EndpointRole.EACH, told: RoleTold.ORDINAL, exposure: access._brokers },
  ];
}
