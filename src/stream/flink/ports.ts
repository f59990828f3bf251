import { LEADER, WORKER } from './identity';
import { Audience, PortPlan } from '../../plan';

/** The ports: those that Flink has by default, and numbers for those that it would choose at random. */
export const LEADER_RPC = 6123;
export const BLOB = 6124;
export const REST = 8081;
export const DATA = 6121;
export const WORKER_RPC = 6122;
/** Where a leader asks for the numbers that its web page shows. */
export const QUERY = 6125;
/** The first of those of Flink's Prometheus reporter. */
export const METRICS = 9249;

export const REST_PORT = 'rest';
export const METRICS_PORT = 'metrics';

const PEERS = Audience.PEERS;
const EVERYBODY = [LEADER, WORKER];

export function leaderPorts(): PortPlan[] {
  return [
    { name: 'rpc', number: LEADER_RPC, audience: PEERS, peers: EVERYBODY },
    { name: 'blob', number: BLOB, audience: PEERS, peers: EVERYBODY },
    { name: REST_PORT, number: REST, audience: PEERS, peers: [LEADER], appProtocol: 'http' },
    { name: 'query', number: QUERY, audience: PEERS, peers: [LEADER] },
  ];
}

export function workerPorts(): PortPlan[] {
  return [
    { name: 'data', number: DATA, audience: PEERS, peers: [WORKER] },
    { name: 'rpc', number: WORKER_RPC, audience: PEERS, peers: EVERYBODY },
    { name: 'query', number: QUERY, audience: PEERS, peers: [LEADER] },
  ];
}

/** Where Flink's reporter answers. */
export const METRICS_PORT_PLAN: PortPlan = { name: METRICS_PORT, number: METRICS, audience: Audience.MONITORING };
