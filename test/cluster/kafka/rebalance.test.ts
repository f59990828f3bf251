import { Chart, Size, Testing } from 'cdk8s';
import { KafkaCluster, KafkaClusterProps, KafkaVersion, DataStorage } from '../../../src';

function declared(props: Partial<KafkaClusterProps>): KafkaCluster {
  const chart = new Chart(Testing.app(), 'kafka', { namespace: 'orders' });
  return new KafkaCluster(chart, 'events', { version: KafkaVersion.V4_3_1, replicas: 5, storage: DataStorage.persistent(Size.gibibytes(10)), ...props });
}
const task = (props: Partial<KafkaClusterProps>) => declared(props).plan.tasks.find((t) => t.name === 'rebalance')!;

test('it is always there, and wants all brokers', () => {
  expect(task({}).environment).toMatchObject({ BROKERS: '0 1 2 3 4', MOVES: '5', THROTTLE: '50000000' });
  expect(task({}).environment).not.toHaveProperty('DRAINING'); // an API server drops an empty value
  expect(task({}).exclusive).toBe(true);
});

test('what is drained is told apart from what stays, in whatever order it was given', () => {
  expect(task({ draining: [4, 3] }).environment).toMatchObject({ BROKERS: '0 1 2', DRAINING: '3 4' });
});

test('a broker that is named twice is drained once: topics may have as many copies as brokers stay', () => {
  expect(() => declared({ draining: [4, 4] }).addTopic('facts', { partitions: 3, replicationFactor: 4 })).not.toThrow();
});

test('how fast it moves can be set', () => {
  expect(task({ rebalance: { bytesPerSecond: 10_000_000, partitionsAtOnce: 2 } }).environment).toMatchObject({ MOVES: '2', THROTTLE: '10000000' });
});

test.each<[string, Partial<KafkaClusterProps>, string]>([
  ['a broker in the middle', { draining: [1] }, 'draining: got [1] of 5 brokers, expected the highest ordinals, up to 4: Kubernetes takes members away from the end; write draining: [4]'],
  ['a broker that there is not', { draining: [5] }, 'write draining: [4]'],
  ['a broker by a word', { draining: ['4'] as any }, "draining: got ['4'] of 5 brokers"],
  ['so many that partitions would lose copies', { draining: [2, 3, 4] }, 'draining: got [2, 3, 4] of 5 brokers, which leaves 2, expected 3 at least: partitions have 3 copies'],
  ['all of them', { replicas: 1, draining: [0] }, 'which leaves 0, expected 1 at least'],
  ['brokers that are controllers too', { combined: true, replicas: 5, draining: [4] }, 'a voter that is taken away must leave the quorum first'],
  ['a throttle below a kilobyte', { rebalance: { bytesPerSecond: 10 } }, 'rebalance.bytesPerSecond: got 10, expected a whole number of 1000 or more'],
  ['no partition at once', { rebalance: { partitionsAtOnce: 0 } }, 'rebalance.partitionsAtOnce: got 0'],
  ['too many partitions at once', { rebalance: { partitionsAtOnce: 101 } }, 'rebalance.partitionsAtOnce: got 101, expected 100 at most'],
])('%s: refused', (_, props, words) => {
  expect(() => declared(props)).toThrow(words);
});

test('a topic may not have more copies than brokers stay', () => {
  expect(() => declared({ draining: [4] }).addTopic('facts', { partitions: 3, replicationFactor: 5 })).toThrow('replicationFactor');
});
