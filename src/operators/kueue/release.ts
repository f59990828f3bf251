import { CatalogueEntry } from '../vendor/entry';

/**
 * Kueue, from 0.17.0 on. By its chart alone: what it watches stands in a configuration, from which the chart makes the selectors of its webhooks.
 * Read at the tag v0.19.2 of https://github.com/kubernetes-sigs/kueue: charts/kueue, README.md (Kubernetes 1.29), site/content/en/docs.
 */
export const KUEUE: CatalogueEntry = {
  name: 'kueue',
  construct: 'Kueue',
  sources: [{ since: '0.17.0', leastKubernetesMinor: 29 }],
  chart: { repository: 'oci://registry.k8s.io/kueue/charts', name: 'kueue' },
  definitions: [
    'admissionchecks.kueue.x-k8s.io', 'clusterqueues.kueue.x-k8s.io', 'cohorts.kueue.x-k8s.io', 'localqueues.kueue.x-k8s.io',
    'multikueueclusters.kueue.x-k8s.io', 'multikueueconfigs.kueue.x-k8s.io', 'provisioningrequestconfigs.kueue.x-k8s.io',
    'resourceflavors.kueue.x-k8s.io', 'topologies.kueue.x-k8s.io', 'workloadpriorityclasses.kueue.x-k8s.io', 'workloads.kueue.x-k8s.io',
  ],
  controllers: [{ name: 'kueue-controller-manager', mayHaveReplicas: true }],
  watchedByChart: true,
  ports: [
    { number: 9443, from: 'API server', to: 'controller: webhooks, also those that convert' },
    { number: 8082, from: 'API server', to: 'controller: what is pending' },
    { number: 8443, from: 'monitoring', to: 'controller: metrics' },
  ],
  deleting: [
    'a definition takes every queue and Workload; the chart has the definitions among its templates, so that uninstalling it takes them too; a ClusterQueue or ResourceFlavor in use waits for its finalizer',
    'the controller takes nothing: what is admitted runs on, what is suspended stays so',
    'the webhooks alone: nothing that they look at can be made in the namespaces that are watched, queued or not',
  ],
  proven: ['0.19.2'],
};
