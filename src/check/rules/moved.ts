import { RuleDefinition } from './rule-definition';
import { Effect } from '../../operators/known-kind';
import { ChangeClass } from '../change-class';
import { having } from '../known-kinds';

export const MOVED: RuleDefinition = {
  id: 'change/moved',
  class: ChangeClass.DATA_MOVEMENT,
  proves: 'Members or copies that an operator adds, or empties before it takes them away: data moves, and nobody has to see to it first.',
  source: 'Strimzi 1.2.0, Triggering auto-rebalances when scaling clusters: '
    + 'https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0/documentation/modules/cruise-control/proc-automating-rebalances.adoc',
  judge: (change, open, world) => having(Effect.MOVED, change, open, world),
};
