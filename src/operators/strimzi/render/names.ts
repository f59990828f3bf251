import { createHash } from 'crypto';
import { Manifest, metadata } from '../../../builtin/manifest';
import { checkWorkloadName } from '../../../builtin/names';
import { refuse } from '../../../contract/message';
import { WorkloadPlan } from '../../../plan';

/**
 * What things are called when Strimzi operates a cluster. Pools, topics and users are objects of the namespace, so each
 * carries the cluster's name: two clusters in one namespace never share one.
 */

/** Objects that belong to a Kafka say so. */
export const CLUSTER_LABEL = 'strimzi.io/cluster';

/** A label's value, a host name, a Service's name. */
const LABEL_LENGTH = 63;
/** A common name of X.509, and with it a KafkaUser that has a certificate. */
const COMMON_NAME_LENGTH = 64;

/** Names of Secrets that Strimzi makes for each cluster: the user operator would write over them. */
const TAKEN_SECRETS = [
  'cluster-ca', 'cluster-ca-cert', 'clients-ca', 'clients-ca-cert', 'cluster-operator-certs', 'cruise-control-certs', 'cruise-control-api',
  'entity-topic-operator-certs', 'entity-user-operator-certs', 'kafka-brokers', 'kafka-exporter-certs',
];

/** The metadata of an object of a cluster, which Strimzi finds by its label. */
export function ofCluster(plan: WorkloadPlan, name: string, component?: string): Manifest['metadata'] {
  const own = metadata(plan, name, component);
  return { ...own, labels: { ...own!.labels, [CLUSTER_LABEL]: plan.name } };
}

/** The node pool of a component. */
export function poolName(plan: WorkloadPlan, component: string): string {
  return `${plan.name}-${component}`;
}

/** What selects the pods of a component. */
export function poolSelector(plan: WorkloadPlan, component: string): Record<string, string> {
  return { [CLUSTER_LABEL]: plan.name, 'strimzi.io/pool-name': poolName(plan, component) };
}

/** A topic's object. Topics may have capitals and underscores, objects may not: what had to be changed ends in a hash. */
export function topicObjectName(plan: WorkloadPlan, topic: string): string {
  const plain = `${plan.name}-${topic}`;
  const slug = plain.toLowerCase().replace(/[^a-z0-9.-]+/g, '-').replace(/\.(?=[.-])|(?<=-)\./g, '-').replace(/[^a-z0-9]+$/, '').slice(0, 240);
  return slug === plain ? plain : `${slug.replace(/[^a-z0-9]+$/, '')}-${createHash('sha256').update(topic).digest('hex').slice(0, 8)}`;
}

/** A user's object, its Secret, and what Kafka knows it by. */
export function userObjectName(plan: WorkloadPlan, user: string): string {
  return `${plan.name}-${user}`;
}

export function checkUserName(path: string, plan: WorkloadPlan, user: string): void {
  const name = userObjectName(plan, user);
  const what = `addUser('${user}')`;
  if (TAKEN_SECRETS.includes(user)) {
    refuse({ path, what, got: `a user whose Secret would be ${name}`, expected: 'a Secret that Strimzi does not make for the cluster itself', change: `write addUser('${user}-app')` });
  }
  if (name.length > COMMON_NAME_LENGTH) {
    refuse({ path, what, got: `the KafkaUser ${name} with ${name.length} characters`, expected: `at most ${COMMON_NAME_LENGTH}: it is the common name of a certificate`, change: 'shorten it, or clusterName' });
  }
}

/** The longest names that Strimzi derives: host names, labels, Services, and the common name of the topic operator's certificate. */
export function checkNames(path: string, plan: WorkloadPlan): void {
  checkWorkloadName(path, plan);
  const certificate = `${plan.name}-entity-topic-operator`;
  if (certificate.length > COMMON_NAME_LENGTH) {
    refuse({ path, what: 'name', got: `the certificate of ${certificate} with ${certificate.length} characters, which Strimzi makes of it`, expected: `at most ${COMMON_NAME_LENGTH}`, change: `shorten ${plan.name} to ${COMMON_NAME_LENGTH - (certificate.length - plan.name.length)} characters, or write clusterName` });
  }
  const derived = [
    `${plan.name}-kafka-external-bootstrap`,
    ...plan.components.map(({ name }) => `${plan.name}-${poolName(plan, name)}-999`),
  ];
  const longest = derived.reduce((a, b) => b.length > a.length ? b : a);
  if (longest.length > LABEL_LENGTH) {
    const room = longest.startsWith(`${plan.name}-${plan.name}-`) ? Math.floor((LABEL_LENGTH - (longest.length - 2 * plan.name.length)) / 2) : LABEL_LENGTH - (longest.length - plan.name.length);
    refuse({ path, what: 'name', got: `${longest} with ${longest.length} characters, which Strimzi makes of it`, expected: `at most ${LABEL_LENGTH}`, change: `shorten ${plan.name} to ${room} characters, or write clusterName` });
  }
}
