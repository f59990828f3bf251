import { alerts, clusterOf, Watched } from './alerts';
import { Member } from './members';
import { exporterRules } from './metrics';
import { dashboard } from './panels';
import { script } from './scripts';
import { refuse } from '../../contract/message';
import { checkedImage } from '../../declared/image';
import { MetricsRequest } from '../../observability/metrics';
import { Audience, BorrowedFilePlan, ComponentPlan, MonitoringPlan } from '../../plan';
import { PlanRequest } from '../engine';

/**
 * How a Kafka cluster is watched: the exporter's agent in each server, and what is asked of what it exports.
 */

/** The exporter's own example, and what others use for it. */
const PORT = 9404;
const PORT_NAME = 'metrics';
/** Where the agent is copied to. Its folder is a volume of its own. */
const AGENT = '/opt/jmx-exporter/agent.jar';

/** A member whose server serves its metrics. The probes stay as they are. */
export function watchedComponent(component: ComponentPlan, request: PlanRequest, metrics: MetricsRequest): ComponentPlan {
  const { runPath, command = [], ports, environment, files = [] } = component;
  return {
    ...component,
    command: ['bash', `${runPath}/files/start-watched.sh`, ...command],
    ports: [...ports, { name: PORT_NAME, number: PORT, audience: Audience.MONITORING }],
    environment: { ...environment, METRICS_AGENT: AGENT, METRICS_PORT: String(PORT) },
    files: [...files, script('start-watched.sh'), exporterRules(clusterOf(request))],
    borrowed: [agent(request, metrics)],
  };
}

function agent({ path }: PlanRequest, { image, jarPath }: MetricsRequest): BorrowedFilePlan {
  if (image === undefined || jarPath === undefined) {
    return refuse({
      path,
      what: 'metrics',
      got: 'Metrics.ofSystem()',
      expected: 'an exporter: Kafka serves no metrics over HTTP by itself',
      change: "write metrics: Metrics.jmxExporter({ image: 'registry.example.com/jmx-exporter-agent:1.6.0' })",
    });
  }
  return { name: 'jmx-exporter', image: checkedImage(path, 'metrics.image', image), source: jarPath, path: AGENT };
}

export function monitoring(members: Member[], request: PlanRequest, metrics: MetricsRequest): MonitoringPlan {
  const watched: Watched = {
    name: request.name,
    namespaceName: request.namespaceName,
    claimPrefix: request.claimPrefix ?? `data-${request.name}-`,
    members: members.map(({ name, replicas, storage }) => ({ component: name, replicas, durable: storage.durable })),
  };
  return {
    port: PORT_NAME,
    collectorNamespace: metrics.collectorNamespace,
    scrape: metrics.scrape,
    exporterRules: exporterRules(clusterOf(request)).content,
    alerts: alerts(watched, metrics.runbooks),
    ...(metrics.dashboard ? { dashboard: dashboard(watched) } : {}),
  };
}
