import { RuleDefinition } from './rule-definition';
import { ChangeClass } from '../change-class';
import { contentFields, readersOf } from '../configuration';

export const ROLLED_CONFIGURATION: RuleDefinition = {
  id: 'change/rolled-configuration',
  class: ChangeClass.ROLLING_RESTART,
  proves: 'A ConfigMap or a Secret reaches all that read it with their restart, for their template changes too.',
  source: 'Kubernetes, ConfigMaps, Mounted ConfigMaps are updated automatically: https://kubernetes.io/docs/concepts/configuration/configmap/ '
    + '(pods see it late or not at all; a hash in their template is what restarts them)',
  judge: (change, open, world) => {
    const fields = contentFields(change, open);
    if (fields.length === 0) return [];
    const { restarted, others } = readersOf(change.after!, world);
    if (restarted.length === 0 || others.length > 0) return [];
    return fields.map((field) => ({ ...field, todo: `it reaches the pods of ${restarted.join(', ')} with their restart in this change` }));
  },
};
