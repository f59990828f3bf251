export type { KafkaClientOptions } from './client-properties';
export * from './kafka-authentication';
export * from './kafka-cluster';
export * from './kafka-options';
export { KafkaTopic } from './kafka-topic';
export type { KafkaConsumeOptions, KafkaGrantOptions, KafkaProduceOptions, KafkaTopicOptions } from './kafka-topic';
export { KafkaUser } from './kafka-user';
export type { KafkaAcl, KafkaUserOptions } from './kafka-user';
export * from './kafka-version';
