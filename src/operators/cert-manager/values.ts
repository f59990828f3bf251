import { CertManagerProps } from './cert-manager';
import { podValues, pullSecrets, unlessEmpty } from '../helm';
import { Asked } from '../installation';
import { apart, Quantities } from '../vendor/controller';

/** The parts of cert-manager, by what the chart's labels and its values call them. The controller's stand at the top. */
const PARTS = { controller: 'controller', webhook: 'webhook', cainjector: 'cainjector' };

/** What is asked for, as values of cert-manager's chart: deploy/charts/cert-manager/values.yaml at the tag v1.21.1. */
export function certManagerValues(
  asked: Asked, { pods, imageRegistry }: CertManagerProps, release: string, resources: Record<string, Quantities | undefined>,
): Record<string, any> {
  const several = asked.replicas !== undefined && asked.replicas > 1;
  const { priorityClassName, ...placement } = podValues(asked.path, pods);
  const part = (component: string) => ({
    ...asked.replicas === undefined ? {} : { replicaCount: asked.replicas },
    ...several ? {
      podDisruptionBudget: { enabled: true },
      topologySpreadConstraints: apart({ 'app.kubernetes.io/instance': release, 'app.kubernetes.io/component': component }, asked.site),
    } : {},
    ...resources[component] ? { resources: resources[component] } : {},
    ...placement,
    ...unlessEmpty('podLabels', pods?.labels),
    ...unlessEmpty('podAnnotations', pods?.annotations),
    ...unlessEmpty('extraEnv', Object.entries(pods?.environment ?? {}).sort(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => ({ name, value }))),
  });
  return {
    crds: { enabled: true, keep: true },
    global: {
      leaderElection: { namespace: asked.namespaceName },
      ...priorityClassName === undefined ? {} : { priorityClassName },
      ...pullSecrets(pods),
    },
    ...imageRegistry === undefined ? {} : { imageRegistry },
    ...part(PARTS.controller),
    ...unlessEmpty(PARTS.webhook, part(PARTS.webhook)),
    ...unlessEmpty(PARTS.cainjector, part(PARTS.cainjector)),
  };
}
