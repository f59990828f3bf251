import { Failure, PromisePlan } from '../../../src';
import { declaredReplication, derivedReplication, replicationConflicts } from '../../../src/cluster/kafka/replication';

const promise: PromisePlan = { survives: Failure.NODE, keepsAcknowledgedWrites: true, servesDuringMaintenance: true };

test.each([
  [1, { factor: 1, minInSync: 1, unclean: false }],
  [2, { factor: 2, minInSync: 1, unclean: false }],
  [3, { factor: 3, minInSync: 2, unclean: false }],
  [9, { factor: 3, minInSync: 2, unclean: false }],
])('%i brokers keep what they can hold, and never more than three copies', (brokers, expected) => {
  expect(derivedReplication(brokers)).toEqual(expected);
});

describe('explicit settings', () => {
  const of = (config: Record<string, string>, promised = promise) =>
    replicationConflicts(derivedReplication(3), promised, 3, config).map((c) => `${c.setting} = ${c.got}: ${c.expected} (${c.guarantee})`);

  test('that say the same are welcome', () => {
    expect(of({ 'default.replication.factor': '3', 'min.insync.replicas': '2' })).toEqual([]);
  });

  test('with fewer copies work against the failure to survive', () => {
    expect(of({ 'offsets.topic.replication.factor': '1' })).toEqual(["config['offsets.topic.replication.factor'] = 1: 3 or more (survives: node)"]);
  });

  test('with more copies than brokers can not be met', () => {
    expect(of({ 'default.replication.factor': '5' })).toEqual(["config['default.replication.factor'] = 5: a whole number from 1 to 3, the number of brokers (replicas)"]);
  });

  test('with as many copies in sync as there are stop writes at each restart', () => {
    expect(of({ 'min.insync.replicas': '3' })).toEqual([
      "config['min.insync.replicas'] = 3: less than 3, the replication factor, or one lost copy stops every write (survives: node)",
    ]);
  });

  test('that elect copies without acknowledged writes', () => {
    expect(of({ 'unclean.leader.election.enable': 'true' })).toEqual(["config['unclean.leader.election.enable'] = true: 'false' (keepsAcknowledgedWrites)"]);
    expect(of({ 'unclean.leader.election.enable': 'true' }, { ...promise, keepsAcknowledgedWrites: false })).toEqual([]);
  });

  test('are what the rules reckon with: the weakest counts', () => {
    expect(declaredReplication(derivedReplication(3), { 'transaction.state.log.min.isr': '1', 'offsets.topic.replication.factor': '2' }))
      .toEqual({ factor: 2, minInSync: 1, unclean: false });
  });
});
