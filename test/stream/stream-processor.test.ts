import { App, Chart, Duration, Size, Testing } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { complaint, configuration, declare, jar, synth } from './declare';
import {
  ClaimAccess, DataStorage, Delivery, Failure, FlinkApplication, FlinkStateBackend, FlinkVersion, KafkaCluster, KafkaClusterProps, KafkaVersion,
  Metrics, ObjectStore, Platform, Risk, Rule, Savepoint, SharedVolume, Sink, StreamProcessor, StreamProcessorProps,
} from '../../src';
import { ChangeClass } from '../../src/check/change-class';
import { compare } from '../../src/check/compare';
import { verdictOf } from '../../src/check/verdict';
import { structuralFindings } from '../builtin/structure';

const STATELESS: Partial<StreamProcessorProps> = {
  state: undefined,
  acceptedRisks: [Risk.accept(Rule.CHECKPOINT_DURABLE, 'a filter without memory'), Risk.accept(Rule.AVAILABILITY_SINGLE_POINT, 'back in a minute')],
};

const main = (object: any) => object.spec.template.spec.containers[0];
const variables = (object: any) => Object.fromEntries(main(object).env.map((e: any) => [e.name, e.value ?? e.valueFrom.secretKeyRef]));

describe('leaders', () => {
  test.each([[Failure.NONE, 1], [Failure.NODE, 2], [Failure.ZONE, 2]])('to survive %s there are %d', (survives, count) => {
    expect(synth({ guarantees: { survives } }).find('Job', 'fraud-leader').spec.parallelism).toBe(count);
  });

  test('stand apart, and their Job never gives up', () => {
    const { spec } = synth({ guarantees: { survives: Failure.ZONE } }).find('Job', 'fraud-leader');
    expect(spec.backoffLimit).toBe(2147483647);
    expect(spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution).toHaveLength(1);
    expect(spec.template.spec.topologySpreadConstraints[0]).toMatchObject({ topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' });
  });

  test('may change ConfigMaps, workers only read them', () => {
    const { find } = synth();
    const verbs = (name: string) => find('Role', name).rules.map((rule: any) => [rule.resources, rule.verbs]);
    expect(verbs('fraud-leader')).toEqual([[['configmaps'], ['create', 'list', 'watch']], [['configmaps'], ['delete', 'get', 'patch', 'update']]]);
    expect(verbs('fraud-worker')).toEqual([[['configmaps'], ['list', 'watch']]]);
  });

  test('may change only the ConfigMaps of their own run', () => {
    const names = (change: Partial<StreamProcessorProps>) => synth(change).find('Role', 'fraud-leader').rules[1].resourceNames;
    expect(names({})).toEqual(['fraud-000000004a2552790000000000000000-config-map', 'fraud-cluster-config-map']);
    expect(names({ restoreFrom: Savepoint.named('r8') })).toEqual([expect.stringMatching(/^fraud\.r8-[0-9a-f]{16}0{16}-config-map$/), 'fraud.r8-cluster-config-map']);
    const later = synth({}, { version: FlinkVersion.of('2.4.0') }).find('Role', 'fraud-leader').rules;
    expect(later).toEqual([{ apiGroups: [''], resources: ['configmaps'], verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'] }]);
  });

  test('without state nobody stands by, nobody asks the API server, and workers find the one leader by its Service', () => {
    const { find } = synth(STATELESS);
    expect(find('Deployment', 'fraud-leader').spec.replicas).toBe(1);
    expect(find('Role', 'fraud-leader')).toBeUndefined();
    expect(configuration(find, 'fraud-worker')).toMatchObject({ 'jobmanager.rpc.address': 'fraud-leader.streams.svc' });
    expect(configuration(find, 'fraud-worker')).not.toHaveProperty(['high-availability.type']);
    expect(variables(find('Deployment', 'fraud-leader'))).toMatchObject({ HIGHLY_AVAILABLE: 'false' });
    expect(find('Service', 'fraud-leader').spec.clusterIP).toBe('None');
  });

  test('without state one commit changes the program: nothing of it is fixed, and never are there two leaders', () => {
    const before = synth(STATELESS), after = synth({ ...STATELESS, parallelism: 6 }, { image: 'registry.example.com/fraud:2', arguments: ['--threshold', '200'] });
    expect(before.find('Job', 'fraud-leader')).toBeUndefined();
    expect(before.find('ConfigMap', 'fraud-leader').immutable).toBeUndefined();
    expect(before.find('Deployment', 'fraud-leader').spec.strategy).toEqual({ type: 'Recreate' });
    const files = ({ find }: typeof before) => find('Deployment', 'fraud-leader').spec.template.metadata.annotations['cdk8s-data/files'];
    expect(files(after)).not.toBe(files(before));
    expect(after.find('ConfigMap', 'fraud-leader').data.image).toBe('registry.example.com/fraud:2\n');
    const found = compare(before.objects, after.objects);
    expect(found.map(({ object }) => `${object.kind} ${object.name}`)).toEqual(expect.arrayContaining(['Deployment fraud-leader', 'Deployment fraud-worker']));
    expect(verdictOf(found, [])).toMatchObject({ exitCode: 0, worst: ChangeClass.ROLLING_RESTART });
  });

  test.each<[string, Platform, string]>([
    ['on AKS', Platform.aks({ region: 'westeurope', kubernetesVersion: '1.34' }), 'ObjectStore.abfs({ account:'],
    ['on EKS', Platform.eks({ region: 'eu-central-1', kubernetesVersion: '1.34', storageClass: 'gp3' }), "ObjectStore.s3({ bucket: '<bucket>' })"],
    ['on GKE', Platform.gke({ region: 'europe-west1', kubernetesVersion: '1.34' }), "ObjectStore.gcs({ bucket: '<bucket>' })"],
    ['elsewhere', Platform.onPrem(), 'ObjectStore.s3Compatible({ bucket:'],
  ])('%s who wants a standby is told what keeps state there', (_, platform, store) => {
    expect(declare({ state: undefined, platform }).processor.node.validate().join()).toContain(`got group leadership: 1 member, expected 2 members or more; write state: ${store}`);
  });

  test('who changes the program is told', () => {
    const how = (change: Partial<StreamProcessorProps>) => declare(change).processor.mechanism.operations.find(({ name }) => name === 'change of the program')!.automation;
    expect([how({}), how(STATELESS)]).toEqual(['helper', 'automatic']);
  });
});

describe('workers', () => {
  test.each([[4, 1, undefined, 4], [7, 2, undefined, 4], [7, 2, 5, 5]])('%d pieces on %d slots: %p declared, %d made', (parallelism, slotsPerWorker, workers, made) => {
    const { find } = synth({ parallelism }, { slotsPerWorker, workers });
    expect(find('Deployment', 'fraud-worker').spec.replicas).toBe(made);
    expect(configuration(find, 'fraud-worker')).toMatchObject({ 'taskmanager.numberOfTaskSlots': String(slotsPerWorker), 'parallelism.default': String(parallelism) });
  });

  test('key groups do not follow from the parallelism', () => {
    for (const parallelism of [1, 700]) expect(configuration(synth({ parallelism }).find, 'fraud-leader')).toMatchObject({ 'pipeline.max-parallelism': '720' });
  });

  test('with volumes of their own they are members that find their state again', () => {
    const { find } = synth({}, { localRecovery: { size: Size.gibibytes(50), storageClass: 'fast' } });
    const set = find('StatefulSet', 'fraud-worker');
    expect(set.spec.volumeClaimTemplates[0].spec).toMatchObject({ resources: { requests: { storage: '50Gi' } }, storageClassName: 'fast' });
    expect(set.spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Delete', whenScaled: 'Delete' });
    expect(variables(set)).toMatchObject({ RESOURCE_ID: 'true' });
    expect(configuration(find, 'fraud-worker')).toMatchObject({ 'execution.state-recovery.from-local': 'true', 'execution.checkpointing.local-backup.enabled': 'true' });
    expect(configuration(find, 'fraud-leader')).not.toHaveProperty(['execution.state-recovery.from-local']);
  });

  test('what keeps nothing has no disk and no managed memory for it, unless that is said', () => {
    expect(configuration(synth(STATELESS).find, 'fraud-worker')).toMatchObject({ 'state.backend.type': 'hashmap', 'taskmanager.memory.managed.fraction': '0' });
    expect(configuration(synth(STATELESS, { stateBackend: FlinkStateBackend.ROCKSDB }).find, 'fraud-worker')).toMatchObject({ 'state.backend.type': 'rocksdb' });
    expect(configuration(synth().find, 'fraud-worker')).toMatchObject({ 'state.backend.type': 'rocksdb' });
  });

  test('state on the heap takes no managed memory, and its checkpoints are whole', () => {
    const { find } = synth({}, { stateBackend: FlinkStateBackend.HASHMAP });
    expect(configuration(find, 'fraud-worker')).toMatchObject({ 'taskmanager.memory.managed.fraction': '0', 'execution.checkpointing.incremental': 'false' });
  });
});

describe('the program', () => {
  test('a jar: what follows -- is its own, whatever it looks like', () => {
    const { find } = synth({}, { entryClass: 'shop.Fraud', arguments: ['--jars', '$(HOME)', 'two words'] });
    expect(main(find('Job', 'fraud-leader')).command).toEqual([
      'bash', '/run/member/files/start-leader.sh', '--job-classname', 'shop.Fraud', '--jars', 'local:///opt/flink/usrlib/fraud.jar', '--', '--jars', '$$(HOME)', 'two words',
    ]);
  });

  test('a script, with the Python that runs it', () => {
    const application = FlinkApplication.python({ version: FlinkVersion.V2_3_0, image: 'x:1', script: '/opt/fraud.py', python: '/usr/bin/python3', arguments: ['-v'], stateBackend: FlinkStateBackend.HASHMAP });
    const { find } = synth({ application });
    expect(main(find('Job', 'fraud-leader')).command.slice(2)).toEqual([
      '--job-classname', 'org.apache.flink.client.python.PythonDriver', '--', '-pyclientexec', '/usr/bin/python3', '-pyexec', '/usr/bin/python3', '-py', '/opt/fraud.py', '-v',
    ]);
    // Python's processes take managed memory also where state does not
    expect(configuration(find, 'fraud-worker')).not.toHaveProperty(['taskmanager.memory.managed.fraction']);
  });

  test('is told to whoever starts programs', () => {
    expect(declare({}, { arguments: ['a'] }).processor.plan.components[0].program).toEqual({ archive: 'local:///opt/flink/usrlib/fraud.jar', arguments: ['a'] });
  });

  test('its environment reaches leaders and workers, secrets by reference', () => {
    const { find } = synth({}, { environment: { LEVEL: '1' }, secretEnvironment: [{ name: 'PASSWORD', secretName: 'ledger', key: 'password' }] });
    for (const object of [find('Job', 'fraud-leader'), find('Deployment', 'fraud-worker')]) {
      expect(variables(object)).toMatchObject({ LEVEL: '1', PASSWORD: { name: 'ledger', key: 'password' } });
    }
  });
});

describe('runs', () => {
  const next: Partial<StreamProcessorProps> = { restoreFrom: Savepoint.named('r8') };

  test('the first of two commits changes nothing that runs, and adds a Job that stops it', () => {
    const before = synth(), stopping = synth({ upgrade: Savepoint.to('r8') });
    for (const [kind, name] of [['Job', 'fraud-leader'], ['Deployment', 'fraud-worker'], ['ConfigMap', 'fraud-leader'], ['ConfigMap', 'fraud-worker']]) {
      expect(stopping.find(kind, name)).toEqual(before.find(kind, name));
    }
    const job = stopping.find('Job', 'fraud-savepoint');
    expect(variables(job)).toMatchObject({
      RECORD: 'fraud-savepoint-r8', REST: 'http://fraud-rest.streams.svc:8081', TARGET: 's3://shop-flink/streams/fraud/savepoints/r8', NAMESPACE: 'streams',
    });
    expect(stopping.find('Role', 'fraud-savepoint').rules).toEqual([
      { apiGroups: [''], resources: ['configmaps'], verbs: ['create'] },
      { apiGroups: [''], resources: ['configmaps'], resourceNames: ['fraud-savepoint-r8'], verbs: ['get'] },
    ]);
    const rest = stopping.find('NetworkPolicy', 'fraud-leader').spec.ingress.find((rule: any) => rule.ports[0].port === 8081);
    expect(rest.from.map((peer: any) => peer.podSelector.matchLabels['app.kubernetes.io/component'])).toEqual(['leader', 'savepoint']);
  });

  test('the second is another Job under another id, whose leaders wait for the savepoint', () => {
    const { find } = synth(next);
    expect(find('Job', 'fraud-leader')).toBeUndefined();
    expect(find('Job', 'fraud-leader-r8').spec.template.spec.volumes).toContainEqual({ name: 'savepoint', configMap: { name: 'fraud-savepoint-r8' } });
    for (const name of ['fraud-leader-r8', 'fraud-worker']) {
      expect(configuration(find, name)).toMatchObject({ 'kubernetes.cluster-id': 'fraud.r8', 'high-availability.cluster-id': '/streams/fraud.r8' });
    }
  });

  describe('what check says of the commits', () => {
    const changed = { image: 'registry.example.com/fraud:2' };
    const judged = (before: any[], after: any[]) => {
      const found = compare(before, after);
      const says = (kind: string, name: string) => found.find(({ object }) => object.kind === kind && object.name === name)?.todo;
      return { ...verdictOf(found, []), says };
    };

    test('both, one after the other: nothing stops them', () => {
      const first = synth({ upgrade: Savepoint.to('r8') });
      expect(judged(synth().objects, first.objects).exitCode).toBe(0);
      expect(judged(first.objects, synth(next, changed).objects).exitCode).toBe(0);
      expect(judged(synth(next, changed).objects, synth({ ...next, upgrade: Savepoint.to('r9') }, changed).objects).exitCode).toBe(0);
    });

    test('the second without the first never comes about', () => {
      const { worst, says } = judged(synth().objects, synth(next, changed).objects);
      expect(worst).toBe(ChangeClass.TWO_STEPS);
      expect(says('Job', 'fraud-leader-r8')).toContain("its pods wait for the ConfigMap fraud-savepoint-r8, which nothing of before makes: write upgrade: Savepoint.to('...')");
    });

    test('a change without a savepoint is told how it is made', () => {
      const { worst, says } = judged(synth().objects, synth({}, changed).objects);
      expect(worst).toBe(ChangeClass.FORBIDDEN);
      for (const kind of ['Job', 'ConfigMap']) expect(says(kind, 'fraud-leader')).toMatch(/^write upgrade: Savepoint\.to\('\.\.\.'\) with the former program/);
    });
  });

  test('one at a known place waits for nothing', () => {
    const { find } = synth({ restoreFrom: Savepoint.at('s3://other/savepoint-1', 'r9') });
    const job = find('Job', 'fraud-leader-r9');
    expect(variables(job)).toMatchObject({ SAVEPOINT: 's3://other/savepoint-1' });
    expect(job.spec.template.spec.volumes.map((v: any) => v.name)).not.toContain('savepoint');
    expect(declare({ restoreFrom: Savepoint.at('s3://other/savepoint-1', 'r9') }).processor.plan.components[0].program).toMatchObject({ beginsWith: 's3://other/savepoint-1' });
  });

  test('the longest name with the longest savepoint fits into every later commit', () => {
    const [processorName, run] = ['f'.repeat(41), 'r'.repeat(12)];
    for (const change of [{}, { upgrade: Savepoint.to(run) }, { restoreFrom: Savepoint.named(run) }, { restoreFrom: Savepoint.named(run), upgrade: Savepoint.to('x'.repeat(12)) }]) {
      expect(() => synth({ processorName, ...change }, { localRecovery: { size: Size.gibibytes(5) } })).not.toThrow();
    }
  });

  test('a run is stopped with the savepoint of the one after it', () => {
    const { find } = synth({ ...next, upgrade: Savepoint.to('r9') });
    expect(variables(find('Job', 'fraud-savepoint'))).toMatchObject({ RECORD: 'fraud-savepoint-r9' });
  });

  test('what a run starts with can not be changed, and tells workers of which image it is', () => {
    const { find } = synth(next);
    expect(find('ConfigMap', 'fraud-leader-r8')).toMatchObject({ immutable: true, data: { image: 'registry.example.com/fraud:1\n' } });
    const workers = find('Deployment', 'fraud-worker');
    expect(workers.spec.template.spec.volumes).toContainEqual({ name: 'leaders', configMap: { name: 'fraud-leader-r8' } });
    expect(variables(workers)).toMatchObject({ IMAGE: 'registry.example.com/fraud:1', IMAGE_FILE: '/etc/flink/leaders/image' });
  });
});

describe('Kafka', () => {
  function pipeline(change: Partial<StreamProcessorProps> = {}, cluster: Partial<KafkaClusterProps> = {}, sink = (topic: any): any => topic) {
    const chart = new Chart(new App(), 'shop', { namespace: 'streams' });
    const events = new KafkaCluster(chart, 'events', { version: KafkaVersion.V4_3_1, replicas: 3, storage: DataStorage.persistent(Size.gibibytes(1)), ...cluster });
    const orders = events.addTopic('orders', { partitions: 4 }), alerts = events.addTopic('alerts', { partitions: 4 });
    const processor = new StreamProcessor(chart, 'fraud', {
      application: jar(), parallelism: 4, state: ObjectStore.s3({ bucket: 'shop-flink' }), reads: [orders], writes: [sink(alerts)], guarantees: { delivery: Delivery.EXACTLY_ONCE }, ...change,
    });
    return { chart, events, orders, alerts, processor };
  }
  const file = (chart: Chart, name: string) => (Testing.synth(chart) as any[]).find((o) => o.kind === 'ConfigMap' && o.metadata.name === 'events-fraud-client').data[name];
  const rights = ({ events }: { events: KafkaCluster }) => events.plan.principals![0].rights.map((r) => `${r.operations.join('+')} ${r.resource} ${r.name}${r.prefixed ? '*' : ''}`);

  test('the processor is a user with just these rights', () => {
    expect(rights(pipeline())).toEqual(['READ GROUP fraud', 'DESCRIBE+WRITE TOPIC alerts', 'DESCRIBE+READ TOPIC orders', 'DESCRIBE+WRITE TRANSACTIONAL_ID fraud-*']);
  });

  test('without transactions it has no right to them', () => {
    for (const way of [pipeline({}, {}, Sink.idempotent), pipeline({ guarantees: {} }), pipeline({ guarantees: {} }, {}, Sink.atLeastOnce)]) {
      expect(rights(way)).toEqual(['READ GROUP fraud', 'DESCRIBE+WRITE TOPIC alerts', 'DESCRIBE+READ TOPIC orders']);
      expect(file(way.chart, 'producer.properties')).not.toContain('transaction');
    }
  });

  test('files: what any client gets, and what its flows ask for', () => {
    const { chart } = pipeline();
    expect(file(chart, 'client.properties')).toContain('bootstrap.servers=events.streams.svc:9092\n');
    expect(file(chart, 'consumer.properties')).toContain('group.id=fraud\nisolation.level=read_committed\n');
    expect(file(chart, 'consumer.properties')).not.toContain('acks');
    expect(file(chart, 'producer.properties')).toContain('acks=all\n');
    expect(file(chart, 'producer.properties')).toContain('transaction.timeout.ms=900000\n');
  });

  test('leaders and workers find them where grants put them', () => {
    const objects: any[] = Testing.synth(pipeline().chart);
    for (const kind of ['Job', 'Deployment']) {
      const pod = objects.find((o) => o.kind === kind && /^fraud-(leader|worker)$/.test(o.metadata.name)).spec.template.spec;
      expect(pod.containers[0].volumeMounts).toContainEqual({ name: 'kafka-events-user', mountPath: '/etc/kafka/events/user', readOnly: true });
      expect(pod.containers[0].volumeMounts).toContainEqual({ name: 'kafka-events-config', mountPath: '/etc/kafka/events/config', readOnly: true });
      expect(pod.volumes).toContainEqual({ name: 'kafka-events-user', secret: { secretName: 'events-fraud-tls', defaultMode: 0o440 } });
    }
  });

  test('the network is open to its pods', () => {
    const policy = (Testing.synth(pipeline().chart) as any[]).find((o) => o.kind === 'NetworkPolicy' && o.metadata.name === 'events-client-fraud');
    expect(policy.spec.ingress[0].from[0].podSelector.matchLabels).toEqual({ 'app.kubernetes.io/name': 'flink', 'app.kubernetes.io/instance': 'fraud' });
    expect(policy.spec.ingress[0].ports[0].port).toBe(9092);
  });

  test('what the rules know of its topics', () => {
    expect(pipeline().processor.plan.flows).toEqual([
      { name: 'events/orders', direction: 'in', end: 'replayable' },
      { name: 'events/alerts', direction: 'out', end: 'transactional', transactionSeconds: 900, longestTransactionSeconds: 900 },
    ]);
  });

  test.each<[string, Partial<StreamProcessorProps>, Partial<KafkaClusterProps>, Duration, string]>([
    ['longer than the brokers grant', {}, {}, Duration.minutes(20), 'sink events/alerts: transactions of 1200 s, expected at most 900 s'],
    ['longer than these brokers grant', {}, { config: { 'transaction.max.timeout.ms': '60000' } }, Duration.minutes(2), 'transactions of 120 s, expected at most 60 s'],
    ['shorter than a checkpoint', { checkpointEvery: Duration.minutes(10) }, {}, Duration.minutes(5), 'transactions of 300 s, and a checkpoint every 600 s'],
  ])('transactions %s', (_, change, cluster, timeout, message) => {
    const { processor } = pipeline(change, cluster, (topic) => Sink.transactional(topic, { timeout }));
    expect(processor.node.validate().join('\n')).toContain(message);
  });

  test('checkpoints further apart than the brokers grant, and nothing said of transactions', () => {
    expect(pipeline({ checkpointEvery: Duration.minutes(20) }).processor.node.validate().join('\n')).toContain('transactions of 900 s, and a checkpoint every 1200 s');
  });

  test('two times in one cluster are refused: they stand in one file', () => {
    const twice = () => {
      const { chart, orders, alerts } = pipeline();
      new StreamProcessor(chart, 'other', {
        application: jar(),
        parallelism: 1,
        writes: [Sink.transactional(alerts, { timeout: Duration.minutes(2) }), Sink.transactional(orders, { timeout: Duration.minutes(5) })],
      });
    };
    expect(complaint(twice)).toContain('shop/other: writes: got transactions of 120 s and of 300 s in the cluster events');
  });

  test('two processors are two users, and one named like another user is refused', () => {
    const { chart, events, orders } = pipeline();
    new StreamProcessor(chart, 'second', { application: jar(), parallelism: 1, reads: [orders], state: ObjectStore.s3({ bucket: 'shop-flink' }) });
    expect(events.plan.principals!.map(({ name }) => name)).toEqual(['fraud', 'second']);
    const shop = new Deployment(chart, 'shop', { containers: [{ image: 'x' }] });
    orders.grantConsume(shop, { group: 'shop' });
    expect(complaint(() => new StreamProcessor(chart, 'again', { processorName: 'shop', application: jar(), parallelism: 1, reads: [orders] })))
      .toContain("connect(shop/again): got the user 'shop' for it, which somebody is already");
  });

  test('in another namespace it could mount no Secret', () => {
    const { orders } = pipeline();
    const other = new Chart(new App(), 'other', { namespace: 'elsewhere' });
    expect(complaint(() => new StreamProcessor(other, 'x', { application: jar(), parallelism: 1, reads: [orders] }))).toContain('got a workload in the namespace elsewhere, expected streams');
  });

  test('in a plaintext cluster it is nobody, and gets in', () => {
    const { chart } = pipeline({}, { plaintext: true, acceptedRisks: [Risk.accept(Rule.SECURITY_ENCRYPTED, 'a closed network'), Risk.accept(Rule.SECURITY_AUTHENTICATED, 'a closed network')] });
    expect(file(chart, 'producer.properties')).toContain('security.protocol=PLAINTEXT\n');
    expect((Testing.synth(chart) as any[]).some((o) => o.metadata.name === 'events-client-fraud')).toBe(true);
  });
});

describe('stores', () => {
  test('S3: the plugin of the same version, credentials of whoever the pods are', () => {
    const { find } = synth({ state: ObjectStore.s3({ bucket: 'shop-flink', path: 'a/b', region: 'eu-central-1', roleArn: 'arn:aws:iam::111122223333:role/fraud' }) });
    expect(variables(find('Job', 'fraud-leader'))).toMatchObject({ ENABLE_BUILT_IN_PLUGINS: 'flink-s3-fs-hadoop-2.3.0.jar' });
    expect(configuration(find, 'fraud-leader')).toMatchObject({
      'execution.checkpointing.dir': 's3://shop-flink/a/b/streams/fraud/checkpoints',
      'high-availability.storageDir': 's3://shop-flink/a/b/streams/fraud/ha',
      's3.endpoint.region': 'eu-central-1',
      'fs.s3a.aws.credentials.provider': 'com.amazonaws.auth.DefaultAWSCredentialsProviderChain',
    });
    expect(find('ServiceAccount', 'fraud-worker').metadata.annotations).toEqual({ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/fraud' });
  });

  test('what speaks S3: its address, and keys that are in no configuration', () => {
    const { find } = synth({ state: ObjectStore.s3Compatible({ bucket: 'flink', endpoint: 'http://minio:9000', secretName: 'keys' }) });
    expect(configuration(find, 'fraud-worker')).toMatchObject({ 's3.endpoint': 'http://minio:9000', 's3.path.style.access': 'true' });
    expect(variables(find('Deployment', 'fraud-worker'))).toMatchObject({ AWS_ACCESS_KEY_ID: { name: 'keys', key: 'access-key' }, AWS_SECRET_ACCESS_KEY: { name: 'keys', key: 'secret-key' } });
  });

  test('ABFS: the identity of the nodes, whose tenant they know', () => {
    const clientId = '00000000-0000-0000-0000-000000000001';
    const { find } = synth({ state: ObjectStore.abfs({ account: 'shopstate', container: 'flink', clientId }) }, { version: FlinkVersion.of('2.3.1') });
    expect(configuration(find, 'fraud-leader')).toMatchObject({
      'execution.checkpointing.dir': 'abfss://flink@shopstate.dfs.core.windows.net/streams/fraud/checkpoints',
      'fs.azure.account.oauth.provider.type': 'org.apache.hadoop.fs.azurebfs.oauth2.MsiTokenProvider',
      'fs.azure.account.oauth2.client.id': clientId,
      'fs.azure.account.oauth2.msi.tenant': '',
    });
    expect(variables(find('Job', 'fraud-leader'))).toMatchObject({ ENABLE_BUILT_IN_PLUGINS: 'flink-azure-fs-hadoop-2.3.1.jar' });
  });

  test('Flink 1.x reads no empty tenant: there it is said', () => {
    const [state, tenant] = [ObjectStore.abfs({ account: 'shopstate', container: 'flink', clientId: '00000000-0000-0000-0000-000000000001' }), 'fs.azure.account.oauth2.msi.tenant'];
    const version = FlinkVersion.of('1.20.3');
    expect(complaint(() => declare({ state }, { version }))).toBe(`shop/fraud: config['${tenant}']: got nothing, expected a value: the store has to know one, and Flink 1.20 reads no empty one; `
      + `write config: { '${tenant}': '...' }, or version: FlinkVersion.V2_3_0`);
    const { find } = synth({ state }, { version, config: { [tenant]: 'contoso' } });
    expect(configuration(find, 'fraud-leader', 'flink-conf.yaml')).toMatchObject({ [tenant]: 'contoso' });
  });

  test('GCS', () => {
    const { find } = synth({ state: ObjectStore.gcs({ bucket: 'shop-flink' }) });
    expect(configuration(find, 'fraud-leader')).toMatchObject({ 'execution.checkpointing.savepoint-dir': 'gs://shop-flink/streams/fraud/savepoints' });
  });

  test('a volume that all pods share', () => {
    const { find, objects } = synth({ state: SharedVolume.create(Size.gibibytes(100), { storageClass: 'nfs' }) });
    expect(find('PersistentVolumeClaim', 'fraud-state').spec).toMatchObject({ accessModes: ['ReadWriteMany'], storageClassName: 'nfs' });
    expect(configuration(find, 'fraud-leader')).toMatchObject({ 'execution.checkpointing.dir': 'file:///var/lib/flink/state/streams/fraud/checkpoints' });
    expect(main(find('Deployment', 'fraud-worker')).volumeMounts).toContainEqual({ name: 'state', mountPath: '/var/lib/flink/state' });
    expect(variables(find('Job', 'fraud-leader'))).not.toHaveProperty('ENABLE_BUILT_IN_PLUGINS');
    expect(objects).not.toHaveLength(0);
  });

  test('one that only one node can mount is found', () => {
    const { processor } = declare({ state: SharedVolume.existing('disk', { access: ClaimAccess.ONE_NODE }) });
    expect(processor.node.validate().join()).toContain('claim disk: one-node, and 6 pods that share it');
  });
});

describe('watched', () => {
  const metrics = Metrics.ofSystem();

  test("Flink's own reporter, a port for whoever collects, and who it is in each series", () => {
    const { find } = synth({ metrics });
    expect(configuration(find, 'fraud-worker')).toMatchObject({
      'metrics.reporters': 'prom',
      'metrics.reporter.prom.port': '9249',
      'metrics.reporter.prom.scope.variables.additional': 'flink_processor:streams/fraud',
      // else the series would say streams_fraud
      'metrics.reporter.prom.filterLabelValueCharacters': 'false',
    });
    for (const object of [find('Job', 'fraud-leader'), find('Deployment', 'fraud-worker')]) expect(main(object).ports).toContainEqual({ name: 'metrics', containerPort: 9249, protocol: 'TCP' });
    expect(find('PodMonitor', 'fraud').spec.podMetricsEndpoints[0]).toMatchObject({ port: 'metrics' });
  });

  test('alerts, each with the rule that it watches', () => {
    const alerts = declare({ metrics }).processor.plan.monitoring!.alerts;
    expect(alerts.map(({ name, rule }) => `${name} ${rule}`)).toEqual([
      'FlinkJobNotRunning availability/single-point', 'FlinkCheckpointsMissing checkpoint/durable', 'FlinkStandbyMissing availability/single-point', 'FlinkWorkersMissing availability/pause',
    ]);
    for (const { expression } of alerts) expect(expression).toContain('{flink_processor="streams/fraud"}');
  });

  test('what there is not is not missed', () => {
    const alertsOf = (change: Partial<StreamProcessorProps>) => declare({ metrics, ...change }).processor.plan.monitoring!.alerts;
    const names = (change: Partial<StreamProcessorProps>) => alertsOf(change).map(({ name }) => name);
    expect(names({ guarantees: { survives: Failure.NONE } })).not.toContain('FlinkStandbyMissing');
    expect(names({ state: undefined })).not.toContain('FlinkCheckpointsMissing');
  });

  test('rare checkpoints are waited for', () => {
    const rare = declare({ metrics, checkpointEvery: Duration.hours(1) }).processor.plan.monitoring!.alerts[1];
    expect(rare.expression).toContain('[18000s]');
  });

  test('Kafka has no reporter of its own', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
    expect(complaint(() => new KafkaCluster(chart, 'events', { version: KafkaVersion.V4_3_1, replicas: 3, storage: DataStorage.persistent(Size.gibibytes(1)), metrics })))
      .toContain('shop/events: metrics: got Metrics.ofSystem(), expected an exporter');
  });
});

test.each<[string, Partial<StreamProcessorProps>, object]>([
  ['as it is', {}, {}],
  ['watched, stopping, with volumes', { metrics: Metrics.ofSystem(), upgrade: Savepoint.to('r8') }, { localRecovery: { size: Size.gibibytes(5) } }],
  ['restored, on a volume', { restoreFrom: Savepoint.named('r8'), state: SharedVolume.create(Size.gibibytes(5)) }, {}],
])('the objects of a processor fit together: %s', (_, change, options) => {
  const external = ['fraud-savepoint-r8']; // made in the cluster
  expect(structuralFindings(synth(change, options).objects, { externalSecrets: [], external, runtimeLabels: [], kubernetesMinor: 34 })).toEqual([]);
});

test('a version that was never run is marked, and writes its own format', () => {
  const { find } = synth({}, { version: FlinkVersion.of('1.20.3') });
  expect(Object.keys(find('ConfigMap', 'fraud-leader').data)).toContain('flink-conf.yaml');
  expect(declare({}, { version: FlinkVersion.of('1.20.3') }).processor.plan.unproven).toBe('flink 1.20');
});
