import { RuleDefinition } from './rule-definition';
import { ChangeClass } from '../change-class';

export const FIELD: RuleDefinition = {
  id: 'change/field',
  class: ChangeClass.IN_PLACE,
  proves: 'Whatever else changes is taken over without stopping anything.',
  source: 'Kubernetes, API concepts, Object updates: https://kubernetes.io/docs/reference/using-api/api-concepts/ (a field that no other rule here names can be changed)',
  judge: (_, open) => open,
};
