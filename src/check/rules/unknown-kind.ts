import { RuleDefinition } from './rule-definition';
import { isKnown } from '../../manifests/kinds';
import { ChangeClass } from '../change-class';
import { knownKind } from '../known-kinds';

export const UNKNOWN_KIND: RuleDefinition = {
  id: 'change/unknown-kind',
  class: ChangeClass.IN_PLACE,
  proves: 'Of a kind that is not Kubernetes\' own, and of no operator whose changes were looked up, only the change is known, not what its controller makes of it.',
  source: 'By definition: what a custom resource means is known to its controller alone.',
  judge: ({ kind, before, after }, open) => isKnown(kind) || knownKind((after ?? before)!) ? [] : open,
};
