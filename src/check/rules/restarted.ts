import { RuleDefinition } from './rule-definition';
import { Effect } from '../../operators/known-kind';
import { ChangeClass } from '../change-class';
import { having } from '../known-kinds';

export const RESTARTED: RuleDefinition = {
  id: 'change/restarted',
  class: ChangeClass.ROLLING_RESTART,
  proves: 'What an operator writes into its members\' pods comes with a restart of them, in its own order.',
  source: 'Strimzi 1.2.0, RestartReason and KafkaRoller: '
    + 'https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0/cluster-operator/src/main/java/io/strimzi/operator/cluster/operator/resource/KafkaRoller.java',
  judge: (change, open, world) => having(Effect.RESTARTED, change, open, world),
};
