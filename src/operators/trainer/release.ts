import { CatalogueEntry } from '../vendor/entry';

/**
 * Kubeflow's trainer, version 2. It runs each TrainJob as a JobSet, and its chart brings the JobSet controller unless told.
 * Read at the tag v2.3.0 of https://github.com/kubeflow/trainer: charts/kubeflow-trainer (Kubernetes 1.31), docs/operator-guides.
 */
export const TRAINER: CatalogueEntry = {
  name: 'trainer',
  construct: 'KubeflowTrainer',
  sources: [{ since: '2.3.0', leastKubernetesMinor: 31 }],
  chart: { repository: 'oci://ghcr.io/kubeflow/charts', name: 'kubeflow-trainer' },
  definitions: ['clustertrainingruntimes.trainer.kubeflow.org', 'trainingruntimes.trainer.kubeflow.org', 'trainjobs.trainer.kubeflow.org'],
  writtenAs: { 'trainingruntimes.trainer.kubeflow.org': 'v1alpha1', 'trainjobs.trainer.kubeflow.org': 'v1alpha1' },
  controllers: [{ name: 'kubeflow-trainer-controller-manager', mayHaveReplicas: true }],
  ports: [
    { number: 9443, from: 'API server', to: 'controller: webhook' },
    { number: 8443, from: 'monitoring', to: 'controller: metrics' },
  ],
  deleting: [
    'a definition takes every TrainJob, its JobSet and its pods; the chart has the definitions among its templates, so that uninstalling it takes them too',
    'the controller takes nothing: the JobSets run on',
    'the webhook alone: no TrainJob and no runtime can be made or changed',
  ],
  proven: ['2.3.0'],
};
