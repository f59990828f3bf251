import { Secret } from 'cdk8s-plus-27';
import { KafkaAuthentication } from '../../../../src';
import { declare } from '../declare';

test('a topic is an object that carries the cluster\'s name beside its own', () => {
  const { cluster, object } = declare();
  cluster.addTopic('orders', { partitions: 12, config: { 'retention.ms': '1000' } });
  expect(object('KafkaTopic', 'events-orders')).toMatchObject({
    metadata: { labels: { 'strimzi.io/cluster': 'events' } },
    spec: { topicName: 'orders', partitions: 12, replicas: 3, config: { 'retention.ms': '1000' } },
  });
});

test.each([
  ['capitals and underscores', 'Orders_v1', /^events-orders-v1-[0-9a-f]{8}$/],
  ['dots at the end', 'orders..', /^events-orders-[0-9a-f]{8}$/],
  ['249 letters', 'a'.repeat(249), /^events-a{233}-[0-9a-f]{8}$/],
  ['dots between words', 'shop.orders', /^events-shop\.orders$/],
])('a topic whose name has %s has an object that Kubernetes takes', (_, name, expected) => {
  const { cluster, objects } = declare();
  cluster.addTopic(name, { partitions: 1 });
  const [topic] = objects().filter(({ kind }) => kind === 'KafkaTopic');
  expect(topic.metadata.name).toMatch(expected);
  expect(topic.metadata.name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/);
  expect(topic.spec.topicName).toBe(name);
});

test('two topics that differ in letters that objects can\'t have are two objects', () => {
  const { cluster, objects } = declare();
  for (const name of ['a_b', 'A_b']) cluster.addTopic(name, { partitions: 1 });
  expect(new Set(objects().filter(({ kind }) => kind === 'KafkaTopic').map(({ metadata: { name } }) => name)).size).toBe(2);
});

test('a workload is a KafkaUser with the rights that it was granted, and no others', () => {
  const { cluster, workload, object } = declare();
  const orders = cluster.addTopic('orders', { partitions: 1 });
  const user = orders.grantProduce(workload('web'), { transactionalIdPrefix: 'web-' });
  expect(user.principal).toBe('User:CN=events-web');
  expect(object('KafkaUser', 'events-web').spec).toEqual({
    authentication: { type: 'tls' },
    authorization: {
      type: 'simple',
      acls: [
        { type: 'allow', operations: ['Describe', 'Write'], resource: { type: 'topic', name: 'orders', patternType: 'literal' } },
        { type: 'allow', operations: ['Describe', 'Write'], resource: { type: 'transactionalId', name: 'web-', patternType: 'prefix' } },
      ],
    },
  });
});

test('a workload finds the credentials that Strimzi makes, and trusts the authority that signs brokers', () => {
  const { cluster, workload, object } = declare();
  cluster.addTopic('orders', { partitions: 1 }).grantProduce(workload('web'));
  const { volumes } = object('Deployment', 'web').spec.template.spec;
  expect(volumes.map(({ secret }: any) => secret?.secretName)).toEqual([undefined, 'events-web', 'events-cluster-ca-cert']);
  expect(object('ConfigMap', 'events-web-client').data['client.properties']).toContain('ssl.truststore.certificates=${directory:/etc/kafka/events/trust:ca.crt}');
});

test('rights that are granted after the user was made are its rights too', () => {
  const { cluster, object } = declare();
  const report = cluster.addUser('report');
  report.allowConsume('orders', 'reports');
  expect(object('KafkaUser', 'events-report').spec.authorization.acls.map(({ resource }: any) => resource.name)).toEqual(['reports', 'orders']);
});

test('a user without rights has none', () => {
  const { cluster, object } = declare();
  cluster.addUser('report');
  expect(object('KafkaUser', 'events-report').spec.authorization).toBeUndefined();
});

test('a password is made by Strimzi, or taken from the Secret that was given', () => {
  const { chart, cluster, object, objects } = declare();
  const made = cluster.addUser('made', { authentication: KafkaAuthentication.scram() });
  cluster.addUser('given', { authentication: KafkaAuthentication.scram({ secret: Secret.fromSecretName(chart, 'secret', 'mine') }) });
  expect(made.secretName).toBe('events-made');
  expect(object('KafkaUser', 'events-made').spec.authentication).toEqual({ type: 'scram-sha-512' });
  expect(object('KafkaUser', 'events-given').spec.authentication).toEqual({ type: 'scram-sha-512', password: { valueFrom: { secretKeyRef: { name: 'mine', key: 'password' } } } });
  expect(objects().map(({ kind }) => kind)).not.toContain('Job');
});

test.each([
  ['whose Secret Strimzi makes for itself', 'cluster-ca', "addUser('cluster-ca'): got a user whose Secret would be events-cluster-ca"],
  ['that no certificate can name', 'a'.repeat(60), 'with 67 characters, expected at most 64'],
])('a user %s is refused', (_, name, message) => {
  expect(() => declare().cluster.addUser(name)).toThrow(message);
});
