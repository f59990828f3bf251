import { App, Chart, Duration, Size, Testing } from 'cdk8s';
import { ContainerResources, Cpu, Deployment } from 'cdk8s-plus-27';
import { Certificates, DataStorage, Failure, KafkaCluster, KafkaClusterProps, KafkaVersion, Platform, Risk, Rule } from '../../src';

/**
 * What a user can get wrong. Each message names the construct's path, what was got, what was expected, and the
 * smallest change that mends it.
 */
function declare(change: Partial<KafkaClusterProps> = {}, options: { id?: string; namespace?: string } = {}) {
  const chart = new Chart(new App(), 'shop', { namespace: 'namespace' in options ? options.namespace : 'orders' });
  const cluster = new KafkaCluster(chart, options.id ?? 'events', {
    version: KafkaVersion.V4_3_1,
    replicas: 3,
    storage: DataStorage.persistent(Size.gibibytes(10)),
    ...change,
  });
  return { chart, cluster };
}

function complaint(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
}

describe('refused when it is declared', () => {
  const memory = (resources: ContainerResources) => ({ resources });
  test.each<[string, () => unknown, string]>([
    ['a chart without a namespace', () => declare({}, { namespace: undefined }), "shop/events: namespace: got none, expected the chart's namespace"],
    ['half a broker', () => declare({ replicas: 2.5 }), 'shop/events: replicas: got 2.5, expected a whole number of 1 or more; write replicas: 3'],
    ['no broker', () => declare({ replicas: 0 }), 'shop/events: replicas: got 0, expected a whole number of 1 or more; write replicas: 1'],
    ['fewer than none', () => declare({ replicas: -1 }), 'got -1, expected a whole number of 1 or more; write replicas: 1'],
    ['what is no number', () => declare({ replicas: NaN }), 'got NaN, expected a whole number of 1 or more; write replicas: 1'],
    ['a volume of nothing', () => declare({ storage: DataStorage.persistent(Size.kibibytes(0)) }), 'shop/events: storage: got 0 bytes, expected 1 MiB or more'],
    ['a quorum that forgets', () => declare({ controllerStorage: DataStorage.ephemeral(Size.gibibytes(1)) }), 'controllerStorage: got ephemeral storage for controllers'],
    ['a combined quorum that forgets', () => declare({ combined: true, storage: DataStorage.ephemeral(Size.gibibytes(1)) }), 'shop/events: storage: got ephemeral storage for controllers'],
    ['no controller', () => declare({ controllers: 0 }), 'shop/events: controllers: got 0, expected a whole number of 1 or more'],
    ['more brokers than node ids', () => declare({ replicas: 1001 }), 'shop/events: replicas: got 1001, expected at most 1000 brokers'],
    ['an old Kafka', () => KafkaVersion.of('4.1.2'), "got '4.1.2', expected 4.2.0 or later"],
    ['half a version', () => KafkaVersion.of('4.3'), "got '4.3', expected major.minor.patch"],
    ['metadata of the future', () => declare({ metadataVersion: '4.4' }), "shop/events: metadataVersion: got '4.4', expected 3.9, the oldest that lets controllers join by themselves, or from 4.0 to 4.3"],
    ['metadata of no form', () => declare({ metadataVersion: '4.3.1' }), "metadataVersion: got '4.3.1', expected major.minor"],
    ['metadata that no shell counts with', () => declare({ metadataVersion: '4.03' }), "metadataVersion: got '4.03', expected major.minor"],
    ['a name with capitals', () => declare({}, { id: 'Events' }), 'got "Events", expected lower case letters'],
    ['a name that begins with a digit', () => declare({}, { id: '1events' }), 'got "1events"'],
    ['a name too long for its StatefulSet', () => declare({}, { id: 'e'.repeat(50) }), 'expected at most 52'],
    ['memory that holds no JVM', () => declare(memory({ memory: { limit: Size.mebibytes(128) } })), 'shop/events: resources.memory: got 128 MiB, expected 768 MiB or more'],
    ['a request below the limit', () => declare(memory({ memory: { request: Size.gibibytes(1), limit: Size.gibibytes(2) } })), 'got request 1024 MiB and limit 2048 MiB'],
    ['a processor limit below the request', () => declare(memory({ cpu: { request: Cpu.units(2), limit: Cpu.units(1) } })), 'got limit 1000m below request 2000m'],
    ['an address in the settings', () => declare({ config: { 'advertised.listeners': 'X://y:1' } }), "config['advertised.listeners']: got 'X://y:1', expected no setting that starts with advertised."],
    ['a number among the settings', () => declare({ config: { 'log.retention.ms': 1 as any } }), "config['log.retention.ms']: got 1, expected one line of text"],
    ['a cluster id of no form', () => declare({ clusterId: 'events' }), "clusterId: got 'events', expected 22 characters of URL-safe base64"],
    ['a zone twice', () => Platform.onPrem({ zones: ['a', 'b', 'a'] }), 'zones'],
    ['a risk without a reason', () => Risk.accept(Rule.STORAGE_DURABLE, ''), 'expected 10 characters or more'],
    ['too few given Secrets', () => declare({ certificates: Certificates.secrets({ broker: 'b' }) }), "add 'controller' to Certificates.secrets()"],
    ['a topic without partitions', () => declare().cluster.addTopic('orders', { partitions: 0 }), "addTopic('orders').partitions: got 0"],
    ['a topic with more copies than brokers', () => declare().cluster.addTopic('orders', { partitions: 1, replicationFactor: 4 }), 'expected a whole number from 1 to 3, the number of brokers'],
    ['a topic with a blank', () => declare().cluster.addTopic('my orders', { partitions: 1 }), "got the name 'my orders'"],
    ['a topic of two lines, told in one', () => declare().cluster.addTopic('a\nb', { partitions: 1 }), "addTopic('a\\nb'): got the name 'a\\nb'"],
    ["a topic of Kafka's own", () => declare().cluster.addTopic('__orders', { partitions: 1 }), "expected a name that does not start with '__'"],
    ['a topic twice', () => { const { cluster } = declare(); cluster.addTopic('a', { partitions: 1 }); cluster.addTopic('a', { partitions: 1 }); }, 'got the same name twice'],
    ['a user named as a member', () => declare().cluster.addUser('broker'), 'expected none of broker, controller, admin, ca'],
    ['a user with capitals', () => declare().cluster.addUser('Shop'), "addUser('Shop'): got the name 'Shop'"],
    ['a user of a plaintext cluster', () => declare({ plaintext: true }).cluster.addUser('shop'), 'got a user of a plaintext cluster'],
    ['a grant to a workload without containers', () => {
      const { chart, cluster } = declare();
      cluster.addTopic('orders', { partitions: 1 }).grantProduce(new Deployment(chart, 'shop'));
    }, 'call addContainer() before the grant'],
    ['a grant to a workload of another namespace', () => {
      const { chart, cluster } = declare();
      const other = new Chart(chart, 'other', { namespace: 'elsewhere' });
      cluster.addTopic('orders', { partitions: 1 }).grantProduce(new Deployment(other, 'shop', { containers: [{ image: 'x' }] }));
    }, 'got a workload in the namespace elsewhere, expected orders'],
    ['a topic that differs by an underscore for a dot', () => {
      const { cluster } = declare();
      cluster.addTopic('a.b', { partitions: 1 });
      cluster.addTopic('a_b', { partitions: 1 });
    }, "got a name that differs from 'a.b' only by a dot for an underscore"],
    ["a grant to another cluster's user", () => {
      const { chart, cluster } = declare();
      const other = new KafkaCluster(chart, 'other', { version: KafkaVersion.V4_3_1, replicas: 3, storage: DataStorage.persistent(Size.gibibytes(1)) });
      const user = other.addUser('web');
      cluster.addTopic('orders', { partitions: 1 }).grantProduce(new Deployment(chart, 'web', { containers: [{ image: 'x' }] }), { user });
    }, "got the user 'web' of another cluster"],
    ['two workloads of one id', () => {
      const { chart, cluster } = declare();
      const orders = cluster.addTopic('orders', { partitions: 1 });
      for (const team of ['a', 'b']) {
        orders.grantProduce(new Deployment(new Chart(chart, team, { namespace: 'orders' }), 'web', { containers: [{ image: 'x' }] }));
      }
    }, "grant(shop/b/web): got the user 'web' for it, which shop/a/web is already"],
    ['a declared user that is revoked', () => { const { cluster } = declare(); cluster.revoke(cluster.addUser('web').principal); }, 'a declared user'],
    ['controllers beside combined members', () => declare({ combined: true, controllers: 3 }), 'controllers: got 3 beside combined: true'],
    ['a platform that comes too late', () => { const { chart } = declare(); Platform.onPrem().applyTo(chart); }, 'got one that comes after shop/events was declared without it'],
    ['a registry with a scheme', () => declare({ imageRegistry: 'https://registry.example.com/' }), "imageRegistry: got 'https://registry.example.com/', expected a host"],
    ['a storage class that is no name', () => DataStorage.persistent(Size.gibibytes(1), { storageClass: 'My Class' }), "storageClass: got 'My Class'"],
    ['a consumer without a group', () => {
      const { chart, cluster } = declare();
      cluster.addTopic('orders', { partitions: 1 }).grantConsume(new Deployment(chart, 'shop', { containers: [{ image: 'x' }] }), { group: '' });
    }, "grantConsume('orders').group"],
  ])('%s', (_, act, expected) => {
    expect(complaint(act)).toContain(expected);
  });
});

