import { RuleDefinition } from './rule-definition';
import { ChangeClass } from '../change-class';
import { contentFields, readersOf } from '../configuration';

export const CONFIGURATION: RuleDefinition = {
  id: 'change/configuration',
  class: ChangeClass.IN_PLACE,
  proves: 'A changed ConfigMap or Secret restarts nobody: pods that mount it see it late, and the others when they are made anew.',
  source: 'Kubernetes, ConfigMaps, Mounted ConfigMaps are updated automatically: https://kubernetes.io/docs/concepts/configuration/configmap/',
  judge: (change, open, world) => {
    const fields = contentFields(change, open);
    if (fields.length === 0) return [];
    const { others } = readersOf(change.after!, world);
    const todo = others.length > 0
      ? { todo: `pods of ${others.join(', ')} see it late where it is mounted (a minute or more), and where it is environment or a subPath only after a restart` }
      : {};
    return fields.map((field) => ({ ...field, ...todo }));
  },
};
