import { ComponentPlan, MonitoringPlan, ScrapePlan, ScrapeWay, WorkloadPlan } from '../plan';
import { Manifest, metadata } from './manifest';
import { selectorOf } from './names';

/** The port of a component that gives metrics, if it has one. */
export function metricsPort(plan: WorkloadPlan, component: ComponentPlan) {
  return component.ports.find((port) => port.name === plan.monitoring?.port);
}

/** Of the Prometheus operator. */
export const OPERATOR_API = 'monitoring.coreos.com/v1';

/** With the labels by which its Prometheus chooses. */
export function operatorMetadata(plan: WorkloadPlan, { labels }: ScrapePlan): Manifest['metadata'] {
  const own = metadata(plan, plan.name);
  return { ...own, labels: { ...labels, ...own!.labels } };
}

/** Tells the Prometheus operator which pods to scrape. Jobs of the workload have no such port, and are left out. */
export function podMonitor(plan: WorkloadPlan, { port, scrape }: MonitoringPlan): Manifest {
  const watched = plan.components.filter((component) => metricsPort(plan, component)).map(({ name }) => name);
  return podMonitorOf(plan, scrape, port, selectorOf(plan, watched));
}

/** The same of a port by its name, and of pods that somebody else may have labelled. */
export function podMonitorOf(plan: WorkloadPlan, scrape: ScrapePlan, port: string, podSelector: any): Manifest {
  return {
    apiVersion: OPERATOR_API,
    kind: 'PodMonitor',
    metadata: operatorMetadata(plan, scrape),
    spec: {
      podMetricsEndpoints: [{ interval: scrape.everySeconds === undefined ? undefined : `${scrape.everySeconds}s`, port }],
      selector: podSelector,
    },
  };
}

/** What a Prometheus without an operator may follow. */
export function scrapeAnnotations(plan: WorkloadPlan, component: ComponentPlan): Record<string, string> {
  const port = metricsPort(plan, component);
  return port ? scrapeAnnotationsOf(plan, port.number) : {};
}

/** The same of a port by its number. */
export function scrapeAnnotationsOf({ monitoring }: WorkloadPlan, port: number): Record<string, string> {
  return monitoring?.scrape.way !== ScrapeWay.ANNOTATIONS ? {} : {
    'prometheus.io/path': '/metrics',
    'prometheus.io/port': String(port),
    'prometheus.io/scrape': 'true',
  };
}
