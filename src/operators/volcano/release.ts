import { CatalogueEntry } from '../vendor/entry';

/**
 * Volcano, a scheduler for gangs with a kind of job of its own. By its chart alone: its one file of manifests has hooks of Helm in it.
 * Read at the tag v1.15.1 of https://github.com/volcano-sh/volcano: installer/helm/chart/volcano, installer/volcano-development.yaml,
 * README.md (works with Kubernetes from 1.24 on, and older).
 */
export const VOLCANO: CatalogueEntry = {
  name: 'volcano',
  construct: 'Volcano',
  sources: [{ since: '1.15.1', leastKubernetesMinor: 24 }],
  chart: { repository: 'https://volcano-sh.github.io/helm-charts', name: 'volcano' },
  definitions: [
    'colocationconfigurations.config.volcano.sh', 'commands.bus.volcano.sh', 'cronjobs.batch.volcano.sh', 'hypernodes.topology.volcano.sh',
    'jobflows.flow.volcano.sh', 'jobs.batch.volcano.sh', 'jobtemplates.flow.volcano.sh', 'nodeshards.shard.volcano.sh',
    'numatopologies.nodeinfo.volcano.sh', 'podgroups.scheduling.volcano.sh', 'queues.scheduling.volcano.sh',
  ],
  writtenAs: { 'jobs.batch.volcano.sh': 'v1alpha1', 'podgroups.scheduling.volcano.sh': 'v1beta1' },
  controllers: [
    { name: 'volcano-admission', mayHaveReplicas: true },
    { name: 'volcano-controllers', mayHaveReplicas: true },
    { name: 'volcano-scheduler', mayHaveReplicas: true },
  ],
  watchedByChart: true,
  ports: [
    { number: 8443, from: 'API server', to: 'admission: webhooks' },
    { number: 8080, from: 'monitoring', to: 'scheduler: metrics' },
    { number: 8081, from: 'monitoring', to: 'controllers: metrics' },
  ],
  deleting: [
    'a definition takes every job, queue and group of pods; the chart has the definitions among its templates, so that uninstalling it takes them too',
    'the scheduler alone: pods that name it stay Pending',
    'the webhooks alone: no job or queue can be made or changed in the namespaces that are watched',
  ],
  proven: ['1.15.1'],
};
