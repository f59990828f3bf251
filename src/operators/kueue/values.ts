import { Yaml } from 'cdk8s';
import { KueueProps } from './kueue';
import { moved, notInChart, podValues, pullSecrets, unlessEmpty } from '../helm';
import { Asked } from '../installation';
import { namespaceTerms } from '../namespace-choice';
import { apart, Quantities } from '../vendor/controller';
import { Watched } from '../vendor/watched';

/** What is asked for, as values of the chart: charts/kueue/values.yaml at the tag v0.19.2. */
export function kueueValues(
  asked: Asked, { pods, imageRegistry }: KueueProps, release: string, resources: Quantities | undefined,
  { watched, never, frameworks }: { readonly watched: Watched; readonly never: string[]; readonly frameworks: string[] },
): Record<string, any> {
  notInChart(asked.path, pods, 'labels', 'environment');
  const { priorityClassName, ...placement } = podValues(asked.path, pods);
  const several = asked.replicas !== undefined && asked.replicas > 1;
  return {
    controllerManager: {
      ...asked.replicas === undefined ? {} : { replicas: asked.replicas },
      ...several ? {
        podDisruptionBudget: { enabled: true },
        topologySpreadConstraints: apart({ 'app.kubernetes.io/instance': release, 'control-plane': 'controller-manager' }, asked.site),
      } : {},
      ...pullSecrets(pods),
      ...placement,
      ...unlessEmpty('manager', {
        ...unlessEmpty('image', moved(imageRegistry, 'kueue/kueue')),
        ...unlessEmpty('podAnnotations', pods?.annotations),
        ...priorityClassName === undefined ? {} : { priorityClassName },
        ...resources ? { resources } : {},
      }),
    },
    managerConfig: { controllerManagerConfigYaml: configuration(asked.namespaceName, never, frameworks, watched) },
  };
}

/** The whole configuration, for the chart takes it as one text: its own of that version, with what is watched and held back. */
function configuration(own: string, never: string[], frameworks: string[], watched: Watched): string {
  return Yaml.stringify({
    apiVersion: 'config.kueue.x-k8s.io/v1beta2',
    kind: 'Configuration',
    clientConnection: { burst: 500, qps: 300 },
    controller: {
      groupKindConcurrency: {
        'ClusterQueue.kueue.x-k8s.io': 5, 'Job.batch': 5, 'LocalQueue.kueue.x-k8s.io': 5, 'Pod': 5, 'ResourceFlavor.kueue.x-k8s.io': 1, 'Workload.kueue.x-k8s.io': 10,
      },
    },
    health: { healthProbeBindAddress: ':8081' },
    integrations: { frameworks },
    leaderElection: { leaderElect: true, resourceName: 'c1f6bfd2.kueue.x-k8s.io' },
    managedJobsNamespaceSelector: { matchExpressions: namespaceTerms(watched, own, ...never) },
    metrics: { bindAddress: ':8443' },
    webhook: { port: 9443 },
  });
}
