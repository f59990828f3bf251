import { Member, recorded } from './member';
import { Answer } from '../../../builtin/scripts/sandbox';

let job: Member;
beforeEach(() => {
  job = new Member('broker', 0, { BOOTSTRAP: 'events-broker.orders.svc:9091', WAIT_SECONDS: '1', PAUSE_SECONDS: '0.2' });
  job.environment.USERS_DIR = job.path('users');
  tools();
});
afterEach(() => job.remove());

function tools(acls = recorded('4.3.1-acls'), configs: Answer[] = []) {
  job.command('kafka/bin/kafka-acls.sh', { when: '--list', out: acls });
  job.command('kafka/bin/kafka-configs.sh', ...configs);
}
const users = (environment: Record<string, string>) => job.script('users', environment);
const changes = () => job.calls().filter((call) => !/--list|--describe/.test(call)).map((call) => call.replace(/^kafka-(\w+)\.sh.*admin\.properties/, '$1')).sort();

/** The rules of recorded/4.3.1-acls.txt, as they are declared. */
const AS_THEY_ARE = [
  'Write Topic LITERAL orders User:shop',
  'Describe Topic LITERAL orders User:shop',
  'Write Topic LITERAL a.b User:shop',
  'Describe Topic LITERAL a.b User:shop',
  'Read Topic PREFIXED ord User:billing',
  'Read Group LITERAL billing User:billing',
  'IdempotentWrite Cluster LITERAL kafka-cluster User:shop',
  'Write TransactionalId PREFIXED shop- User:shop',
  'Read Topic LITERAL orders User:CN=audit,OU=events,O=orders',
];
const acls = (...lines: string[]) => ({ ACLS: lines.join('\n') + '\n' });

test('rights that are as declared are left alone', () => {
  expect(users(acls(...AS_THEY_ARE)).code).toBe(0);
  expect(changes()).toEqual([]);
});

test('the words of rules may be written as in the listing', () => {
  expect(users(acls(...AS_THEY_ARE.map((line) => line.replace('TransactionalId', 'TRANSACTIONAL_ID').replace('Read', 'READ')))).code).toBe(0);
  expect(changes()).toEqual([]);
});

test('missing rights are added, as many as possible in one call', () => {
  tools('');
  expect(users(acls(...AS_THEY_ARE)).code).toBe(0);
  expect(changes()).toEqual([
    'acls --add --force --allow-principal User:CN=audit,OU=events,O=orders --allow-host * --resource-pattern-type LITERAL --operation Read --topic orders',
    'acls --add --force --allow-principal User:billing --allow-host * --resource-pattern-type LITERAL --operation Read --group billing',
    'acls --add --force --allow-principal User:billing --allow-host * --resource-pattern-type PREFIXED --operation Read --topic ord',
    'acls --add --force --allow-principal User:shop --allow-host * --resource-pattern-type LITERAL --operation Describe --operation Write --topic a.b --topic orders',
    'acls --add --force --allow-principal User:shop --allow-host * --resource-pattern-type LITERAL --operation IdempotentWrite --cluster',
    'acls --add --force --allow-principal User:shop --allow-host * --resource-pattern-type PREFIXED --operation Write --transactional-id shop-',
  ]);
});

test('a principal may have blanks', () => {
  tools('');
  users(acls('Read Topic Literal orders User:CN=billing, O=the shop'));
  expect(changes()[0]).toContain('--allow-principal User:CN=billing, O=the shop --allow-host');
});

test('a right that is no longer declared is removed', () => {
  expect(users(acls(...AS_THEY_ARE.filter((line) => !line.includes('a.b')))).code).toBe(0);
  expect(changes()).toEqual([
    'acls --remove --force --allow-principal User:shop --allow-host * --resource-pattern-type LITERAL --operation Describe --operation Write --topic a.b',
  ]);
});

test('a principal that lost its last right is still in charge if it is named', () => {
  users({ ...acls(...AS_THEY_ARE.filter((line) => !line.includes('audit'))), PRINCIPALS: 'User:CN=audit,OU=events,O=orders\n' });
  expect(changes()).toEqual([
    'acls --remove --force --allow-principal User:CN=audit,OU=events,O=orders --allow-host * --resource-pattern-type LITERAL --operation Read --topic orders',
  ]);
});

test('principals that nobody declared are never touched', () => {
  expect(users(acls('Read Topic PREFIXED ord User:billing', 'Read Group LITERAL billing User:billing')).code).toBe(0);
  expect(changes()).toEqual([]);
});

test('a DENY rule was set by hand and stays', () => {
  tools(recorded('4.3.1-acls').replace(/(host=\*, operation=READ, permissionType=)ALLOW/g, '$1DENY'));
  users({ PRINCIPALS: 'User:billing\n' });
  expect(changes()).toEqual([]);
});

test('a revoked principal loses its rights and its login', () => {
  tools(undefined, [{ when: '--describe', out: "SCRAM credential configs for user-principal 'billing' are SCRAM-SHA-512=iterations=4096\n" }]);
  expect(users({ REVOKED: 'User:billing\nUser:CN=audit,OU=events,O=orders\n' }).code).toBe(0);
  expect(changes()).toEqual([
    'acls --remove --force --allow-principal User:CN=audit,OU=events,O=orders --allow-host * --resource-pattern-type LITERAL --operation Read --topic orders',
    'acls --remove --force --allow-principal User:billing --allow-host * --resource-pattern-type LITERAL --operation Read --group billing',
    'acls --remove --force --allow-principal User:billing --allow-host * --resource-pattern-type PREFIXED --operation Read --topic ord',
    'configs --alter --entity-type users --entity-name billing --delete-config SCRAM-SHA-512',
  ]);
});

test('a password stands on no command line and in no log', () => {
  job.write('users/shop/password', 'Secret123');
  job.command('kafka/bin/kafka-configs.sh', { when: '--add-config-file', run: `cat "\${@: -1}" >'${job.path('given')}'; exit 0` });
  const outcome = users({ SCRAM_USERS: 'shop\n' });
  expect(outcome.code).toBe(0);
  expect(job.read('given')).toBe('SCRAM-SHA-512=password=Secret123\n');
  expect(job.calls().join('\n') + outcome.out).not.toContain('Secret123');
  expect(job.calls()[0]).toContain('--entity-type users --entity-name shop --add-config-file');
});

test('nothing is removed when the listing fails', () => {
  job.command('kafka/bin/kafka-acls.sh', { when: '--list', out: recorded('4.3.1-acls'), code: 1, err: 'gone' });
  expect(users({ PRINCIPALS: 'User:billing\n' }).code).toBe(1);
  expect(changes()).toEqual([]);
});

test('a call that fails fails the Job', () => {
  job.command('kafka/bin/kafka-acls.sh', { when: '--list', out: '' }, { when: '--add', code: 1, err: 'NotControllerException' });
  const outcome = users(acls('Read Topic LITERAL orders User:shop'));
  expect(outcome.code).toBe(1);
  expect(outcome.out).toContain('NotControllerException');
});
