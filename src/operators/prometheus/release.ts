import { CatalogueEntry } from '../vendor/entry';

/**
 * The definitions of the Prometheus operator, which PodMonitor and PrometheusRule need; not the operator itself.
 * The release has them without descriptions, for with them six are too big for a client's apply (0.93.0: scripts and release.yaml of
 * https://github.com/prometheus-operator/prometheus-operator). Kubernetes 1.25: they have rules in CEL.
 */
export const PROMETHEUS_OPERATOR: CatalogueEntry = {
  name: 'prometheus-operator',
  construct: 'PrometheusDefinitions',
  sources: [{
    since: '0.93.0',
    manifests: 'https://github.com/prometheus-operator/prometheus-operator/releases/download/v{version}/stripped-down-crds.yaml',
    leastKubernetesMinor: 25,
  }],
  definitions: [
    'alertmanagerconfigs.monitoring.coreos.com', 'alertmanagers.monitoring.coreos.com', 'podmonitors.monitoring.coreos.com', 'probes.monitoring.coreos.com',
    'prometheusagents.monitoring.coreos.com', 'prometheuses.monitoring.coreos.com', 'prometheusrules.monitoring.coreos.com',
    'scrapeconfigs.monitoring.coreos.com', 'servicemonitors.monitoring.coreos.com', 'thanosrulers.monitoring.coreos.com',
  ],
  writtenAs: { 'podmonitors.monitoring.coreos.com': 'v1', 'prometheusrules.monitoring.coreos.com': 'v1' },
  controllers: [],
  ports: [],
  deleting: ['a definition takes every Prometheus, alert rule and monitor of its kind'],
  proven: ['0.93.0'],
};
