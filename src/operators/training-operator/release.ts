import { CatalogueEntry } from '../vendor/entry';

/**
 * Kubeflow's training-operator, version 1 of what is called trainer since. It has no chart: the folder is built by kustomize.
 * Read at the tag v1.9.4 of https://github.com/kubeflow/trainer: manifests, cmd/training-operator.v1/main.go, CHANGELOG.md (Kubernetes 1.27).
 */
export const TRAINING_OPERATOR: CatalogueEntry = {
  name: 'training-operator',
  construct: 'TrainingOperator',
  sources: [{ since: '1.9.0', leastKubernetesMinor: 27 }],
  kustomization: { repository: 'https://github.com/kubeflow/trainer', folder: 'manifests/overlays/standalone', tagPrefix: 'v', namespaceName: 'kubeflow' },
  definitions: [
    'jaxjobs.kubeflow.org', 'mpijobs.kubeflow.org', 'paddlejobs.kubeflow.org', 'pytorchjobs.kubeflow.org', 'tfjobs.kubeflow.org', 'xgboostjobs.kubeflow.org',
  ],
  writtenAs: { 'pytorchjobs.kubeflow.org': 'v1', 'tfjobs.kubeflow.org': 'v1' },
  namespaces: ['kubeflow'],
  controllers: [{ name: 'training-operator', mayHaveReplicas: true }],
  ports: [
    { number: 9443, from: 'API server', to: 'operator: webhook' },
    { number: 8080, from: 'monitoring', to: 'operator: metrics' },
  ],
  deleting: [
    'a definition takes every job of its kind, and with it the pods that train; mpijobs.kubeflow.org is also the name of the MPI operator\'s definition, so only one of both can be there',
    'the operator takes nothing: pods train on, but nobody restarts them, and no job ends',
    'the webhook alone: no job can be made or changed',
  ],
  proven: ['1.9.4'],
};
