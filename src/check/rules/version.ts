import { RuleDefinition } from './rule-definition';
import { VERSION_ANNOTATION } from '../../builtin/remembered';
import { under } from '../change';
import { ChangeClass } from '../change-class';
import { softwareOf } from '../software';

export const VERSION: RuleDefinition = {
  id: 'change/version',
  class: ChangeClass.ROLLING_RESTART,
  proves: 'Another version of a system, where it has nothing against the step, comes with a restart of its members.',
  source: 'By definition: a process runs the version that it was started with.',
  judge: ({ before, after }, open) => softwareOf(before) && softwareOf(after)
    ? under(open, ['metadata', 'annotations', VERSION_ANNOTATION]).map((field) => ({ ...field, todo: 'apply it while all members are ready, and let them all come back before the next change' }))
    : [],
};
