import { clusterOf, freeSpace, of, Watched } from './alerts';
import {
  ACTIVE_CONTROLLERS, BROKER_LAG, BYTES_IN, BYTES_OUT, CONTROLLER_LAG, FENCED_BROKERS, HANDLERS_IDLE, HIGH_WATERMARK, ISR_EXPANDS, ISR_SHRINKS,
  LOG_SIZE, NETWORK_IDLE, OFFLINE_PARTITIONS, QUORUM_LEADER, REQUEST_TIME, UNDER_MIN_ISR, UNDER_REPLICATED,
} from './metrics';
import { DashboardPlan, PanelKind, PanelPlan, PanelQueryPlan } from '../../plan';

/**
 * What people look at: first whether the promises hold, then what the cluster does, then what it has left.
 */

/** Kafka, Monitoring: request handlers and network threads are ideally idle for more than 0.3 of the time. */
const LEAST_IDLE = 0.3;

/** A dashboard of one cluster. */
export function dashboard(watched: Watched): DashboardPlan {
  const members = watched.members.reduce((sum, { replicas }) => sum + replicas, 0);
  return {
    title: `Kafka ${clusterOf(watched)}`,
    panels: [
      stat('Members', `Brokers and controllers that give metrics, of ${members}.`, `count(${of(QUORUM_LEADER, watched)}) or vector(0)`, { goodFrom: members }),
      stat('Active controllers', 'Exactly one.', `sum(${of(ACTIVE_CONTROLLERS, watched)}) or vector(0)`, { goodFrom: 1, badFrom: 2 }),
      stat('Brokers fenced', 'None, but while one restarts.', `max(${of(FENCED_BROKERS, watched)})`, { badFrom: 1 }),
      stat('Offline partitions', 'None: nobody can read or write them.', `max(${of(OFFLINE_PARTITIONS, watched)})`, { badFrom: 1 }),
      stat('Below min ISR', 'None: writes with acks=all are refused there.', `sum(${of(UNDER_MIN_ISR, watched)})`, { badFrom: 1 }),
      stat('Under-replicated', 'None, but while a broker restarts.', `sum(${of(UNDER_REPLICATED, watched)})`, { badFrom: 1 }),

      lines('Bytes in', 'Bytes per second that clients write to each broker.', 'Bps', [each(`rate(${of(BYTES_IN, watched)}[5m])`)]),
      lines('Bytes out', 'Bytes per second that clients read from each broker.', 'Bps', [each(`rate(${of(BYTES_OUT, watched)}[5m])`)]),
      lines('Request time', 'The slowest broker\'s median and 99th percentile, from the arrival of a request to its answer. A fetch waits for messages.', 'ms', [
        { expression: `max by (request, quantile) (${of(REQUEST_TIME[0], watched)})`, legend: '{{request}} {{quantile}}' },
      ]),
      lines('Copies in and out of sync', 'Copies per second that fell out of sync, and that came back: none, but while a broker restarts.', 'cps', [
        { expression: `sum(rate(${of(ISR_SHRINKS, watched)}[5m]))`, legend: 'out' },
        { expression: `sum(rate(${of(ISR_EXPANDS, watched)}[5m]))`, legend: 'in' },
      ]),
      lines('Request handlers idle', 'Ideally more than 0.3.', 'percentunit', [each(of(HANDLERS_IDLE, watched))], { goodFrom: LEAST_IDLE }),
      lines('Network threads idle', 'Ideally more than 0.3.', 'percentunit', [each(of(NETWORK_IDLE, watched))], { goodFrom: LEAST_IDLE }),
      lines('Metadata lag', 'Age of the last metadata record that a member applied: below a second.', 'ms', [each(of(CONTROLLER_LAG, watched)), each(of(BROKER_LAG, watched))]),
      lines('Metadata commits', 'Records per second that each member knows to be committed: alike for all, and never 0.', 'cps', [each(`rate(${of(HIGH_WATERMARK, watched)}[5m])`)]),
      lines('Log size', 'Bytes of all copies of each broker: alike, where partitions are.', 'bytes', [each(`sum by (pod, instance) (${of(LOG_SIZE, watched)})`)]),
      ...(watched.members.some(({ durable }) => durable)
        ? [lines('Volume free', 'Part of each volume that is free. The kubelet\'s metric.', 'percentunit', [{ expression: freeSpace(watched), legend: '{{persistentvolumeclaim}}' }])]
        : []),
    ],
  };
}

type Limits = Pick<PanelPlan, 'goodFrom' | 'badFrom'>;

function stat(title: string, description: string, expression: string, limits: Limits): PanelPlan {
  return { title, description, kind: PanelKind.STAT, unit: 'short', queries: [{ expression }], ...limits };
}

function lines(title: string, description: string, unit: string, queries: PanelQueryPlan[], limits: Limits = {}): PanelPlan {
  return { title, description, kind: PanelKind.TIME_SERIES, unit, queries, ...limits };
}

function each(expression: string): PanelQueryPlan {
  return { expression, legend: '{{pod}}' };
}
