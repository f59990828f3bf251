import { RuleDefinition } from './rule-definition';
import { Effect } from '../../operators/known-kind';
import { ChangeClass } from '../change-class';
import { having } from '../known-kinds';

export const IGNORED: RuleDefinition = {
  id: 'change/ignored',
  class: ChangeClass.TWO_STEPS,
  proves: 'Manifests say what is so: what an operator can\'t change it leaves as it was, and they would say something else from then on.',
  source: 'Strimzi 1.2.0, StorageDiff: '
    + 'https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0/cluster-operator/src/main/java/io/strimzi/operator/cluster/model/StorageDiff.java; BatchingTopicController: '
    + 'https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0/topic-operator/src/main/java/io/strimzi/operator/topic/BatchingTopicController.java',
  judge: (change, open, world) => having(Effect.IGNORED, change, open, world),
};
