import { RuleDefinition } from './rule-definition';

export const GUARANTEES_CONTRADICTION: RuleDefinition = {
  id: 'guarantees/contradiction',
  proves: 'No explicit setting works against a guarantee. Nothing is silently overridden: one of the two must go.',
  source: 'By definition: a setting says how, a guarantee says what for, and only their author knows which one is meant.',
  check: (plan) => plan.conflicts.map((conflict) => ({
    got: `${conflict.setting} = ${conflict.got}`,
    expected: `${conflict.expected}, for ${conflict.guarantee}`,
    change: `leave ${conflict.setting} out, or lower ${conflict.guarantee}`,
  })),
};
