import { resolve } from 'node:path';
import { Member } from './member';
import { LIVE_SETTINGS } from '../../../../src/cluster/kafka/live-settings';

const PLAYED = resolve(__dirname, 'played/kafka.cjs');

/** What a cluster of three brokers declares when nothing is said. */
const DERIVED = 'min.insync.replicas=2\nunclean.leader.election.enable=false\n';

let job: Member;
beforeEach(() => {
  job = new Member('broker', 0, { BOOTSTRAP: 'events-broker.orders.svc:9091', WAIT_SECONDS: '0', PAUSE_SECONDS: '0.1' });
});
afterEach(() => job.remove());

/** `found`: what is set for the whole cluster. */
function config(found: Record<string, string>, declared: string[] = [], more: { state?: object; env?: Record<string, string> } = {}) {
  job.write('state', JSON.stringify({ cluster: found, ...more.state }));
  job.command('kafka/bin/kafka-configs.sh', { run: `exec '${process.execPath}' '${PLAYED}' '${job.path('state')}' "\${0##*/}" "$@"` });
  const outcome = run(declared, more.env);
  return { ...outcome, cluster: JSON.parse(job.read('state')).cluster as Record<string, string> };
}
function run(declared: string[], more: Record<string, string> = {}) {
  job.write('files/live-settings.txt', `${LIVE_SETTINGS.join('\n')}\n`);
  return job.script('config', { SETTINGS: DERIVED + declared.map((line) => `${line}\n`).join(''), LIVE_FILE: job.path('files/live-settings.txt'), ...more });
}
const looks = () => job.calls().filter((call) => call.includes('--describe'));
const changes = () => job.calls().filter((call) => call.includes('--alter'));

test('nothing declared and nothing set: it ends after one look', () => {
  const { code, cluster } = config({});
  expect(code).toBe(0);
  expect(cluster).toEqual({});
  expect(job.calls()).toHaveLength(1);
});

test('what is as declared is left, also the in-sync minimum that Kafka keeps for the cluster by itself', () => {
  const found = { 'min.insync.replicas': '2', 'log.retention.ms': '1000', 'log.cleanup.policy': 'compact,delete' };
  const { code, cluster } = config(found, ['log.cleanup.policy=compact,delete', 'log.retention.ms=1000']);
  expect(code).toBe(0);
  expect(cluster).toEqual(found);
  expect(job.calls()).toHaveLength(1);
});

test('one look and one change bring all about: what differs is set, what is no longer declared goes back to the default', () => {
  const found = { 'min.insync.replicas': '2', 'log.retention.ms': '1000', 'message.max.bytes': '9', 'compression.type': 'lz4', 'max.connections': '5' };
  const { code, cluster } = config(found, ['log.retention.ms=2000', 'max.connections=5']);
  expect(code).toBe(0);
  expect(cluster).toEqual({ 'min.insync.replicas': '2', 'log.retention.ms': '2000', 'max.connections': '5' });
  expect([looks(), changes()].map((calls) => calls.length)).toEqual([1, 1]);
  expect(changes()[0]).toContain('--entity-type brokers --entity-default --add-config-file');
});

test.each([
  'max.connections.per.ip.overrides=host a:10, b:20', 'log.cleanup.policy=compact,delete', 'compression.type=', 'compression.type=a\\b=c #d', 'compression.type=a=',
  'message.max.bytes=5 ',
])('a value arrives as it was declared, and is known again: %j', (line) => {
  const [key, ...value] = line.split('=');
  expect(config({}, [line]).cluster).toEqual({ [key]: value.join('=') });
  expect(config({ [key]: value.join('=') }, [line]).code).toBe(0);
  expect(changes()).toHaveLength(1);
});

test('what others set stays, and is named', () => {
  const found = { 'leader.replication.throttled.rate': '1000', 'num.io.threads': '16', 'our.reporter.url': 'http://x' };
  const { code, out, cluster } = config(found);
  expect(code).toBe(0);
  expect(cluster).toEqual(found);
  expect(out).toContain('left as somebody set it: num.io.threads=16');
  expect(changes()).toEqual([]);
});

describe('a value for the whole cluster wins over the files of the members', () => {
  test('the in-sync minimum becomes what is declared, and it says so', () => {
    const { code, out, cluster } = config({ 'min.insync.replicas': '1' });
    expect(code).toBe(0);
    expect(out).toContain('min.insync.replicas is 1 for the whole cluster, declared is 2');
    expect(cluster).toEqual({ 'min.insync.replicas': '2' });
  });

  test('unclean elections that somebody allowed are no longer allowed', () => {
    expect(config({ 'unclean.leader.election.enable': 'true' }).cluster).toEqual({ 'unclean.leader.election.enable': 'false' });
  });
});

test('what Kafka refuses is refused for good, in its words, and nothing is changed', () => {
  const { code, out, cluster } = config({ 'message.max.bytes': '9' }, ['log.retention.ms=x', 'max.connections=5'], { state: { refuses: 'log.retention.ms' } });
  expect(code).toBe(3);
  expect(out).toContain('refused: by Kafka, and nothing is changed: Invalid value for configuration log.retention.ms');
  expect(cluster).toEqual({ 'message.max.bytes': '9' });
  expect(changes()).toHaveLength(1);
});

test('a setting that somebody else took away meanwhile is no refusal: the next look tells', () => {
  const words = 'org.apache.kafka.common.errors.InvalidConfigurationException: Invalid config(s): message.max.bytes';
  job.command('kafka/bin/kafka-configs.sh',
    { when: '--describe', out: 'Default configs for brokers in the cluster are:\n  message.max.bytes=9 sensitive=false synonyms={}\n' },
    { err: `Error while executing config command with args '...'\n${words}`, code: 1 });
  const { code, out } = run([]);
  expect(code).toBe(1);
  expect(out).not.toContain('refused');
});

test.each([
  ['does not answer', { code: 1, err: 'org.apache.kafka.common.errors.TimeoutException: gone' }],
  ['answers something else', { out: 'Picked up a banner\n' }],
])('a cluster that %s is waited for, and nothing is changed', (_, answer) => {
  job.command('kafka/bin/kafka-configs.sh', answer);
  const { code, out } = run(['log.retention.ms=1']);
  expect(code).toBe(1);
  expect(out).toContain('gave up after 0 s');
  expect(changes()).toEqual([]);
});

test('a run of a declaration that is no longer the newest changes nothing', () => {
  job.write('newest', 'events-config-2222222222');
  const env = { CURRENT_TASK: 'events-config-1111111111', CURRENT_FILE: job.path('newest') };
  const { code, out, cluster } = config({}, ['log.retention.ms=1'], { env });
  expect(code).toBe(3);
  expect(out).toContain('refused: a newer declaration is about');
  expect(cluster).toEqual({});
  expect(config({}, ['log.retention.ms=1'], { env: { ...env, CURRENT_TASK: 'events-config-2222222222' } }).code).toBe(0);
});
