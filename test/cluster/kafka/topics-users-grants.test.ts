import { App, Chart, Size, Testing } from 'cdk8s';
import { Deployment, Namespaces, Secret } from 'cdk8s-plus-27';
import { DataStorage, KafkaAuthentication, KafkaCluster, KafkaVersion } from '../../../src';

function declare() {
  const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
  const cluster = new KafkaCluster(chart, 'events', { version: KafkaVersion.V4_3_1, replicas: 3, storage: DataStorage.persistent(Size.gibibytes(1)) });
  const workload = (id: string) => new Deployment(chart, id, { metadata: { name: id }, containers: [{ name: 'main', image: 'x' }] });
  const objects = (): any[] => Testing.synth(chart);
  const job = (name: string) => objects().find((o) => o.kind === 'Job' && o.metadata.name.startsWith(`events-${name}-`));
  const environment = (name: string) => Object.fromEntries(job(name).spec.template.spec.containers[0].env.map((e: any) => [e.name, e.value]));
  return { chart, cluster, workload, objects, job, environment };
}

describe('topics', () => {
  test('all stand in one Job, each on a line of its own', () => {
    const { cluster, environment } = declare();
    cluster.addTopic('orders', { partitions: 12 });
    cluster.addTopic('invoices', { partitions: 3, replicationFactor: 3, config: { 'retention.ms': '-1', 'cleanup.policy': 'compact,delete' } });
    expect(environment('topics').TOPICS).toBe('orders 12 3\ninvoices 3 3 cleanup.policy=compact,delete retention.ms=-1\n');
  });

  test('another topic makes another Job, for a Job can not be changed', () => {
    const name = (...topics: string[]) => {
      const { cluster, job } = declare();
      topics.forEach((topic) => cluster.addTopic(topic, { partitions: 1 }));
      return job('topics').metadata.name;
    };
    expect(name('a')).toBe(name('a'));
    expect(name('a', 'b')).not.toBe(name('a'));
  });

  test('a refused change fails the Job at once instead of being tried again', () => {
    const { cluster, job } = declare();
    cluster.addTopic('a', { partitions: 1 });
    expect(job('topics').spec.podFailurePolicy.rules).toContainEqual({ action: 'FailJob', onExitCodes: { containerName: 'task', operator: 'In', values: [3] } });
  });

  test.each([
    ['fewer copies', { partitions: 1, replicationFactor: 2 }, "addTopic('a').replicationFactor = 2, expected 3 or more"],
    ['one copy in sync', { partitions: 1, config: { 'min.insync.replicas': '1' } }, "addTopic('a').config['min.insync.replicas'] = 1, expected 2 or more"],
    ['an unclean election', { partitions: 1, config: { 'unclean.leader.election.enable': 'true' } }, "addTopic('a').config['unclean.leader.election.enable'] = true, expected 'false'"],
  ])('%s than the guarantees need contradict them', (_, options, expected) => {
    const { cluster, objects } = declare();
    cluster.addTopic('a', options as any);
    expect(objects).toThrow(expected);
  });
});

