import { RuleDefinition } from './rule-definition';
import { at } from '../../manifests/value';
import { under } from '../change';
import { ChangeClass } from '../change-class';
import { asksOf } from '../ours';

export const IMMUTABLE_DATA: RuleDefinition = {
  id: 'change/immutable-data',
  class: ChangeClass.FORBIDDEN,
  proves: 'What a ConfigMap or a Secret that was made immutable says, it says for ever.',
  source: 'Kubernetes, ConfigMaps, Immutable ConfigMaps: https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable',
  judge: ({ kind, before, after }, open) => {
    if (!['ConfigMap', 'Secret'].includes(kind) || !after || at(before, 'immutable') !== true) return [];
    const todo = asksOf(before) ?? 'give the changed one another name, and name that one in what reads it: its pods then roll';
    return ['data', 'binaryData', 'stringData', 'immutable'].flatMap((field) => under(open, [field])).map((field) => ({ ...field, todo }));
  },
};
