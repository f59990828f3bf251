// Names that may never change: docs/identity.md.
import { declare } from './declare';
import { KafkaAuthentication, Metrics } from '../../../src';

test('the objects of a Kafka cluster on Strimzi are called as they always were', () => {
  const { cluster, objects } = declare({ metrics: Metrics.jmxExporter({ image: 'registry.example.com/jmx-exporter-agent:1.6.0' }) });
  cluster.addTopic('orders', { partitions: 1 });
  cluster.addTopic('Order_Lines', { partitions: 1 });
  cluster.addUser('web');
  cluster.addUser('report', { authentication: KafkaAuthentication.scram() });
  expect(objects().map(({ kind, metadata: { name, namespace } }) => `${kind} ${namespace}/${name}`)).toEqual([
    'KafkaNodePool orders/events-controller',
    'KafkaNodePool orders/events-broker',
    'KafkaRebalance orders/events-scaling',
    'Kafka orders/events',
    'Service orders/events',
    'ConfigMap orders/events-metrics',
    'PodMonitor orders/events',
    'PrometheusRule orders/events',
    'KafkaTopic orders/events-orders',
    'KafkaTopic orders/events-order-lines-858a79f6',
    'KafkaUser orders/events-web',
    'KafkaUser orders/events-report',
  ]);
});

test('nodes have the ids that they always had, in a volume of the same number', () => {
  const pools = declare().objects().filter(({ kind }) => kind === 'KafkaNodePool');
  expect(pools.map(({ metadata: { annotations }, spec: { roles, storage: { volumes } } }) => [roles, annotations['strimzi.io/next-node-ids'], volumes.map(({ id }: any) => id)])).toEqual([
    [['controller'], '[900-999]', [0]],
    [['broker'], '[0-899]', [0]],
  ]);
});

test('users are the principals that they always were', () => {
  const { cluster } = declare();
  const users = [cluster.addUser('web'), cluster.addUser('report', { authentication: KafkaAuthentication.scram() })];
  expect(users.map(({ principal, secretName }) => [principal, secretName])).toEqual([['User:CN=events-web', 'events-web'], ['User:events-report', 'events-report']]);
});
