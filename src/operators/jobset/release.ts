import { CatalogueEntry } from '../vendor/entry';

/**
 * The JobSet controller, from 0.12.0 on.
 * Read at the tag v0.12.0 of https://github.com/kubernetes-sigs/jobset: charts/jobset, config, Makefile (artifacts), README.md (the last three
 * minors of Kubernetes, and 1.32 to 1.34 in its tests).
 */
export const JOBSET: CatalogueEntry = {
  name: 'jobset',
  construct: 'JobSetController',
  sources: [{
    since: '0.12.0',
    manifests: 'https://github.com/kubernetes-sigs/jobset/releases/download/v{version}/manifests.yaml',
    leastKubernetesMinor: 32,
  }],
  chart: { repository: 'oci://registry.k8s.io/jobset/charts', name: 'jobset' },
  definitions: ['jobsets.jobset.x-k8s.io'],
  writtenAs: { 'jobsets.jobset.x-k8s.io': 'v1alpha2' },
  namespaces: ['jobset-system'],
  versionedImages: ['registry.k8s.io/jobset/jobset'],
  tagPrefix: 'v',
  controllers: [{ name: 'jobset-controller-manager', mayHaveReplicas: true }],
  ports: [
    { number: 9443, from: 'API server', to: 'controller: webhook', deployments: ['jobset-controller-manager'] },
    { number: 8443, from: 'monitoring', to: 'controller: metrics', deployments: ['jobset-controller-manager'] },
  ],
  deleting: [
    'the definition takes every JobSet, its Jobs and its pods',
    'the controller takes nothing: its Jobs run on, but a failure restarts nothing',
    'the webhook alone: no JobSet can be made or changed, and no pod of one can be made',
  ],
  proven: ['0.12.0'],
};
