import { isBeside, kafkaOf } from './belonging';
import { annotationOf, KubeObject, nameOf } from '../../../manifests/kube-object';
import { at } from '../../../manifests/value';
import { Beside, Consequence, Effect, KnownKind } from '../../known-kind';

const MANAGED = 'strimzi.io/managed';

/** A topic of Strimzi: topic-operator, BatchingTopicController and KubernetesHandler; documentation/modules/operators/. */
export const TOPIC: KnownKind = {
  lost: (topic) => isManaged(topic)
    ? `the topic ${topicName(topic)} is deleted in Kafka, with all its records: keep it. To keep the topic without its object, write the annotation ${MANAGED}: 'false' in a change before`
    : undefined,
  isSame: (one, other) => isBeside(one, other) && topicName(one) === topicName(other),
  gone: 'the topic stays in Kafka, and nobody tends it',
  consequences: (before, after, beside) => before && isManaged(after) ? changed(before, after, beside) : [],
};

function isManaged(topic: KubeObject): boolean {
  return annotationOf(topic, MANAGED) !== 'false';
}

function topicName(topic: KubeObject): string {
  return String(at(topic, 'spec', 'topicName') ?? nameOf(topic).name);
}

function changed(before: KubeObject, after: KubeObject, { next }: Beside): Consequence[] {
  const [partitions, replicas] = ['partitions', 'replicas'].map((field) => [before, after].map((topic) => at(topic, 'spec', field)));
  const told = (effect: Effect, field: string, todo: string): Consequence => ({ effect, path: ['spec', field], todo });
  const numbers = ([was, is]: unknown[]) => typeof was === 'number' && typeof is === 'number' && was !== is;
  const moves = at(kafkaOf(after, next), 'spec', 'cruiseControl') !== undefined;
  return [
    ...topicName(before) === topicName(after) ? [] : [told(Effect.IGNORED, 'topicName', 'a topic keeps its name, and Strimzi says NotSupported: make another topic, copy the records, and take this one away')],
    ...numbers(partitions) && partitions[1] < partitions[0]
      ? [told(Effect.IGNORED, 'partitions', `Kafka has no way to fewer partitions, and Strimzi says NotSupported: write ${partitions[0]} again, or make another topic`)] : [],
    ...!numbers(replicas) ? [] : moves
      ? [told(Effect.MOVED, 'replicas', 'Cruise Control makes and takes copies away')]
      : [told(Effect.IGNORED, 'replicas', `Strimzi changes the number of copies by Cruise Control alone, and says NotSupported: write cruiseControl in its Kafka, or ${replicas[0]} again`)],
  ];
}