describe('refused from programs that no compiler checks', () => {
  const any = (value: unknown) => value as any;
  test.each<[string, () => unknown, string]>([
    ['a version as text', () => declare({ version: any('4.3.1') }), "shop/events: version: got '4.3.1', expected a value such as KafkaVersion.of('4.3.1')"],
    ['no version', () => declare({ version: any(undefined) }), 'shop/events: version: got nothing'],
    ['brokers as text', () => declare({ replicas: any('3') }), "replicas: got '3', expected a whole number"],
    ['storage as text', () => declare({ storage: any('100Gi') }), "storage: got '100Gi', expected a value such as DataStorage.persistent"],
    ['a size as a number', () => DataStorage.persistent(any(100)), 'DataStorage.persistent: size: got 100, expected a value such as Size.gibibytes(100)'],
    ['memory as text', () => declare({ resources: { memory: { limit: any('4Gi') } } }), "resources.memory.limit: got '4Gi'"],
    ['cores as a number', () => declare({ resources: { cpu: { request: any(2) } } }), 'resources.cpu.request: got 2, expected a value such as Cpu.millis(500)'],
    ['a platform as text', () => declare({ platform: any('eks') }), "platform: got 'eks', expected a value such as Platform.onPrem()"],
    ['an issuer as text', () => declare({ certificates: any('corp') }), "certificates: got 'corp', expected a value such as Certificates.selfSigned()"],
    ['a failure that nobody knows', () => declare({ guarantees: { survives: any('REGION') } }), "guarantees.survives: got 'REGION', expected Failure.NONE, Failure.NODE or Failure.ZONE"],
    ['a promise as text', () => declare({ guarantees: { keepsAcknowledgedWrites: any('false') } }), "guarantees.keepsAcknowledgedWrites: got 'false', expected true or false"],
    ['a risk that is none', () => declare({ acceptedRisks: [any({ rule: 'storage/durable' })] }), 'acceptedRisks: got {"rule":"storage/durable"}'],
    ['a topic without options', () => declare().cluster.addTopic('a', any(undefined)), "addTopic('a'): got nothing, expected a value such as { partitions: 12 }"],
    ['a grant to nobody', () => declare().cluster.addTopic('a', { partitions: 1 }).grantProduce(any(undefined)), 'grant(workload): got nothing'],
  ])('%s', (_, act, expected) => {
    expect(complaint(act)).toContain(expected);
  });
});

