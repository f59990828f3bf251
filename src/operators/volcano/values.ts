import { VolcanoProps } from './volcano';
import { refuse } from '../../contract/message';
import { apartByAffinity, notInChart, podValues, pullSecrets, unlessEmpty } from '../helm';
import { Asked } from '../installation';
import { namespaceTerms } from '../namespace-choice';
import { Quantities } from '../vendor/controller';
import { Watched } from '../vendor/watched';

/** The parts of Volcano, by what its values and its pods' labels call them. */
const PARTS = { admission: 'volcano-admission', controller: 'volcano-controller', scheduler: 'volcano-scheduler' };

/** What is asked for, as values of the chart: installer/helm/chart/volcano/values.yaml at the tag v1.15.1. */
export function volcanoValues(
  asked: Asked, { pods, imageRegistry }: VolcanoProps, never: string[], watched: Watched, resources: Record<string, Quantities | undefined>,
): Record<string, any> {
  const { path, replicas, site } = asked;
  notInChart(path, pods, 'annotations', 'environment', 'priorityClass');
  const { nodeSelector, tolerations } = podValues(path, pods);
  const secrets = pullSecrets(pods).imagePullSecrets ?? [];
  if (secrets.length > 1) refuse({ path, what: 'pods.imagePullSecrets', got: `${secrets.length}`, expected: 'one: the chart takes no more', change: 'put the credentials of all registries into one Secret' });
  const each = (values: (part: string, label: string) => Record<string, any>) =>
    Object.assign({}, ...Object.entries(PARTS).map(([part, label]) => values(part, label)));
  return {
    ...unlessEmpty('basic', {
      ...secrets.length > 0 ? { image_pull_secret: secrets[0].name } : {},
      ...imageRegistry === undefined ? {} : { image_registry: imageRegistry },
    }),
    custom: {
      ...replicas === undefined ? {} : each((part) => ({ [`${part}_replicas`]: replicas })),
      ...replicas !== undefined && replicas > 1 ? { leader_elect_enable: true, ...each((part, app) => ({ [`${part}_affinity`]: apartByAffinity({ app }, site) })) } : {},
      ...each((part) => resources[part] ? { [`${part}_resources`]: resources[part] } : {}),
      ...each((part) => unlessEmpty(`${part}_podLabels`, pods?.labels)),
      ...unlessEmpty('default_ns', nodeSelector),
      ...unlessEmpty('default_tolerations', tolerations),
      webhooks_namespace_selector_expressions: namespaceTerms(watched, asked.namespaceName, ...never),
    },
  };
}
