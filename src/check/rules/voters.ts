import { RuleDefinition } from './rule-definition';
import { Effect } from '../../operators/known-kind';
import { ChangeClass } from '../change-class';
import { having } from '../known-kinds';

export const VOTERS: RuleDefinition = {
  id: 'change/voters',
  class: ChangeClass.DESTROYS_DATA,
  proves: 'As many members vote as before, where an operator has no safe way to another number: what they agreed on lies with the most of them.',
  source: 'Strimzi 1.2.0, Changing node pool roles: '
    + 'https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0/documentation/modules/configuring/con-config-node-pool-roles.adoc (scaling controllers is not supported); '
    + 'https://issues.apache.org/jira/browse/KAFKA-16538',
  judge: (change, open, world) => having(Effect.VOTERS, change, open, world),
};
