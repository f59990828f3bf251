import { rmSync, statSync } from 'node:fs';
import { Member } from './member';

let member: Member;
afterEach(() => member.remove());

const ID = '-Qx0sEsBTWGH7pVJ_a8bcQ';

function prepare(role: 'broker' | 'controller', ordinal: number, founder = 'no') {
  member = new Member(role, ordinal, {
    CLUSTER_ID: ID,
    ADVERTISED: role === 'broker' ? 'CLIENTS:9092 INTERNAL:9091' : 'CONTROLLER:9093',
  });
  member.environment.FOUNDING_DIR = member.path('data/founding');
  member.write('member/files/server.properties', `process.roles=${role}`);
  member.write('member/files/metadata-version', '4.3\n');
  member.write('member/founder', `${founder}\n`);
  member.command('bin/getent', { out: '10.0.0.1 x\n' });
  member.command('kafka/bin/kafka-storage.sh', { run: `printf 'cluster.id=${ID}\\ndirectory.id=x\\n' >'${member.path('data/log/meta.properties')}'; exit 0` });
  member.command('kafka/bin/kafka-server-start.sh', { run: `env >'${member.path('server-environment')}'; exit 0` });
}
const start = (more = {}) => member.script('start', more);
const formats = () => member.calls().filter((call) => call.startsWith('kafka-storage.sh'));
const properties = () => member.read('member/server.properties').split('\n');

test('a broker is told who it is, where it is and in which zone', () => {
  prepare('broker', 2);
  member.write('member/zone', 'eastus-3\n');
  expect(start().code).toBe(0);
  expect(properties()).toEqual([
    'process.roles=broker',
    'node.id=2',
    `log.dirs=${member.path('data/log')}`,
    'advertised.listeners=CLIENTS://events-broker-2.events-broker.orders.svc:9092,INTERNAL://events-broker-2.events-broker.orders.svc:9091',
    'broker.rack=eastus-3',
    '',
  ]);
  expect(member.calls().at(-1)).toBe(`kafka-server-start.sh ${member.path('member/server.properties')}`);
});

test('a controller has ids of its own, and no rack', () => {
  prepare('controller', 1);
  member.write('member/zone', 'eastus-3\n');
  start();
  expect(properties()).toContain('node.id=1001');
  expect(properties()).toContain('advertised.listeners=CONTROLLER://events-controller-1.events-controller.orders.svc:9093');
  expect(properties().join()).not.toContain('broker.rack');
});

test('a broker\'s disk is formatted plainly', () => {
  prepare('broker', 0, 'yes');
  start();
  expect(formats()).toEqual([
    `kafka-storage.sh format --config=${member.path('member/server.properties')} --cluster-id=${ID} --release-version=4.3 --ignore-formatted`,
  ]);
});

test('the founder founds once: its right is spent with the format', () => {
  prepare('controller', 0, 'yes');
  member.write('data/founding/founding.decision', 'yes\n');
  start();
  expect(formats()[0]).toMatch(/ --standalone$/);
  expect(member.read('data/founding/founding.decision')).toBe('spent\n');
});

test('a founder whose disk is emptied while only its container restarts joins: the memory of the pod is no right to found', () => {
  prepare('controller', 0, 'yes');
  start();
  expect(formats()[0]).toMatch(/ --no-initial-controllers$/);
});

test('every other controller joins', () => {
  prepare('controller', 0, 'no');
  start();
  expect(formats()[0]).toMatch(/ --no-initial-controllers$/);
});

test('a member with both roles joins or founds like a controller', () => {
  prepare('broker', 0, 'yes');
  member.write('data/founding/founding.decision', 'yes\n');
  start({ CONTROLLER_PORT: '9093' });
  expect(formats()[0]).toMatch(/ --standalone$/);
});

test('a controller without a decision about founding does not start', () => {
  prepare('controller', 0, 'yes');
  rmSync(member.path('member/founder'));
  expect(start().code).not.toBe(0);
  expect(formats()).toEqual([]);
});

test('a formatted disk is left alone', () => {
  prepare('controller', 0, 'yes');
  member.write('data/log/meta.properties', `cluster.id=${ID}\n`);
  expect(start().code).toBe(0);
  expect(formats()).toEqual([]);
});

test('a founder that crashed after formatting spends its right at the next start', () => {
  prepare('controller', 0, 'yes');
  member.write('data/founding/founding.decision', 'yes\n');
  member.write('data/log/meta.properties', `cluster.id=${ID}\n`);
  start();
  expect(member.read('data/founding/founding.decision')).toBe('spent\n');
});

test('the volume of another cluster is refused', () => {
  prepare('broker', 0);
  member.write('data/log/meta.properties', 'cluster.id=another\n');
  const outcome = start();
  expect(outcome.code).toBe(1);
  expect(outcome.out).toContain(`the volume belongs to cluster "another", expected "${ID}"`);
});

test('a format that fails starts nothing and spends nothing', () => {
  prepare('controller', 0, 'yes');
  member.write('data/founding/founding.decision', 'yes\n');
  member.command('kafka/bin/kafka-storage.sh', { code: 1, err: 'disk full' });
  const outcome = start();
  expect(outcome.code).not.toBe(0);
  expect(outcome.out).toContain('disk full');
  expect(member.has('server-environment')).toBe(false);
  expect(member.read('data/founding/founding.decision')).toBe('yes\n');
});

test('it waits for its own name, but not for ever', () => {
  prepare('broker', 0);
  member.command('bin/getent', { code: 2 });
  const outcome = start({ NAME_WAIT_SECONDS: '1' });
  expect(outcome.code).toBe(1);
  expect(outcome.out).toContain('events-broker-0.events-broker.orders.svc does not resolve');
  expect(formats()).toEqual([]);
});

test('with TLS, key and chain are in one file that only the owner reads', () => {
  prepare('broker', 0);
  for (const file of ['tls.crt', 'tls.key']) member.write(`tls/member/${file}`, `${file}\n`);
  member.command('bin/sleep', { code: 1 }); // nobody waits for another certificate
  start({ TLS: 'true' });
  expect(member.read('member/keystore.pem')).toBe('tls.key\ntls.crt\n');
  expect((statSync(member.path('member/keystore.pem')).mode % 0o1000).toString(8)).toBe('600');
});

test('the server logs to standard output only, and opens no JMX port that nobody asked for', () => {
  prepare('broker', 0);
  start({ KAFKA_DEBUG: 'y' });
  const environment = member.read('server-environment').split('\n');
  expect(environment).toContain('EXTRA_ARGS=-name kafkaServer');
  expect(environment).toContain('KAFKA_JMX_OPTS= ');
  expect(environment).toContain(`KAFKA_LOG4J_OPTS=-Dlog4j2.configurationFile=${member.path('member/files/log4j2.yaml')}`);
  expect(environment.join()).not.toContain('KAFKA_DEBUG');
});

test('a server starts from the classes that the image has parsed, and keeps the heap that it was given', () => {
  prepare('broker', 0);
  const heap = () => /^KAFKA_HEAP_OPTS=(.*)$/m.exec(member.read('server-environment'))?.[1];
  start({ KAFKA_HEAP_OPTS: '-Xmx2g' });
  expect(heap()).toBe('-Xmx2g '); // an image without them
  member.write('kafka/kafka.jsa', '');
  start({ KAFKA_HEAP_OPTS: '-Xmx2g' });
  expect(heap()).toBe(`-Xmx2g -XX:SharedArchiveFile=${member.path('kafka/kafka.jsa')}`);
});
