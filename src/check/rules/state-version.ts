import { RuleDefinition } from './rule-definition';
import { ChangeClass } from '../change-class';
import { softwareOf, stateVersionFields } from '../software';

export const STATE_VERSION: RuleDefinition = {
  id: 'change/state-version',
  class: ChangeClass.IN_PLACE,
  proves: 'What a system keeps is raised while its members run, where it has nothing against the step.',
  source: 'By definition of a version that is raised apart from the binaries (docs/architecture.md, The plan\'s words).',
  judge: ({ before, after }, open) => after && softwareOf(before) && softwareOf(after)
    ? stateVersionFields(after, open).map((field) => ({ ...field, todo: 'once it is raised, no binaries of before can join any more' }))
    : [],
};
