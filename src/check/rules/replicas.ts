import { RuleDefinition } from './rule-definition';
import { under } from '../change';
import { ChangeClass } from '../change-class';
import { pathOf } from '../path';
import { membersText, scalingOf } from '../scaling';
import { claimTemplatesOf, templatePath } from '../workload';

export const REPLICAS: RuleDefinition = {
  id: 'change/replicas',
  class: ChangeClass.IN_PLACE,
  proves: 'Another number of pods, where none that goes takes data with it, and none that comes waits for data.',
  source: 'By definition: what holds data has a rule of its own (`change/scale-in`, `change/scale-out`).',
  judge: (change, open) => {
    if (!templatePath(change.kind) || !change.before || !change.after) return [];
    const scaling = scalingOf(change, open);
    const kept = scaling !== undefined && scaling.removed.length > 0 && claimTemplatesOf(change.before).length > 0;
    const todo = kept ? { todo: `${membersText(scaling.removed)} had time to be emptied: see that nothing is left there` } : {};
    return ['spec.replicas', 'spec.ordinals'].flatMap((path) => under(open, pathOf(path))).map((field) => ({ ...field, ...todo }));
  },
};
