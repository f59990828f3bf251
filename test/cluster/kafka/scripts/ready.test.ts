import { Member, recorded } from './member';

const UNDER_REPLICATED = recorded('4.3.1-under-replicated-broker-2-dead');
const QUORUM = recorded('4.3.1-quorum');

let member: Member;
afterEach(() => member.remove());
const ready = (more = {}) => member.script('ready', more);

describe('broker', () => {
  const broker = (ordinal: number) => {
    member = new Member('broker', ordinal);
    member.listen(9091);
  };
  const partitions = (out: string, more = {}) => member.command('kafka/bin/kafka-topics.sh', { out, ...more });

  test('it is not ready before it listens, and asks nobody', () => {
    broker(0);
    member.listen();
    partitions('');
    expect(ready()).toMatchObject({ code: 1, out: 'not ready: not listening yet\n' });
    expect(member.calls()).toEqual([]);
  });

  test('one probe watches a process that starts until it listens, then asks', () => {
    broker(0);
    partitions('');
    member.write('proc/listening', member.read('proc/net/tcp6'));
    member.listen();
    member.command('bin/sleep', { run: `cp '${member.path('proc/listening')}' '${member.path('proc/net/tcp6')}'; exit` });
    expect(ready({ READY_LISTEN_SECONDS: '20' }).code).toBe(0);
    expect(member.calls()[0]).toBe('sleep 1');
  });

  test('who was ready and no longer listens is not waited for', () => {
    broker(0);
    partitions('');
    expect(ready().code).toBe(0);
    member.listen();
    member.command('bin/sleep', { run: 'kill $PPID' });
    expect(ready({ READY_LISTEN_SECONDS: '20' })).toMatchObject({ code: 1, out: 'not ready: not listening yet\n' });
  });

  test('it is ready when nothing is under-replicated', () => {
    broker(0);
    partitions('');
    expect(ready().code).toBe(0);
    expect(member.calls()).toEqual([
      `kafka-topics.sh --bootstrap-server events-broker-0.events-broker.orders.svc:9091 --command-config ${member.path('member/admin.properties')} --describe --under-replicated-partitions`,
    ]);
  });

  test('it is not ready while it lags behind', () => {
    broker(2);
    partitions(UNDER_REPLICATED);
    const outcome = ready();
    expect(outcome.code).toBe(1);
    expect(outcome.out).toContain('not in sync for 18 partitions, such as axb-0 axb-1 orders-0');
  });

  test('another broker\'s absence does not hold it', () => {
    broker(0);
    partitions(UNDER_REPLICATED);
    expect(ready().code).toBe(0);
  });

  test('broker 1 is not broker 11', () => {
    broker(1);
    partitions('\tTopic: a\tPartition: 0\tLeader: 2\tReplicas: 11,2\tIsr: 2\n');
    expect(ready().code).toBe(0);
  });

  test('fields may come in any order, more of them, and log lines between', () => {
    broker(2);
    partitions('[2026-11-22 21:55:44,040] WARN Isr: Replicas: (x)\n\tPartition: 0\tIsr: 0,1\tNew: 2\tElr: 2\tReplicas: 0,1,2\tTopic: a\n');
    expect(ready().out).toContain('not in sync for 1 partitions, such as a-0');
  });

  test('a replica that a reassignment is adding here does not hold it', () => {
    broker(3);
    partitions('\tTopic: a\tPartition: 0\tLeader: 0\tReplicas: 0,1,2,3\tIsr: 0,1\tAdding Replicas: 3\tRemoving Replicas: 2\tElr: \tLastKnownElr: \n');
    expect(ready().code).toBe(0);
  });

  test('a tool that fails is not readiness, and one line says why', () => {
    broker(0);
    partitions('', { code: 1, err: '[2026-11-22 21:55:44,040] WARN x\norg.apache.kafka.common.errors.TimeoutException: gone\n\tat java.base/x' });
    expect(ready()).toMatchObject({ code: 1, out: 'not ready: kafka-topics.sh failed (1): org.apache.kafka.common.errors.TimeoutException: gone\n' });
  });

  test('a tool that fails after half of its output is not readiness', () => {
    broker(0);
    partitions(UNDER_REPLICATED, { code: 1 });
    expect(ready().code).toBe(1);
  });

  test('a hanging tool is not readiness', () => {
    broker(0);
    member.command('kafka/bin/kafka-topics.sh', { run: 'exec sleep 30' });
    const outcome = ready({ READY_CHECK_SECONDS: '1' });
    expect(outcome).toMatchObject({ code: 1, out: 'not ready: kafka-topics.sh did not answer within 1 s\n' });
    expect(outcome.seconds).toBeLessThan(8);
  });

  test('once back, it stays ready without asking again, though it lags for a while', () => {
    broker(2);
    partitions('');
    ready();
    partitions(UNDER_REPLICATED);
    expect(ready().code).toBe(0);
    expect(member.calls()).toHaveLength(1);
    member.listen();
    expect(ready().code).toBe(1);
  });

  test('a restarted process has to come back anew', () => {
    broker(2);
    partitions('');
    ready();
    member.process(4712);
    partitions(UNDER_REPLICATED);
    expect(ready().code).toBe(1);
  });

  test('a check that a timed-out probe left behind is not joined by a second one', () => {
    broker(0);
    partitions('');
    const outcome = member.locked('ready.lock', () => ready());
    expect(outcome).toMatchObject({ code: 1, out: 'not ready: the check before is still running\n' });
    expect(member.calls()).toEqual([]);
  });

  test('the server\'s agents and ports do not reach the tool, which stays small', () => {
    broker(0);
    member.command('kafka/bin/kafka-topics.sh', { run: `env >'${member.path('env')}'; exit 0` });
    ready({ KAFKA_OPTS: '-javaagent:x', JMX_PORT: '9999', KAFKA_HEAP_OPTS: '-Xmx6g', KAFKA_LOG4J_OPTS: '-Dx', JAVA_TOOL_OPTIONS: '-javaagent:y' });
    const environment = member.read('env');
    expect(environment).not.toMatch(/^(KAFKA_OPTS|JMX_PORT|KAFKA_LOG4J_OPTS|JAVA_TOOL_OPTIONS)=/m);
    expect(environment).toMatch(/^KAFKA_HEAP_OPTS=.*-Xmx96m$/m);
  });

  test('the tool starts from the classes that the image has parsed, and prints nothing about them', () => {
    broker(0);
    member.command('kafka/bin/kafka-topics.sh', { run: `env >'${member.path('env')}'; exit 0` });
    member.write('kafka/kafka.jsa', '');
    ready();
    expect(member.read('env')).toMatch(new RegExp(`^KAFKA_JVM_PERFORMANCE_OPTS=.* -Xlog:disable -XX:SharedArchiveFile=${member.path('kafka/kafka.jsa')}$`, 'm'));
  });

  test('with TLS, the tool uses the admin certificate of this moment', () => {
    broker(0);
    for (const file of ['tls.crt', 'tls.key', 'ca.crt']) member.write(`tls/admin/${file}`, `first ${file}\n`);
    partitions('', { code: 1 });
    ready({ TLS: 'true' });
    member.write('tls/admin/tls.crt', 'renewed\n');
    ready({ TLS: 'true' });
    expect(member.read('member/admin.pem')).toBe('first tls.key\nrenewed\n');
    expect(member.read('member/admin.properties')).toContain(`ssl.keystore.location=${member.path('member/admin.pem')}\n`);
  });
});

