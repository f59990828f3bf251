import { alertRules } from '../../../builtin/alert-rules';
import { dashboardMap } from '../../../builtin/dashboard';
import { Manifest, metadata } from '../../../builtin/manifest';
import { podMonitorOf, scrapeAnnotationsOf } from '../../../builtin/pod-monitor';
import { ScrapeWay, WorkloadPlan } from '../../../plan';

/** The exporter is in Strimzi's images; it listens there. https://github.com/strimzi/strimzi-kafka-operator/tree/1.2.0/packaging/examples/metrics */
const PORT = { name: 'tcp-prometheus', number: 9404 };
/** The key of the rules file. */
const RULES = 'jmx-exporter.yaml';

/** Where the Kafka finds the exporter's rules. */
export function metricsConfig(plan: WorkloadPlan): any {
  if (!plan.monitoring) return undefined;
  return { type: 'jmxPrometheusExporter', valueFrom: { configMapKeyRef: { key: RULES, name: mapName(plan) } } };
}

/** What a Prometheus without an operator may follow. */
export function scrapeAnnotations(plan: WorkloadPlan): Record<string, string> {
  return scrapeAnnotationsOf(plan, PORT.number);
}

/** The rules file, and what collects, alerts and shows. */
export function metricsObjects(plan: WorkloadPlan, podLabels: Record<string, string>): Manifest[] {
  const { monitoring } = plan;
  if (!monitoring) return [];
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata(plan, mapName(plan)), data: { [RULES]: monitoring.exporterRules } },
    ...monitoring.scrape.way === ScrapeWay.POD_MONITOR ? [podMonitorOf(plan, monitoring.scrape, PORT.name, { matchLabels: podLabels })] : [],
    ...monitoring.alerts.length > 0 ? [alertRules(plan, monitoring)] : [],
    ...monitoring.dashboard ? [dashboardMap(plan, monitoring.dashboard)] : [],
  ];
}

function mapName(plan: WorkloadPlan): string {
  return `${plan.name}-metrics`;
}
