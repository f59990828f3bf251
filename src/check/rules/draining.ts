import { RuleDefinition } from './rule-definition';
import { DRAINING_ANNOTATION } from '../../builtin/remembered';
import { under } from '../change';
import { ChangeClass } from '../change-class';
import { drainingOf, membersText } from '../scaling';
import { ordinalsOf } from '../workload';

export const DRAINING: RuleDefinition = {
  id: 'change/draining',
  class: ChangeClass.DATA_MOVEMENT,
  proves: 'Members that are declared as draining are emptied, and may be filled again when they no longer are: their data moves.',
  source: 'By definition of `draining`: the annotation says which members are to hold nothing.',
  judge: ({ before, after }, open) => {
    const [field] = under(open, ['metadata', 'annotations', DRAINING_ANNOTATION]);
    if (!field) return [];
    const [was, is] = [drainingOf(before), drainingOf(after)];
    const { first, count } = ordinalsOf(after);
    const begun = is.filter((ordinal) => !was.includes(ordinal));
    // one that is gone has nothing left that could come back
    const stopped = was.filter((ordinal) => !is.includes(ordinal) && ordinal >= first && ordinal < first + count);
    if (begun.length + stopped.length === 0) return [];
    const todo = [
      ...begun.length > 0 ? [`data leaves ${membersText(begun)}: lower replicas in a later change, when nothing is left there`] : [],
      ...stopped.length > 0 ? [`data may come back to ${membersText(stopped)}`] : [],
    ].join('; ');
    return [{ ...field, todo }];
  },
};
