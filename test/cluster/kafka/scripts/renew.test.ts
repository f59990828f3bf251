import { Member, recorded } from './member';

let member: Member;
afterEach(() => member.remove());

const STORES = ['tls.key', 'tls.crt', 'ca.crt'];
const NOON = 1_795_392_000; // the beginning of a round of six hours

/**
 * A broker that starts, and what happens while it waits for each of its turns; then the test is over. The server ends when it is told to.
 */
function life(ordinal: number, turns: string[], more: Record<string, string> = {}) {
  member = new Member('broker', ordinal, { CLUSTER_ID: 'x', ADVERTISED: 'INTERNAL:9091', TLS: 'true', STOP_WAIT_SECONDS: '0', ...more });
  member.listen(9091);
  for (const store of STORES) {
    member.write(`tls/member/${store}`, `first ${store}\n`);
    member.write(`tls/admin/${store}`, `admin ${store}\n`);
  }
  member.write('member/files/server.properties', 'process.roles=broker');
  member.write('data/log/meta.properties', 'cluster.id=x\n');
  member.command('bin/getent', { out: '10.0.0.1 x\n' });
  member.command('bin/openssl', { code: 1 }); // the certificate that is held ends soon
  member.command('bin/date', { out: `${NOON + 60}\n` });
  const turn = `"$(grep -c ^sleep '${member.path('calls')}')"`;
  member.command('bin/sleep', {
    run: [
      `case ${turn} in`,
      ...turns.map((what, i) => `${i + 1}) ${what.replace(/@/g, member.path('tls/member'))} ;;`),
      `*) touch '${member.path('over')}'; exit 1 ;; esac; exit 0`,
    ].join(' '),
  });
  member.command('kafka/bin/kafka-server-start.sh', {
    run: [
      `trap "echo stopped >'${member.path('server')}'; exit 143" TERM;`,
      `until [ -e '${member.path('over')}' ]; do PATH=/usr/bin:/bin sleep 0.1; done; exit 0`,
    ].join(' '),
  });
  return () => member.script('start');
}

const restarted = () => member.has('server');
const questions = () => member.calls().filter((call) => call.startsWith('kafka-topics.sh'));

test.each(['tls.key', 'tls.crt'])('a member whose certificate ends and whose %s is another restarts at its next turn', (store) => {
  const start = life(0, ['true', `echo renewed >'@/${store}'`]);
  member.command('kafka/bin/kafka-topics.sh');
  const { code, out } = start();
  expect(code).toBe(143);
  expect(restarted()).toBe(true);
  expect(out).toContain('renew: restarting\n');
});

test('while the certificate that it holds lasts, another one restarts nobody', () => {
  const start = life(0, ['echo renewed >\'@/tls.crt\'', 'true']);
  member.command('kafka/bin/kafka-topics.sh');
  member.command('bin/openssl', { code: 0 });
  start();
  expect(restarted()).toBe(false);
  expect(questions()).toEqual([]);
  expect(member.calls()).toContain(`openssl x509 -noout -checkend 2592000 -in ${member.path('member/keystore.pem')}`);
});

test('where nobody can tell when a certificate ends, another one is reason enough', () => {
  const start = life(0, ['echo renewed >\'@/tls.crt\'']);
  member.command('kafka/bin/kafka-topics.sh');
  member.command('bin/openssl', { code: 127 });
  start();
  expect(restarted()).toBe(true);
});

test('while there is no other it asks nobody, though it ends', () => {
  const start = life(0, ['true', 'true', 'touch \'@/tls.crt\'']);
  member.command('kafka/bin/kafka-topics.sh');
  expect(start().code).toBe(0);
  expect(restarted()).toBe(false);
  expect(questions()).toEqual([]);
});

test('whom the others can\'t spare waits for its next turn', () => {
  const start = life(0, ['echo renewed >\'@/tls.crt\'', 'true', 'touch \'@/back\'']);
  const views = ['under-replicated', 'at-min-isr'].map((view) => {
    member.write(view, recorded(`4.3.1-${view}-broker-2-dead`));
    return `*${view}*) cat '${member.path(view)}' ;;`;
  });
  member.command('kafka/bin/kafka-topics.sh', { run: `[ -e '${member.path('tls/member/back')}' ] || case $* in ${views.join(' ')} esac; exit 0` });
  expect(start().out).toMatch(/(ends within thirty days\n(?!renew: restarting).*){2}ends within thirty days\nrenew: restarting\n/);
  expect(restarted()).toBe(true);
  expect(member.read('proc/1/fd/1')).toContain('stop: staying: not spared in 0 s');
});

test('a cluster that can\'t be asked can\'t spare it', () => {
  const start = life(0, ['echo renewed >\'@/tls.crt\'']);
  member.command('kafka/bin/kafka-topics.sh', { code: 1, err: 'no' });
  start();
  expect(questions()).not.toEqual([]);
  expect(restarted()).toBe(false);
});

test('a file that is missing is no renewal', () => {
  const start = life(0, ['rm \'@/tls.crt\'']);
  member.command('kafka/bin/kafka-topics.sh');
  start();
  expect(restarted()).toBe(false);
});

test.each([
  [0, 21540], // its minute is the one that has begun: the next is six hours later
  [1, 840],
  [2, 1740],
  [23, 20640],
  [24, 21600], // one minute after 0, and this second: not twice
  [25, 900],
  [359, 21480],
])('broker %i has a time of its own', (ordinal, seconds) => {
  const start = life(ordinal, []);
  start();
  expect(member.calls().filter((call) => call.startsWith('sleep'))).toEqual([`sleep ${seconds}`]);
});

test('without certificates there is nothing to wait for', () => {
  const start = life(0, [], { TLS: 'false' });
  member.write('over', '');
  start();
  expect(member.calls().some((call) => call.startsWith('sleep'))).toBe(false);
});
