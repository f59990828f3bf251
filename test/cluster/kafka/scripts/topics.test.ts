import { Member, recorded } from './member';
import { Answer } from '../../../builtin/scripts/sandbox';

let job: Member;
beforeEach(() => {
  job = new Member('broker', 0, { BOOTSTRAP: 'events-broker.orders.svc:9091', WAIT_SECONDS: '1', PAUSE_SECONDS: '0.2' });
  tools();
});
afterEach(() => job.remove());

/** As it is: a.b 4, axb 2, orders 6 partitions with 3 replicas; orders and a.b have configuration of their own. */
function tools(topics: Answer[] = [], configs: Answer[] = []) {
  job.command('kafka/bin/kafka-topics.sh', ...topics, { when: '--describe', out: recorded('4.3.1-topics') });
  job.command('kafka/bin/kafka-configs.sh', ...configs, { when: '--describe', out: recorded('4.3.1-topic-configs') });
}
const topics = (...lines: string[]) => job.script('topics', { TOPICS: lines.join('\n') + '\n' });
/** What was changed: the options after the client's configuration. */
const changes = () => job.calls().filter((call) => !call.includes('--describe')).map((call) => call.replace(/^kafka-(\w+)\.sh.*admin\.properties/, '$1'));

const AS_IT_IS = ['a.b 4 3 retention.ms=1000000', 'orders 6 3 min.insync.replicas=2 retention.ms=-1 cleanup.policy=compact', 'axb 2 3'];

test('what is as declared is left alone, and two calls tell', () => {
  expect(topics(...AS_IT_IS).code).toBe(0);
  expect(changes()).toEqual([]);
  expect(job.calls()).toHaveLength(2);
});

test('a missing topic is created with its configuration', () => {
  expect(topics('new 12 3 cleanup.policy=compact,delete retention.ms=-1').code).toBe(0);
  expect(changes()).toEqual([
    'topics --create --if-not-exists --topic new --partitions 12 --replication-factor 3 --config cleanup.policy=compact,delete --config retention.ms=-1',
  ]);
});

test('a topic grows, and only it: its name is no pattern', () => {
  expect(topics('a.b 8 3 retention.ms=1000000').code).toBe(0);
  expect(changes()).toEqual(['topics --alter --topic a[.]b --partitions 8']);
});

test('only what differs is set', () => {
  job.command('kafka/bin/kafka-configs.sh',
    { when: '--describe', out: recorded('4.3.1-topic-configs') },
    { when: '--add-config-file', run: `cat "\${@: -1}" >'${job.path('added')}'; exit 0` });
  expect(topics('orders 6 3 min.insync.replicas=2 cleanup.policy=compact,delete retention.ms=-1').code).toBe(0);
  expect(changes()).toHaveLength(1);
  expect(job.read('added')).toBe('cleanup.policy=compact,delete\n');
});

test('a key that is no longer declared goes back to the default', () => {
  expect(topics('a.b 4 3').code).toBe(0);
  expect(changes()).toEqual(['configs --alter --entity-type topics --entity-name a.b --delete-config retention.ms']);
});

test('the throttle of a running reassignment is left', () => {
  tools([], [{ when: '--describe', out: 'Dynamic configs for topic axb are:\n  leader.replication.throttled.replicas=0:1,1:2 sensitive=false synonyms={}\n' }]);
  expect(topics('axb 2 3').code).toBe(0);
  expect(changes()).toEqual([]);
});

test('fewer partitions are refused, and nothing is changed at all', () => {
  const outcome = topics('new 1 3', 'orders 3 3');
  expect(outcome.code).toBe(3);
  expect(outcome.out).toContain('topic orders has 6 partitions, declared are 3');
  expect(changes()).toEqual([]);
});

test('another replication factor is refused', () => {
  const outcome = topics('axb 2 2');
  expect(outcome.code).toBe(3);
  expect(outcome.out).toContain('topic axb has 3 replicas, declared are 2');
});

test('a reassignment under way is not another replication factor', () => {
  tools([{
    when: '--describe',
    out: 'Topic: axb\tTopicId: x\tPartitionCount: 1\tReplicationFactor: 4\tConfigs: \n'
    + '\tTopic: axb\tPartition: 0\tLeader: 0\tReplicas: 0,1,2,3\tIsr: 0,1,2\tAdding Replicas: 3\tRemoving Replicas: 0\tElr: \tLastKnownElr: \n',
  }]);
  expect(topics('axb 1 3').code).toBe(0);
});

test('what Kafka calls invalid is not tried again', () => {
  tools([{ when: '--create', code: 1, err: '[x] ERROR org.apache.kafka.common.errors.InvalidConfigurationException: Unknown topic config name: no.such' }]);
  expect(topics('new 1 3 no.such=1').code).toBe(3);
  expect(changes()).toHaveLength(1);
});

test('a cluster that does not answer is waited for, but not for ever', () => {
  tools([{ when: '--describe', code: 1, err: 'org.apache.kafka.common.errors.TimeoutException: gone' }]);
  const outcome = job.script('topics', { TOPICS: 'new 1 3', WAIT_SECONDS: '3' });
  expect(outcome.code).toBe(1);
  expect(outcome.out).toMatch(/trying again[^]*gave up after 3 s/);
  expect(changes()).toEqual([]);
});

test('the longer it waits, the less often it asks, up to four times less', () => {
  job.command('kafka/bin/kafka-topics.sh', { code: 1 });
  job.command('bin/sleep', { when: '20', run: '/bin/sleep 0.4; exit 0' });
  job.script('topics', { TOPICS: 'orders 6 3\n', PAUSE_SECONDS: '5', WAIT_SECONDS: '3' });
  expect(job.calls().filter((call) => call.startsWith('sleep')).slice(0, 6)).toEqual(['5', '7.5', '11.25', '16.875', '20', '20'].map((s) => `sleep ${s}`));
});
