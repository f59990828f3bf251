import { Yaml } from 'cdk8s';
import { AlertPlan, MonitoringPlan, ScrapeWay, WorkloadPlan } from '../plan';
import { Manifest, metadata } from './manifest';
import { partName } from './names';
import { OPERATOR_API, operatorMetadata } from './pod-monitor';

/** Seconds as Prometheus writes them back: `15m`, `90s`. */
function duration(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

function alertRule(plan: WorkloadPlan, alert: AlertPlan): any {
  return {
    alert: alert.name,
    expr: alert.expression,
    ...alert.forSeconds > 0 ? { for: duration(alert.forSeconds) } : {},
    // an expression that sums has no labels of its own left: whose alert it is must not be lost
    labels: { namespace: plan.namespaceName, severity: alert.severity, workload: plan.name },
    annotations: { rule: alert.rule, runbook_url: alert.runbook, summary: alert.summary },
  };
}

function groups(plan: WorkloadPlan, { alerts }: MonitoringPlan): any[] {
  return [{ name: `${plan.namespaceName}/${plan.name}`, rules: alerts.map((alert) => alertRule(plan, alert)) }];
}

/**
 * The alerts, in the form that can reach whoever evaluates them: the operator's object where there is an operator, else a rule file,
 * which somebody has to mount.
 */
export function alertRules(plan: WorkloadPlan, monitoring: MonitoringPlan): Manifest {
  if (monitoring.scrape.way === ScrapeWay.ANNOTATIONS) {
    const name = partName(plan, 'alerts');
    return {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata(plan, name),
      data: { [`${plan.namespaceName}-${name}.yaml`]: Yaml.stringify({ groups: groups(plan, monitoring) }) },
    };
  }
  return {
    apiVersion: OPERATOR_API,
    kind: 'PrometheusRule',
    metadata: operatorMetadata(plan, monitoring.scrape),
    spec: { groups: groups(plan, monitoring) },
  };
}
