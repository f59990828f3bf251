import { RuleDefinition } from './rule-definition';
import { ChangeClass } from '../change-class';
import { softwareOf, versionFields } from '../software';

export const VERSION: RuleDefinition = {
  id: 'change/version',
  class: ChangeClass.ROLLING_RESTART,
  proves: 'Another version of a system, where it has nothing against the step, comes with a restart of its members.',
  source: 'By definition: a process runs the version that it was started with.',
  judge: ({ before, after }, open) => after && softwareOf(before) && softwareOf(after)
    ? versionFields(after, open).map((field) => ({ ...field, todo: 'apply it while all members are ready, and let them all come back before the next change' }))
    : [],
};
