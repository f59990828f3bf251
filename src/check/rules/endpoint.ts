import { RuleDefinition } from './rule-definition';
import { Effect } from '../../operators/known-kind';
import { ChangeClass } from '../change-class';
import { having } from '../known-kinds';

export const ENDPOINT: RuleDefinition = {
  id: 'change/endpoint',
  class: ChangeClass.TWO_STEPS,
  proves: 'What clients of an operator\'s system are connected to stays until they have gone: a listener with its port, its encryption and how they prove who they are.',
  source: 'Strimzi 1.2.0, Listeners: https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0/documentation/api/io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener.adoc',
  judge: (change, open, world) => having(Effect.ENDPOINT, change, open, world),
};