describe('refused at synth, because of what was promised', () => {
  const zones = Platform.onPrem({ zones: ['a', 'b', 'c'] });
  test.each<[string, Partial<KafkaClusterProps>, string]>([
    ['two brokers that should survive a node', { replicas: 2 }, 'replication/'],
    ['two controllers', { controllers: 2 }, 'quorum/'],
    ['one controller', { controllers: 1 }, 'availability/single-point'],
    ['two zones that should survive a zone', { guarantees: { survives: Failure.ZONE }, platform: Platform.onPrem({ zones: ['a', 'b'] }) }, 'zone'],
    ['no known zones, and a zone to survive', { guarantees: { survives: Failure.ZONE } }, 'zone'],
    ['four brokers in three zones', { replicas: 4, guarantees: { survives: Failure.ZONE }, platform: zones }, 'placement/equal-zones'],
    ['brokers that are the quorum', { combined: true }, 'quorum/dedicated'],
    ['data on the node', { storage: DataStorage.ephemeral(Size.gibibytes(10)) }, 'storage/durable'],
    ['claims that go with the cluster', { storage: DataStorage.persistent(Size.gibibytes(10), { retain: false }) }, 'storage/durable'],
    ['an unclean election', { config: { 'unclean.leader.election.enable': 'true' } }, "config['unclean.leader.election.enable']"],
    ['one copy in sync', { config: { 'min.insync.replicas': '1' } }, "config['min.insync.replicas']"],
    ['all copies in sync', { config: { 'min.insync.replicas': '3' } }, "config['min.insync.replicas']"],
    ['two copies', { config: { 'default.replication.factor': '2' } }, "config['default.replication.factor']"],
    ['a heap that leaves no page cache', { heap: Size.gibibytes(3) }, 'memory/heap'],
    ['plaintext', { plaintext: true }, 'security/encrypted'],
    ['a disaster to recover from', { guarantees: { recoveryPoint: Duration.minutes(5) } }, 'recovery/provided'],
    ['a rule that nobody knows', { acceptedRisks: [Risk.accept(Rule.of('storage/durabel'), 'the data is made again')] }, 'storage/durabel'],
  ])('%s', (_, change, expected) => {
    const message = complaint(() => Testing.synth(declare(change).chart));
    expect(message).toContain(expected);
    expect(message).toMatch(/got .*, expected .*; /);
    expect(message).not.toContain('undefined');
  });

  test('a container that comes after the grant', () => {
    const { chart, cluster } = declare();
    const web = new Deployment(chart, 'web', { containers: [{ image: 'x' }] });
    cluster.addTopic('orders', { partitions: 1 }).grantProduce(web);
    web.addContainer({ name: 'late', image: 'x' });
    expect(complaint(() => Testing.synth(chart))).toContain('grant(shop/web): got 2 containers, 1 of them when it was granted');
  });

  test('a lowered guarantee needs no accepted risk', () => {
    expect(complaint(() => Testing.synth(declare({ replicas: 1, guarantees: { survives: Failure.NONE, servesDuringMaintenance: false } }).chart))).toBe('nothing was refused');
  });

  test('two clusters of one name in one namespace', () => {
    const app = new App();
    for (const id of ['a', 'b']) {
      new KafkaCluster(new Chart(app, id, { namespace: 'orders' }), 'events', { version: KafkaVersion.V4_3_1, replicas: 3, storage: DataStorage.persistent(Size.gibibytes(10)) });
    }
    expect(complaint(() => app.synth())).toBe(
      "Validation failed with the following errors:\n  [b/events] name: got clusterName 'events' in orders, which a/events has already, expected one of its own: the names of all of its objects begin with it; give one of them another clusterName, or its chart another namespace");
  });
});
