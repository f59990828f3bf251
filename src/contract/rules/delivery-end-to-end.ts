import { Finding, RuleDefinition } from './rule-definition';
import { Delivery, FlowDirection, FlowEnd, FlowPlan, WorkloadPlan } from '../../plan';
import { checkpointsOutside } from '../groups';

export const DELIVERY_END_TO_END: RuleDefinition = {
  id: 'delivery/end-to-end',
  proves: 'What is promised of delivery holds from source to sink: sources can be read again, progress is kept outside of the pods, and with '
    + '`EXACTLY_ONCE` each sink either takes writes in transactions that outlast a checkpoint, or the same write twice.',
  source: 'Flink, Fault Tolerance Guarantees of Data Sources and Sinks: '
    + 'https://nightlies.apache.org/flink/flink-docs-stable/docs/connectors/datastream/guarantees/; Flink, Kafka connector, Fault Tolerance: '
    + 'https://nightlies.apache.org/flink/flink-docs-stable/docs/connectors/datastream/kafka/#fault-tolerance (a transaction that times out is lost data; '
    + 'the broker refuses a timeout above transaction.max.timeout.ms)',
  check: (plan) => plan.promise.delivery === undefined ? [] : [...sources(plan), ...progress(plan), ...sinks(plan)],
};

function flows(plan: WorkloadPlan, direction: FlowDirection): FlowPlan[] {
  return (plan.flows ?? []).filter((flow) => flow.direction === direction);
}

function sources(plan: WorkloadPlan): Finding[] {
  return flows(plan, FlowDirection.IN).filter(({ end }) => end !== FlowEnd.REPLAYABLE).map(({ name, end }) => ({
    got: `source ${name}: ${end}`,
    expected: `${FlowEnd.REPLAYABLE}, so that what was read after the last checkpoint is read again`,
    change: 'read from a log, or promise no delivery',
  }));
}

function progress(plan: WorkloadPlan): Finding[] {
  if (checkpointSeconds(plan) !== undefined) return [];
  return [{
    got: `delivery ${plan.promise.delivery}, and no checkpoints that outlive the pods`,
    expected: 'checkpoints in an object store or on a shared volume',
    change: 'say where they are kept and how often they are made, or promise no delivery',
  }];
}

/** The longest time between two checkpoints that are kept outside. */
function checkpointSeconds(plan: WorkloadPlan): number | undefined {
  const kept = checkpointsOutside(plan);
  return kept.length > 0 ? Math.max(...kept) : undefined;
}

function sinks(plan: WorkloadPlan): Finding[] {
  if (plan.promise.delivery !== Delivery.EXACTLY_ONCE) return [];
  const out = flows(plan, FlowDirection.OUT);
  if (out.length === 0) {
    return [{
      got: `delivery ${Delivery.EXACTLY_ONCE}, and nothing that it writes to`,
      expected: 'each sink, with what it makes of records that come again',
      change: 'name the sinks',
    }];
  }
  return out.flatMap((flow) => sink(flow, checkpointSeconds(plan)));
}

function sink(flow: FlowPlan, everySeconds: number | undefined): Finding[] {
  const { name, end, transactionSeconds, longestTransactionSeconds } = flow;
  if (end !== FlowEnd.TRANSACTIONAL && end !== FlowEnd.IDEMPOTENT) {
    return [{
      got: `sink ${name}: ${end}, which has again what comes again`,
      expected: `${FlowEnd.TRANSACTIONAL} or ${FlowEnd.IDEMPOTENT}`,
      change: `write to it in transactions or by key, or promise ${Delivery.AT_LEAST_ONCE}`,
    }];
  }
  if (transactionSeconds === undefined) return [];
  if (longestTransactionSeconds !== undefined && transactionSeconds > longestTransactionSeconds) {
    return [{
      got: `sink ${name}: transactions of ${transactionSeconds} s`,
      expected: `at most ${longestTransactionSeconds} s, the longest that it grants`,
      change: `let them last ${longestTransactionSeconds} s, or raise what it grants`,
    }];
  }
  if (everySeconds !== undefined && transactionSeconds <= everySeconds) {
    return [{
      got: `sink ${name}: transactions of ${transactionSeconds} s, and a checkpoint every ${everySeconds} s`,
      expected: 'transactions that outlast a checkpoint and a restart: one that times out is lost',
      change: 'make checkpoints more often, or let transactions last longer',
    }];
  }
  return [];
}
