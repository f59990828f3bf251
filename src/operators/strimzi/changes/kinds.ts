import { KAFKA } from './kafka';
import { NODE_POOL } from './node-pool';
import { TOPIC } from './topic';
import { USER } from './user';
import { KnownKind } from '../../known-kind';

/** What changes of Strimzi's objects do: https://github.com/strimzi/strimzi-kafka-operator/tree/1.2.0 */
export const STRIMZI_KINDS: Record<string, KnownKind> = {
  'kafka.strimzi.io/Kafka': KAFKA,
  'kafka.strimzi.io/KafkaNodePool': NODE_POOL,
  'kafka.strimzi.io/KafkaTopic': TOPIC,
  'kafka.strimzi.io/KafkaUser': USER,
};
