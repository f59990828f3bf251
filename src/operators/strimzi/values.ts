import { StrimziOperatorProps } from './strimzi-operator';
import { podValues, pullSecrets, unlessEmpty } from '../helm';
import { Asked } from '../installation';
import { apart, Quantities } from '../vendor/controller';
import { Watched } from '../vendor/watched';

/** The chart's labels for its pods; its values.yaml has no other. */
const SELECTED = { name: 'strimzi-cluster-operator' };

/** What is asked for, as values of Strimzi's chart: helm-charts/helm3/strimzi-kafka-operator/values.yaml at the tag 1.2.0. */
export function strimziValues(
  asked: Asked, { pods, imageRegistry }: StrimziOperatorProps, watched: Watched, elsewhere: boolean, resources: Quantities | undefined,
): Record<string, any> {
  const several = asked.replicas !== undefined && asked.replicas > 1;
  const image = {
    ...pullSecrets(pods),
    ...elsewhere ? { operatorNamespaceLabels: `kubernetes.io/metadata.name=${asked.namespaceName}` } : {},
  };
  return {
    ...watched === 'all' ? { watchAnyNamespace: true } : unlessEmpty('watchNamespaces', watched.filter((name) => name !== asked.namespaceName)),
    ...asked.replicas === undefined ? {} : { replicas: asked.replicas },
    ...several ? { podDisruptionBudget: { enabled: true }, topologySpreadConstraints: apart(SELECTED, asked.site) } : {},
    ...imageRegistry === undefined ? {} : { defaultImageRegistry: imageRegistry },
    ...resources ? { resources } : {},
    ...unlessEmpty('image', image),
    ...podValues(asked.path, pods),
    ...unlessEmpty('labels', pods?.labels),
    ...unlessEmpty('annotations', pods?.annotations),
    ...unlessEmpty('extraEnvs', Object.entries(pods?.environment ?? {}).sort(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => ({ name, value }))),
  };
}
