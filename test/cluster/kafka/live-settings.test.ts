import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Size, Testing } from 'cdk8s';
import { recorded } from './scripts/member';
import { DataStorage, KafkaCluster, KafkaClusterProps, KafkaVersion } from '../../../src';
import { KEPT_SETTINGS, LIVE_SETTINGS } from '../../../src/cluster/kafka/live-settings';

function declare(config?: Record<string, string>, props: Partial<KafkaClusterProps> = {}) {
  const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
  const cluster = new KafkaCluster(chart, 'events', { version: KafkaVersion.V4_3_1, replicas: 3, storage: DataStorage.persistent(Size.gibibytes(100)), config, ...props });
  const objects: any[] = Testing.synth(chart);
  const job = objects.find((o) => o.kind === 'Job' && o.metadata.name.startsWith('events-config-'));
  return {
    cluster,
    jobName: job.metadata.name,
    environment: Object.fromEntries(job.spec.template.spec.containers[0].env.map((e: any) => [e.name, e.value])),
    members: objects.filter((o) => o.kind === 'StatefulSet' || (o.kind === 'ConfigMap' && ['events-broker', 'events-controller'].includes(o.metadata.name))),
    properties: objects.find((o) => o.kind === 'ConfigMap' && o.metadata.name === 'events-broker').data['server.properties'],
  };
}

/** What a cluster of three brokers declares when nothing is said. */
const DERIVED = 'min.insync.replicas=2\nunclean.leader.election.enable=false\n';

describe('the lists', () => {
  /** What a Kafka says of itself: recorded/UpdateModes.java. */
  const named = (version: string, mode: string) => recorded(`${version}-update-modes`).trim().split('\n')
    .filter((line) => line.startsWith(`${mode} `)).map((line) => line.slice(mode.length + 1));
  const ours = [...LIVE_SETTINGS, ...Object.keys(KEPT_SETTINGS)];

  test('are what Kafka 4.3.1 says of itself', () => {
    expect(named('4.3.1', 'cluster-wide')).toHaveLength(65);
    expect([...ours].sort()).toEqual(named('4.3.1', 'cluster-wide'));
  });

  test('hold for Kafka 4.2 too: what it changes live is among them, and what it has in another way is not', () => {
    expect(ours).toEqual(expect.arrayContaining(named('4.2.0', 'cluster-wide')));
    expect(ours.filter((key) => named('4.2.0', 'per-broker').includes(key))).toEqual([]);
  });

  test('have no secrets among what the Job carries', () => {
    expect(LIVE_SETTINGS.filter((key) => /^(ssl|sasl|config\.providers)|password|secret|jaas/.test(key))).toEqual([]);
  });

  test('stand in the documentation', () => {
    const page = readFileSync(join(__dirname, '../../../docs/kafka.md'), 'utf8');
    const [, live] = /Applied live:\n\n```\n([^`]*)```/.exec(page)!;
    expect(live.trim().split(/\s+/)).toEqual(LIVE_SETTINGS);
  });
});

describe('a setting that changes live', () => {
  test('restarts nobody: no byte of the members differs, and another Job brings it about', () => {
    const [day, week] = ['86400000', '604800000'].map((ms) => declare({ 'log.retention.ms': ms, 'group.initial.rebalance.delay.ms': '0' }));
    expect(day.members).toHaveLength(4);
    expect(day.members).toEqual(week.members);
    expect(day.jobName).not.toBe(week.jobName);
    expect(day.environment.SETTINGS).toBe(`${DERIVED}log.retention.ms=86400000\n`);
  });

  test('stands beside the others in the plan, for a mechanism that tells them apart by itself', () => {
    const { cluster, properties } = declare({ 'log.retention.ms': '86400000' });
    expect(cluster.plan.components[1].settings).toHaveProperty(['log.retention.ms'], '86400000');
    expect(properties).not.toContain('log.retention.ms');
  });

  test('reaches the Job as it is, with commas and blanks', () => {
    const { environment } = declare({ 'max.connections.per.ip.overrides': 'host a:10, b:20', 'log.cleanup.policy': 'compact,delete' });
    expect(environment.SETTINGS).toBe(`${DERIVED}log.cleanup.policy=compact,delete\nmax.connections.per.ip.overrides=host a:10, b:20\n`);
  });
});

test.each(['num.io.threads', 'log.cleaner.threads', 'metric.reporters', 'log.retention.hours'])('%s stays in the file, and no Job knows it', (key) => {
  const { environment, properties, members } = declare({ [key]: '4' });
  expect(properties).toContain(`${key}=4\n`);
  expect(environment.SETTINGS).toBe(DERIVED);
  expect(members).not.toEqual(declare().members);
});

test('what copies hang on stands in the file, and the Job knows it all the same: a cluster-wide value would win', () => {
  const { environment, properties } = declare({ 'min.insync.replicas': '3', 'default.replication.factor': '5', 'offsets.topic.replication.factor': '5' }, { replicas: 5 });
  expect(properties).toContain('min.insync.replicas=3\n');
  expect(environment.SETTINGS).toBe('min.insync.replicas=3\nunclean.leader.election.enable=false\n');
});

test('the Job is always there, whatever is declared', () => {
  expect(declare().environment.SETTINGS).toBe(DERIVED);
  expect(declare().cluster.plan.tasks.find((task) => task.name === 'config')).toMatchObject({ exclusive: true, fatalExitCodes: [3] });
});

test.each(['SETTINGS', 'LIVE_FILE', 'CURRENT_FILE', 'CURRENT_TASK'])('a Job can\'t be told another %s from outside', (name) => {
  expect(() => declare(undefined, { pods: { environment: { [name]: 'log.retention.ms=1' } } })).toThrow(`environment variable ${name} of task`);
});
