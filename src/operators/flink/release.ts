import { CatalogueEntry } from '../vendor/entry';

/**
 * The Flink operator, from 1.15.0 on. The project publishes a chart and no manifests; the chart of a release names the image by its commit.
 * Read at the tag release-1.15.0 of https://github.com/apache/flink-kubernetes-operator: helm, docs/content/docs/operations, tools/releasing.
 * No lowest version of Kubernetes is written there; 1.27 is this library's own.
 */
export const FLINK_OPERATOR: CatalogueEntry = {
  name: 'flink-operator',
  construct: 'FlinkOperator',
  sources: [{ since: '1.15.0', leastKubernetesMinor: 27 }],
  // a release leaves downloads.apache.org when there is a newer one; its chart says the same there
  chart: { repository: 'https://archive.apache.org/dist/flink/flink-kubernetes-operator-{version}', name: 'flink-kubernetes-operator' },
  definitions: [
    'flinkbluegreendeployments.flink.apache.org', 'flinkdeployments.flink.apache.org', 'flinksessionjobs.flink.apache.org',
    'flinkstatesnapshots.flink.apache.org',
  ],
  writtenAs: { 'flinkdeployments.flink.apache.org': 'v1beta1' },
  needsCertManager: true,
  controllers: [{ name: 'flink-kubernetes-operator', mayHaveReplicas: true }],
  watchedByChart: true,
  ports: [
    { number: 9443, from: 'API server', to: 'operator: webhook' },
    { number: 8081, from: 'operator', to: 'JobManagers: REST' },
  ],
  deleting: [
    'a definition, or a FlinkDeployment, takes the job, its checkpoints and what high availability knows; a savepoint is taken first only where kubernetes.operator.job.savepoint-on-deletion says so',
    'the operator takes nothing, and jobs run on; a FlinkDeployment that is deleted then waits for its finalizer: delete these first',
    'the webhook alone: no FlinkDeployment can be made or changed',
  ],
  proven: ['1.15.0'],
};
