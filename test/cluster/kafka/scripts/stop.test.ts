import { Member, recorded } from './member';

const UNDER_REPLICATED = recorded('4.3.1-under-replicated-broker-2-dead');
const AT_MIN_ISR = recorded('4.3.1-at-min-isr-broker-2-dead');
const QUORUM = recorded('4.3.1-quorum');

let member: Member;
afterEach(() => member.remove());
const stop = (more = {}) => member.script('stop', { STOP_WAIT_SECONDS: '1', STOP_PAUSE_SECONDS: '0.2', ...more });
const log = () => member.read('proc/1/fd/1');

describe('broker', () => {
  const broker = (ordinal: number, views: Record<string, string>) => {
    member = new Member('broker', ordinal);
    member.listen(9091);
    member.command('kafka/bin/kafka-topics.sh', ...Object.entries(views).map(([when, out]) => ({ when, out })));
  };

  test('it leaves at once when nothing is under-replicated', () => {
    broker(0, {});
    expect(stop().code).toBe(0);
    expect(log()).toBe('stop: the others can spare this member\n');
    expect(member.calls()).toHaveLength(1);
  });

  test('it stays while another is missing and the minimum needs it, but not for ever', () => {
    broker(0, { '--under-replicated-partitions': UNDER_REPLICATED, '--at-min-isr-partitions': AT_MIN_ISR });
    const outcome = stop({ STOP_WAIT_SECONDS: '2' });
    expect(outcome.code).toBe(0);
    expect(outcome.seconds).toBeGreaterThanOrEqual(1); // bash counts whole seconds
    expect(log()).toContain('stop: waiting: 18 partitions would be below min.insync.replicas, such as axb-0 axb-1 orders-0');
    expect(log()).toContain('stop: leaving after 2 s all the same');
  });

  test('it says once what it waits for', () => {
    broker(0, { '--under-replicated-partitions': UNDER_REPLICATED, '--at-min-isr-partitions': AT_MIN_ISR });
    stop();
    expect(log().match(/waiting/g)).toHaveLength(1);
  });

  test('it leaves as soon as the missing one is back', () => {
    member = new Member('broker', 0);
    member.listen(9091);
    member.write('urp', UNDER_REPLICATED);
    const back = `[ "$(wc -l <'${member.path('calls')}')" -gt 4 ] || cat '${member.path('urp')}'; exit 0`;
    member.command('kafka/bin/kafka-topics.sh', { run: back });
    const outcome = stop({ STOP_WAIT_SECONDS: '30' });
    expect(outcome.seconds).toBeLessThan(15);
    expect(log()).toContain('the others can spare this member');
  });

  test('a broker that is out of sync itself may go', () => {
    broker(2, { '--under-replicated-partitions': UNDER_REPLICATED, '--at-min-isr-partitions': AT_MIN_ISR });
    stop();
    expect(log()).toBe('stop: the others can spare this member\n');
  });

  test('a partition under the minimum holds it too', () => {
    const alone = '\tTopic: a\tPartition: 0\tLeader: 0\tReplicas: 0,1,2\tIsr: 0\tElr: 1\n';
    broker(0, { '--under-replicated-partitions': alone, '--under-min-isr-partitions': alone });
    stop();
    expect(log()).toContain('all the same');
  });

  test('replicas above the minimum let it go', () => {
    broker(0, { '--under-replicated-partitions': UNDER_REPLICATED });
    stop();
    expect(log()).toBe('stop: the others can spare this member\n');
  });

  test('a partition with as many replicas as its minimum could never be left: it is passed over', () => {
    broker(0, {
      '--under-replicated-partitions': '\tTopic: a\tPartition: 0\tReplicas: 0,1,2\tIsr: 0,1\n',
      '--at-min-isr-partitions': '\tTopic: b\tPartition: 0\tReplicas: 0,1\tIsr: 0,1\n',
    });
    stop();
    expect(log()).toBe('stop: the others can spare this member\n');
  });

  test('what can\'t be asked means: not now', () => {
    member = new Member('broker', 0);
    member.listen(9091);
    member.command('kafka/bin/kafka-topics.sh', { code: 1, err: 'java.lang.Exception: gone' });
    expect(stop().code).toBe(0);
    expect(log()).toContain('stop: waiting: kafka-topics.sh failed (1): java.lang.Exception: gone');
    expect(log()).toContain('all the same');
  });

  test('a hanging tool is bounded by the wait', () => {
    member = new Member('broker', 0);
    member.listen(9091);
    member.command('kafka/bin/kafka-topics.sh', { run: 'exec sleep 30' });
    expect(stop({ STOP_CHECK_SECONDS: '20' }).seconds).toBeLessThan(8);
    expect(log()).toContain('did not answer within 1 s');
  });

  test('a broker that does not serve yet is missed by nobody', () => {
    broker(0, { '--under-replicated-partitions': UNDER_REPLICATED, '--at-min-isr-partitions': AT_MIN_ISR });
    member.listen();
    stop();
    expect(member.calls()).toEqual([]);
    expect(log()).toBe('stop: the others can spare this member\n');
  });
});

describe('controller', () => {
  const controller = (ordinal: number, quorum: string) => {
    member = new Member('controller', ordinal);
    member.listen(9093);
    const directory = new RegExp(`^${1000 + ordinal}\\s+(\\S+)`, 'm').exec(quorum)![1];
    member.write('data/log/meta.properties', `directory.id=${directory}\n`);
    member.command('kafka/bin/kafka-metadata-quorum.sh', { out: quorum });
  };
  const lags = (node: number) => QUORUM.replace(new RegExp(`^(${node}\\s+\\S+\\s+\\d+\\s+\\d+\\s+\\d+\\s+)\\d+`, 'm'), '$11795384600000');

  test('it leaves when a majority stays', () => {
    controller(0, QUORUM);
    stop();
    expect(log()).toBe('stop: the others can spare this member\n');
  });

  test('it stays while another voter is missing', () => {
    controller(0, lags(1002));
    stop();
    expect(log()).toContain('waiting: 1 other caught-up controllers of 3 voters are no majority');
  });

  test('it stays while the place of an emptied voter is not taken again', () => {
    controller(0, recorded('4.3.1-quorum-controller-2-emptied'));
    stop();
    expect(log()).toContain('waiting: 1 other caught-up controllers of 3 voters are no majority');
  });

  test('one that lags itself may go: the majority does without it', () => {
    controller(2, lags(1002));
    stop();
    expect(log()).toBe('stop: the others can spare this member\n');
  });

  test('one that is no voter may go', () => {
    controller(2, lags(1000));
    member.write('data/log/meta.properties', 'directory.id=CCCCCCCCCCCCCCCCCCCCCC\n');
    stop();
    expect(log()).toBe('stop: the others can spare this member\n');
  });

  test('a single controller leaves at once', () => {
    const leader = /^(\d+).*Leader/m.exec(QUORUM)!;
    controller(Number(leader[1]) - 1000, QUORUM.split('\n').filter((line) => /NodeId|Leader/.test(line)).join('\n'));
    stop();
    expect(log()).toBe('stop: the others can spare this member\n');
  });
});
