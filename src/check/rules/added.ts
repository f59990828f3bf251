import { RuleDefinition } from './rule-definition';
import { ChangeClass } from '../change-class';

export const ADDED: RuleDefinition = {
  id: 'change/added',
  class: ChangeClass.IN_PLACE,
  proves: 'What was not declared before is made.',
  source: 'By definition: a new object takes nothing from those that there are.',
  judge: ({ before }, open) => before ? [] : open,
};
