import { dirname, join } from 'node:path';
import { Member } from './member';

let member: Member;
afterEach(() => member.remove());

const scripts = join(dirname(require.resolve('../../../../src/cluster/kafka/scripts.ts')), 'scripts');
const AGENT = `-javaagent:/opt/jmx-exporter/agent.jar=9404:${scripts}/jmx-exporter.yaml`;

function start(more: Record<string, string> = {}, command = ['bash', `${scripts}/start.sh`]) {
  member = new Member('broker', 0, {
    CLUSTER_ID: '-Qx0sEsBTWGH7pVJ_a8bcQ', ADVERTISED: 'INTERNAL:9091', METRICS_AGENT: '/opt/jmx-exporter/agent.jar', METRICS_PORT: '9404',
  });
  member.write('member/files/server.properties', 'process.roles=broker');
  member.write('member/files/metadata-version', '4.3\n');
  member.command('bin/getent', { out: '10.0.0.1 x\n' });
  member.command('kafka/bin/kafka-storage.sh', { run: `env >'${member.path('tool-environment')}'; echo cluster.id=x >'${member.path('data/log/meta.properties')}'; exit 0` });
  member.command('kafka/bin/kafka-server-start.sh', { run: `env >'${member.path('server-environment')}'; exit 0` });
  expect(member.script('start-watched', more, command).code).toBe(0);
}
const options = (of: 'tool' | 'server') => /^KAFKA_OPTS=(.*)$/m.exec(member.read(`${of}-environment`))?.[1];

test('the server has the agent, with its port and its rules', () => {
  start();
  expect(options('server')).toBe(AGENT);
});

test('the tool that formats the disk does not: its port would be taken when the server starts', () => {
  start();
  expect(options('tool')).toBeUndefined();
});

test('options that the user gave to the server stay', () => {
  start({ KAFKA_OPTS: '-XX:TieredStopAtLevel=1' });
  expect(options('server')).toBe(`-XX:TieredStopAtLevel=1 ${AGENT}`);
});

test('all else is as without it', () => {
  start();
  expect(member.calls().at(-1)).toBe(`kafka-server-start.sh ${member.path('member/server.properties')}`);
  expect(member.read('member/server.properties')).toContain('node.id=0\n');
});

test('a member that starts in another way does so, with the agent', () => {
  start({}, ['bash', '-c', 'exec "$KAFKA_HOME/bin/kafka-server-start.sh" "$0" "$1"', 'one', 'two words']);
  expect(member.calls()).toEqual(['kafka-server-start.sh one two words']);
  expect(options('server')).toBe(AGENT);
});
