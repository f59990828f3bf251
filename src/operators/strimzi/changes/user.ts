import { KubeObject, nameOf } from '../../../manifests/kube-object';
import { at } from '../../../manifests/value';
import { Effect, KnownKind } from '../../known-kind';

/** A user of Strimzi: user-operator, KafkaUserOperator and KafkaUserModel. */
export const USER: KnownKind = {
  gone: 'its credentials, rights and quotas go in Kafka, and its Secret: who still uses it is shut out',
  secretName: (user) => typeOf(user) === undefined || typeOf(user) === 'tls-external' ? undefined : nameOf(user).name,
  consequences: (before, after) => before && typeOf(before) !== typeOf(after) ? [{
    effect: Effect.ENDPOINT,
    path: ['spec', 'authentication'],
    todo: 'its Secret gets other keys, and Kafka knows a certificate by another name than a password: make a user of another name, move clients, and take this one away in a later change',
  }] : [],
};

function typeOf(user: KubeObject): string | undefined {
  return at(user, 'spec', 'authentication', 'type');
}
