import { KNOWN_HEALTH } from '../../src/gitops/known-health';

test('each kind is known once', () => {
  const kinds = KNOWN_HEALTH.map(({ group, kind }) => `${group}/${kind}`);
  expect(kinds.length).toBeGreaterThan(30);
  expect(new Set(kinds).size).toBe(kinds.length);
});

test('each kind is ready by something', () => {
  expect(KNOWN_HEALTH.filter(({ ready }) => ready.length === 0)).toEqual([]);
});

const of = (group: string, kind: string) => KNOWN_HEALTH.find((health) => health.group === group && health.kind === kind)!;

test('a pool of connections that was told to pause does as it was told', () => {
  expect(of('postgresql.cnpg.io', 'Pooler').ready.map(({ _cel }) => _cel)).toEqual(["string(status.?phase.orValue('')) in ['active', 'paused']"]);
});

test.each(['DriverStartTimedOut', 'DriverReadyTimedOut', 'ExecutorsStartTimedOut', 'Failed'])('an application of Apache Spark that ended as %s has failed', (state) => {
  expect(of('spark.apache.org', 'SparkApplication').failed!.map(({ _cel }) => _cel).join()).toContain(`'${state}'`);
});

test('what never gets a status, or waits for a person, is not waited for', () => {
  expect(of('kafka.strimzi.io', 'KafkaRebalance')).toBeUndefined();
});