describe('controller', () => {
  const controller = (ordinal: number, directory: string) => {
    member = new Member('controller', ordinal);
    member.listen(9093);
    member.write('data/log/meta.properties', `cluster.id=x\ndirectory.id=${directory}\nnode.id=${1000 + ordinal}\n`);
  };
  const quorum = (out: string, more = {}) => member.command('kafka/bin/kafka-metadata-quorum.sh', { out, ...more });
  const directoryOf = (node: number) => new RegExp(`^${node}\\s+(\\S+)`, 'm').exec(QUORUM)![1];

  test.each([0, 1, 2])('voter %d is ready when it is level with the leader', (ordinal) => {
    controller(ordinal, directoryOf(1000 + ordinal));
    quorum(QUORUM);
    expect(ready().code).toBe(0);
  });

  test('an emptied controller is not ready for the voter that it was', () => {
    controller(2, 'BBBBBBBBBBBBBBBBBBBBBB');
    quorum(QUORUM);
    expect(ready().out).toBe('not ready: no voter yet: this disk is not in the quorum\n');
  });

  test('an emptied controller is ready as the voter that it has become, not as the observer that it was', () => {
    controller(0, '2gTNEopeDkqAZCuvOZsFFw');
    quorum(recorded('4.2.0-quorum-controller-0-emptied'));
    expect(ready().code).toBe(0);
  });

  test('the row of the disk that was lost says nothing', () => {
    controller(0, 'tH_EMVb6TiGFSXMpTNzidw');
    quorum(recorded('4.2.0-quorum-controller-0-emptied'));
    expect(ready().out).toContain('no voter yet');
  });

  test('an observer is not ready', () => {
    controller(2, directoryOf(1002));
    quorum(QUORUM.replace(/^(1002.*)Follower/m, '$1Observer'));
    expect(ready().out).toContain('no voter yet');
  });

  test('a voter that lags is not ready', () => {
    controller(2, directoryOf(1002));
    quorum(QUORUM.replace(/^(1002\s+\S+\s+\d+\s+\d+\s+\d+\s+)\d+/m, '$11795384600000'));
    expect(ready().out).toMatch(/not ready: \d{4,} ms behind the leader/);
  });

  test('a quorum without a leader is not ready', () => {
    controller(2, directoryOf(1002));
    quorum(QUORUM.replace(/Leader /, 'Follower'));
    expect(ready().out).toContain('shows no leader');
  });

  test('no output is not readiness', () => {
    controller(2, directoryOf(1002));
    quorum('');
    expect(ready().code).toBe(1);
  });

  test('a member with both roles must be back in both', () => {
    controller(1, directoryOf(1001));
    member.listen(9091, 9093);
    quorum(QUORUM);
    member.command('kafka/bin/kafka-topics.sh', { out: '\tTopic: a\tPartition: 0\tReplicas: 1001,2\tIsr: 2\n' });
    expect(ready({ BROKER_PORT: '9091' }).out).toContain('not in sync');
  });
});
