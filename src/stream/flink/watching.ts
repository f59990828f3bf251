import { LEADER, WORKER } from './identity';
import { METRICS_PORT } from './ports';
import { PROCESSOR_LABEL } from './settings';
import { refuse } from '../../contract/message';
import { Rule } from '../../contract/rule';
import { MetricsRequest } from '../../observability/metrics';
import { AlertPlan, AlertSeverity, ComponentPlan, MonitoringPlan } from '../../plan';
import { StreamRequest } from '../stream-application';

/**
 * How a processor is watched, by what Flink's own reporter says: https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/metrics/.
 * docs/streaming.md says what to do.
 */

const RUNBOOKS = 'https://github.com/cdk8s-data/cdk8s-data/blob/main/docs/streaming.md';
const MINUTE = 60;
/** A restart from a checkpoint takes a minute and more where images are pulled and much state is read. */
const LONGER_THAN_A_RESTART = 5 * MINUTE;
/** A pod that was drained is back by then. */
const LONGER_THAN_MAINTENANCE = 15 * MINUTE;
/** Checkpoints that did not come in a row; one may fail with a worker that restarts. */
const MISSED_CHECKPOINTS = 5;

export function monitoring(request: StreamRequest, metrics: MetricsRequest, components: ComponentPlan[]): MonitoringPlan {
  const { path } = request;
  if (metrics.image !== undefined) {
    refuse({ path, what: 'metrics', got: 'an exporter', expected: 'none: Flink serves its metrics by itself', change: 'write metrics: Metrics.ofSystem()' });
  }
  if (metrics.dashboard) {
    refuse({ path, what: 'metrics.dashboard', got: 'true', expected: 'false: there is none for Flink yet', change: 'leave dashboard away' });
  }
  return {
    port: METRICS_PORT,
    collectorNamespace: metrics.collectorNamespace,
    scrape: metrics.scrape,
    alerts: alerts(request, components, metrics.runbooks),
  };
}

function alerts({ namespaceName, name, checkpointSeconds }: StreamRequest, components: ComponentPlan[], runbooks = RUNBOOKS): AlertPlan[] {
  const of = (metric: string) => `flink_jobmanager_${metric}{${PROCESSOR_LABEL}="${namespaceName}/${name}"}`;
  const replicas = (component: string) => components.find((each) => each.name === component)!.replicas;
  const alert = (told: Omit<AlertPlan, 'rule' | 'runbook'>, rule: Rule): AlertPlan => ({ ...told, rule: rule.id, runbook: `${runbooks}#${told.name.toLowerCase()}` });
  const window = Math.max(10 * MINUTE, MISSED_CHECKPOINTS * (checkpointSeconds ?? 0));
  return [
    alert({
      name: 'FlinkJobNotRunning',
      severity: AlertSeverity.CRITICAL,
      // no answer at all counts as none
      expression: `(max(${of('job_runningTime')}) or vector(0)) <= 0`,
      forSeconds: LONGER_THAN_A_RESTART,
      summary: 'the job does not run',
    }, Rule.AVAILABILITY_SINGLE_POINT),
    ...(checkpointSeconds === undefined ? [] : [alert({
      name: 'FlinkCheckpointsMissing',
      severity: AlertSeverity.CRITICAL,
      // each leader counts from its own start
      expression: `max(increase(${of('job_numberOfCompletedCheckpoints')}[${window}s])) == 0`,
      forSeconds: 2 * MINUTE,
      summary: `no checkpoint in ${window} s: a failure costs more and more work`,
    }, Rule.CHECKPOINT_DURABLE)]),
    ...(replicas(LEADER) < 2 ? [] : [alert({
      name: 'FlinkStandbyMissing',
      severity: AlertSeverity.WARNING,
      expression: `(count(${of('Status_JVM_Memory_Heap_Used')}) or vector(0)) < ${replicas(LEADER)}`,
      forSeconds: LONGER_THAN_MAINTENANCE,
      summary: `{{ $value }} leaders are seen, expected ${replicas(LEADER)}: nobody takes over from the next that is lost`,
    }, Rule.AVAILABILITY_SINGLE_POINT)]),
    alert({
      name: 'FlinkWorkersMissing',
      severity: AlertSeverity.WARNING,
      numberOf: WORKER,
      expression: `(max(${of('numRegisteredTaskManagers')}) or vector(0)) < ${replicas(WORKER)}`,
      forSeconds: LONGER_THAN_MAINTENANCE,
      summary: `{{ $value }} workers are known to the leader, expected ${replicas(WORKER)}`,
    }, Rule.AVAILABILITY_PAUSE),
  ];
}
