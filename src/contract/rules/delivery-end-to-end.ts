import { Finding, RuleDefinition } from './rule-definition';
import { Delivery, FlowDirection, FlowEnd, FlowPlan, WorkloadPlan } from '../../plan';
import { progressOutside } from '../groups';

export const DELIVERY_END_TO_END: RuleDefinition = {
  id: 'delivery/end-to-end',
  proves: 'What is promised of delivery holds from source to sink: sources can be read again, progress is kept outside of the pods, and with '
    + '`EXACTLY_ONCE` each sink either takes writes in transactions that outlast a checkpoint, the time that it may take and a restart, or the same write twice.',
  source: 'Flink, Fault Tolerance Guarantees of Data Sources and Sinks: '
    + 'https://nightlies.apache.org/flink/flink-docs-stable/docs/connectors/datastream/guarantees/; Flink, Kafka connector, Fault Tolerance: '
    + 'https://nightlies.apache.org/flink/flink-docs-stable/docs/connectors/datastream/kafka/#fault-tolerance (a transaction that times out is lost data, so its timeout is to exceed the longest checkpoint and the longest restart; '
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
  if (slowest(plan) !== undefined) return [];
  return [{
    got: `delivery ${plan.promise.delivery}, and no checkpoints that outlive the pods`,
    expected: 'checkpoints in an object store or on a shared volume',
    change: 'say where they are kept and how often they are made, or promise no delivery',
  }];
}

/** The checkpoints that sinks wait for longest. */
function slowest(plan: WorkloadPlan): Checkpoints | undefined {
  const kept = progressOutside(plan).map(({ everySeconds: every, takesSeconds: takes = 0, takesSetting: setting, resumesSeconds: resumes = 0 }) => (
    { every, takes, setting, resumes }
  ));
  return kept.sort((a, b) => needed(b) - needed(a))[0];
}

interface Checkpoints {
  readonly every: number;
  readonly takes: number;
  readonly setting?: string;
  readonly resumes: number;
}

/** From its first record on a transaction waits for the next checkpoint, for its end, and, if the work fails then, until it goes on. */
function needed({ every, takes, resumes }: Checkpoints): number {
  return every + takes + resumes;
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
  return out.flatMap((flow) => sink(flow, slowest(plan)));
}

function sink(flow: FlowPlan, checkpoints: Checkpoints | undefined): Finding[] {
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
  if (checkpoints !== undefined && transactionSeconds <= needed(checkpoints)) {
    const { every, takes, resumes } = checkpoints;
    return [{
      got: `sink ${name}: transactions of ${transactionSeconds} s, and a checkpoint every ${every} s${takes > 0 ? ` that may take ${takes} s` : ''}`
        + `${resumes > 0 ? `, and up to ${resumes} s until the work starts again after a failure` : ''}`,
      expected: `transactions that outlast a checkpoint and a restart, more than ${needed(checkpoints)} s: one that times out is lost`,
      change: longer(checkpoints, longestTransactionSeconds) ?? shorter(checkpoints, longestTransactionSeconds!),
    }];
  }
  return [];
}

/** Whole minutes, where the sink grants them. */
function longer(checkpoints: Checkpoints, granted = Infinity): string | undefined {
  const least = needed(checkpoints) + 1;
  const round = Math.ceil(least / 60) * 60;
  return least > granted ? undefined : `let transactions last ${round > granted ? least : round} s`;
}

function shorter({ every, takes, setting, resumes }: Checkpoints, granted: number): string {
  const left = granted - every - resumes - 1;
  const often = `make checkpoints more often, or let the sink grant more than ${needed({ every, takes, resumes })} s`;
  return left < 1 || setting === undefined ? often : `give checkpoints up after ${left} s (${setting}), or let the sink grant more than ${needed({ every, takes, resumes })} s`;
}
