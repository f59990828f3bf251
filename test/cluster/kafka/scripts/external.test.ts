import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Member } from './member';

let member: Member;
afterEach(() => member.remove());

/**
 * Made by openssl for a test: events, *.events-broker.orders.svc, kafka.example.com, broker-{0,1,12}.kafka.example.com,
 * a name of 142 characters, *.wild.example.com.
 */
const CERTIFICATE = readFileSync(join(__dirname, 'recorded/broker-certificate.pem'), 'utf8');
const LABEL = 'a'.repeat(60);

function prepare(ordinal: number, host = 'broker-{ordinal}.kafka.example.com', port = '9095') {
  member = new Member('broker', ordinal, {
    CLUSTER_ID: '-Qx0sEsBTWGH7pVJ_a8bcQ',
    ADVERTISED: 'CLIENTS:9092 INTERNAL:9091',
    EXTERNAL_HOST: host,
    EXTERNAL_PORT: port,
    CERTIFICATE_WAIT_SECONDS: '0',
    TLS: 'true',
  });
  member.write('member/files/server.properties', 'process.roles=broker');
  member.write('tls/member/tls.key', 'key\n');
  member.write('tls/member/tls.crt', CERTIFICATE);
  member.write('data/log/meta.properties', 'cluster.id=-Qx0sEsBTWGH7pVJ_a8bcQ\n');
  member.command('bin/getent', { out: '10.0.0.1 x\n' });
  member.command('kafka/bin/kafka-server-start.sh', {});
  member.command('bin/sleep', { code: 1 }); // renew.sh would wait for its turn, and the test for it
}
const start = (more = {}) => member.script('external', more);
const started = () => member.calls().some((call) => call.startsWith('kafka-server-start.sh'));
const advertised = () => /^advertised\.listeners=(.*)$/m.exec(member.read('member/server.properties'))?.[1].split(',');

test('a broker advertises one more address, made of its ordinal, and else what it did', () => {
  prepare(12);
  expect(start().code).toBe(0);
  expect(advertised()).toEqual([
    'CLIENTS://events-broker-12.events-broker.orders.svc:9092',
    'INTERNAL://events-broker-12.events-broker.orders.svc:9091',
    'EXTERNAL://broker-12.kafka.example.com:9095',
  ]);
  expect(member.read('member/server.properties')).toContain('node.id=12\n');
  expect(started()).toBe(true);
});

test('with a port of the nodes each broker has the next one, and may share the name', () => {
  prepare(2, 'kafka.example.com', '30093+{ordinal}');
  start();
  expect(advertised()!.at(-1)).toBe('EXTERNAL://kafka.example.com:30095');
});

test('it waits for its own name inside, not for the one outside', () => {
  prepare(1);
  start();
  expect(member.calls().filter((call) => call.startsWith('getent'))).toEqual(['getent hosts events-broker-1.events-broker.orders.svc']);
});

describe('a certificate', () => {
  test.each([
    ['that has the name', 1, 'broker-{ordinal}.kafka.example.com'],
    ['that has a name of more than 127 characters, whose length takes two bytes', 1, `broker-{ordinal}.${LABEL}.${LABEL}.example.com`],
    ['that has a wildcard for the name', 7, 'broker-{ordinal}.wild.example.com'],
  ])('%s is taken', (_, ordinal, host) => {
    prepare(ordinal, host);
    expect(start().code).toBe(0);
    expect(started()).toBe(true);
  });

  test.each([
    ['that has the names of other brokers only', 2, 'broker-{ordinal}.kafka.example.com', 'broker-2.kafka.example.com'],
    ['in which the name is only the end of another one', 2, '{ordinal}.kafka.example.com', '2.kafka.example.com'],
    ['in which the name is only the beginning of another one', 1, 'broker-{ordinal}.kafka.example', 'broker-1.kafka.example'],
    ['with a wildcard for another level', 1, 'broker-{ordinal}.more.wild.example.com', 'broker-1.more.wild.example.com'],
  ])('%s is refused', (_, ordinal, host, name) => {
    prepare(ordinal, host);
    const outcome = start();
    expect(outcome.code).toBe(1);
    expect(outcome.out).toContain(`refused: the certificate of this broker has no name ${name}`);
    expect(started()).toBe(false);
  });

  test('that only follows in the chain does not count', () => {
    prepare(1);
    member.write('tls/member/tls.crt', `-----BEGIN CERTIFICATE-----\n${Buffer.from('another').toString('base64')}\n-----END CERTIFICATE-----\n${CERTIFICATE}`);
    expect(start().code).toBe(1);
  });

  test('that is not there yet is waited for', () => {
    prepare(1);
    member.write('tls/member/tls.crt', '');
    // the kubelet renews the mounted Secret
    member.command('bin/sleep', { when: '2', run: `[ ! -s '${member.path('tls/member/tls.crt')}' ] || exit 1; printf '%s' '${CERTIFICATE}' >'${member.path('tls/member/tls.crt')}'; exit 0` });
    expect(start({ CERTIFICATE_WAIT_SECONDS: '60' }).code).toBe(0);
    expect(started()).toBe(true);
  });
});