describe('a workload that is granted a topic', () => {
  test('is a user with a certificate of its own, and the rights to write and no others', () => {
    const { cluster, workload, objects, environment } = declare();
    cluster.addTopic('orders', { partitions: 1 }).grantProduce(workload('web'));
    expect(environment('users').ACLS).toBe('DESCRIBE TOPIC LITERAL orders User:CN=web,OU=events,O=orders\nWRITE TOPIC LITERAL orders User:CN=web,OU=events,O=orders\n');
    expect(objects().find((o) => o.kind === 'Certificate' && o.metadata.name === 'events-web').spec).toMatchObject({
      commonName: 'web', secretName: 'events-web-tls', subject: { organizations: ['orders'], organizationalUnits: ['events'] }, usages: ['digital signature', 'client auth'],
    });
  });

  test('finds its credentials and its configuration as files', () => {
    const { cluster, workload, objects } = declare();
    cluster.addTopic('orders', { partitions: 1 }).grantProduce(workload('web'));
    const { spec } = objects().find((o) => o.kind === 'Deployment').spec.template;
    expect(spec.containers[0].volumeMounts.map((m: any) => m.mountPath)).toEqual(['/etc/kafka/events/config', '/etc/kafka/events/user']);
    expect(spec.volumes.map((v: any) => v.configMap?.name ?? v.secret.secretName)).toEqual(['events-web-client', 'events-web-tls']);
    expect(objects().find((o) => o.metadata.name === 'events-web-client').data['client.properties']).toMatchInlineSnapshot(`
"acks=all
bootstrap.servers=events.orders.svc:9092
config.providers=directory
config.providers.directory.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider
security.protocol=SSL
ssl.keystore.certificate.chain=\${directory:/etc/kafka/events/user:tls.crt}
ssl.keystore.key=\${directory:/etc/kafka/events/user:tls.key}
ssl.keystore.type=PEM
ssl.truststore.certificates=\${directory:/etc/kafka/events/user:ca.crt}
ssl.truststore.type=PEM
"
`);
  });

  test('is let in by the network, to the port of its credentials', () => {
    const { cluster, workload, objects } = declare();
    cluster.addTopic('orders', { partitions: 1 }).grantProduce(workload('web'));
    const policy = objects().find((o) => o.kind === 'NetworkPolicy' && o.metadata.name === 'events-client-web');
    expect(policy.spec).toMatchObject({
      podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'events', 'app.kubernetes.io/component': 'broker' } },
      policyTypes: ['Ingress'],
      ingress: [{ ports: [{ port: 9092, protocol: 'TCP' }] }],
    });
  });

  test('stays one user when it reads and writes', () => {
    const { cluster, workload, objects, environment } = declare();
    const [orders, invoices] = ['orders', 'invoices'].map((name) => cluster.addTopic(name, { partitions: 1 }));
    const web = workload('web');
    orders.grantConsume(web, { group: 'web' });
    invoices.grantProduce(web, { transactionalIdPrefix: 'web-' });
    expect(objects().filter((o) => o.kind === 'NetworkPolicy' && o.metadata.name.startsWith('events-client-'))).toHaveLength(1);
    expect(environment('users').ACLS.split('\n').map((line: string) => line.replace(/ User:.*/, ''))).toEqual([
      'READ GROUP LITERAL web', 'DESCRIBE TOPIC LITERAL invoices', 'WRITE TOPIC LITERAL invoices', 'DESCRIBE TOPIC LITERAL orders', 'READ TOPIC LITERAL orders',
      'DESCRIBE TRANSACTIONAL_ID PREFIXED web-', 'WRITE TRANSACTIONAL_ID PREFIXED web-', '',
    ]);
  });

  test('may share a user with another workload', () => {
    const { cluster, workload, objects } = declare();
    const orders = cluster.addTopic('orders', { partitions: 1 });
    const user = orders.grantProduce(workload('web'));
    orders.grantProduce(workload('batch'), { user });
    expect(objects().filter((o) => o.kind === 'NetworkPolicy').map((o) => o.metadata.name)).toEqual(expect.arrayContaining(['events-client-web', 'events-client-web-2']));
  });
});

