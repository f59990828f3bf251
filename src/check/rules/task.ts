import { RuleDefinition } from './rule-definition';
import { ChangeClass } from '../change-class';
import { isReplacedTask } from '../tasks';

export const TASK: RuleDefinition = {
  id: 'change/task',
  class: ChangeClass.IN_PLACE,
  proves: 'A changed task of this library is a new Job, named by its content: it runs once, and may run again at any time.',
  source: 'By definition of a task: one-shot work that is safe to repeat (docs/architecture.md).',
  judge: ({ kind, before, after }, open) => {
    if (!before || !after || !isReplacedTask(before, after)) return [];
    const todo = kind === 'batch/Job' ? { todo: 'it runs again under its new name. What holds data and is no longer named there stays in the system' } : {};
    return open.map((field) => ({ ...field, ...todo }));
  },
};
