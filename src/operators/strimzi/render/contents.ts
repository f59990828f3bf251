import { ofCluster, topicObjectName, userObjectName } from './names';
import { API_VERSION } from './node-pool';
import { Manifest } from '../../../builtin/manifest';
import { ContentPlan, Credentials, PrincipalPlan, RightPlan, WorkloadPlan } from '../../../plan';

/** A KafkaTopic. Its name in Kafka stands beside the object's, which carries the cluster's too. */
export function topic(plan: WorkloadPlan, { name, pieces, copies, settings }: ContentPlan): Manifest {
  return {
    apiVersion: API_VERSION,
    kind: 'KafkaTopic',
    metadata: ofCluster(plan, topicObjectName(plan, name)),
    spec: { config: settings, partitions: pieces, replicas: copies, topicName: name },
  };
}

/** A KafkaUser: its credentials, which Strimzi makes, and its rights. */
export function user(plan: WorkloadPlan, principal: PrincipalPlan): Manifest {
  const { name, rights } = principal;
  return {
    apiVersion: API_VERSION,
    kind: 'KafkaUser',
    metadata: ofCluster(plan, userObjectName(plan, name)),
    spec: {
      authentication: authentication(principal),
      authorization: rights.length > 0 ? { acls: rights.map(acl), type: 'simple' } : undefined,
    },
  };
}

function authentication({ credentials, passwordSecret }: PrincipalPlan): any {
  if (credentials !== Credentials.PASSWORD) return { type: 'tls' };
  return {
    password: passwordSecret === undefined ? undefined : { valueFrom: { secretKeyRef: { key: 'password', name: passwordSecret } } },
    type: 'scram-sha-512',
  };
}

/** Kafka's words as Strimzi spells them: `TRANSACTIONAL_ID` is `transactionalId`, `READ` is `Read`. */
function acl({ resource, name, prefixed, operations }: RightPlan): any {
  return {
    operations: operations.map((operation) => capitals(operation)),
    resource: { name, patternType: prefixed ? 'prefix' : 'literal', type: small(resource) },
    type: 'allow',
  };
}

function capitals(words: string): string {
  return words.toLowerCase().split('_').map((word) => `${word[0].toUpperCase()}${word.slice(1)}`).join('');
}

function small(words: string): string {
  const joined = capitals(words);
  return `${joined[0].toLowerCase()}${joined.slice(1)}`;
}