describe('a user with a password', () => {
  test('gets a random one, made in the cluster, which no manifest shows', () => {
    const { cluster, workload, objects, environment, job } = declare();
    const orders = cluster.addTopic('orders', { partitions: 1 });
    orders.grantConsume(workload('report'), { group: 'report', user: cluster.addUser('report', { authentication: KafkaAuthentication.scram() }) });
    expect(environment('passwords').SECRETS).toBe('events-report-password\n');
    expect(environment('users')).toMatchObject({ SCRAM_USERS: 'report\n', PRINCIPALS: 'User:report\n' });
    expect(job('users').spec.template.spec.volumes).toContainEqual({ name: 'user-report', secret: { secretName: 'events-report-password', defaultMode: 0o440 } });
    expect(objects().some((o) => o.kind === 'Secret')).toBe(false);
    expect(objects().find((o) => o.metadata.name === 'events-report-client').data['client.properties']).toContain('password="${directory:/etc/kafka/events/user:password}"');
  });

  test('may have one from a Secret of yours', () => {
    const { chart, cluster, objects, environment } = declare();
    const secret = Secret.fromSecretName(chart, 'mine', 'report-password');
    cluster.addUser('report', { authentication: KafkaAuthentication.scram({ secret }) }).allowProduce('orders');
    expect(objects().some((o) => o.metadata.name.startsWith('events-passwords'))).toBe(false);
    expect(environment('users').SCRAM_USERS).toBe('report\n');
  });

  test('trusts the cluster by its authority, and sees no key of it', () => {
    const { cluster, workload, objects } = declare();
    const user = cluster.addUser('report', { authentication: KafkaAuthentication.scram() });
    cluster.addTopic('orders', { partitions: 1 }).grantConsume(workload('report'), { group: 'g', user });
    const { volumes } = objects().find((o) => o.kind === 'Deployment').spec.template.spec;
    expect(volumes).toContainEqual({ name: 'kafka-events-trust', secret: { secretName: 'events-broker-tls', items: [{ key: 'ca.crt', path: 'ca.crt' }] } });
  });
});

describe('a user that takes over from another', () => {
  const scram = { authentication: KafkaAuthentication.scram() };

  test('has a password of its own, and the rights that either is given, before and after', () => {
    const { cluster, environment } = declare();
    const report = cluster.addUser('report', scram);
    report.allowConsume('orders', 'report');
    const next = cluster.addUser('report-2', { ...scram, successorOf: report });
    next.allowProduce('reports');
    const rights = (user: string) => environment('users').ACLS.split('\n').filter((line: string) => line.endsWith(` ${user}`)).map((line: string) => line.replace(` ${user}`, ''));
    expect(rights('User:report')).toEqual(['READ GROUP LITERAL report', 'DESCRIBE TOPIC LITERAL orders', 'READ TOPIC LITERAL orders', 'DESCRIBE TOPIC LITERAL reports', 'WRITE TOPIC LITERAL reports']);
    expect(rights('User:report-2')).toEqual(rights('User:report'));
    expect(environment('passwords').SECRETS).toBe('events-report-password\nevents-report-2-password\n');
    expect(environment('users').SCRAM_USERS).toBe('report\nreport-2\n');
  });

  test('keeps them when a workload has become it, and so does the one whose pods are not replaced yet', () => {
    const { cluster, workload, environment } = declare();
    const next = cluster.addUser('report-2', { ...scram, successorOf: cluster.addUser('report', scram) });
    cluster.addTopic('orders', { partitions: 1 }).grantConsume(workload('billing'), { group: 'billing', user: next });
    for (const user of ['report', 'report-2']) expect(environment('users').ACLS).toContain(`READ TOPIC LITERAL orders User:${user}\n`);
  });

  test('takes over from a user of its own cluster only', () => {
    const [one, other] = [declare().cluster, declare().cluster];
    const report = other.addUser('report');
    expect(() => one.addUser('report-2', { successorOf: report })).toThrow("addUser('report-2').successorOf: got the user 'report' of another cluster");
    expect(() => one.addUser('report-2', { successorOf: 'report' as any })).toThrow("addUser('report-2').successorOf: got 'report', expected a value such as cluster.addUser('orders')");
  });
});

test('somebody who is no workload of the program is let in by the network, to the port of his credentials', () => {
  const { chart, cluster, objects } = declare();
  const report = cluster.addUser('report', { authentication: KafkaAuthentication.scram() });
  cluster.admit(Namespaces.select(chart, 'finance', { names: ['finance'] }), report);
  expect(objects().find((o) => o.metadata.name === 'events-admitted-1').spec).toMatchObject({
    podSelector: { matchLabels: { 'app.kubernetes.io/component': 'broker' } },
    ingress: [{ ports: [{ port: 9094 }], from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'finance' } } }] }],
  });
});

test('a user that is revoked loses what it had, for synth has no memory of it', () => {
  const { cluster, environment } = declare();
  cluster.revoke('User:former');
  expect(environment('users').REVOKED).toBe('User:former\n');
});
