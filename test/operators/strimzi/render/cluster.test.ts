import { JsonPatch } from 'cdk8s';
import { KafkaExternalAccess, KafkaVersion, Metrics, Platform, Risk, Rule, Scrape, StrimziOperator } from '../../../../src';
import { declare } from '../declare';

describe('a Kafka cluster on Strimzi', () => {
  test('is a pool for each kind of node, a Kafka, and the Service that clients know', () => {
    expect(declare().objects().map(({ kind, metadata: { name } }) => `${kind} ${name}`)).toEqual([
      'KafkaNodePool events-controller', 'KafkaNodePool events-broker', 'KafkaRebalance events-scaling', 'Kafka events', 'Service events',
    ]);
  });

  test('says all that the guarantees derive', () => {
    const { object } = declare();
    expect(object('Kafka', 'events')).toMatchSnapshot();
    expect(object('KafkaNodePool', 'events-broker')).toMatchSnapshot();
  });

  test('has one pool for both where brokers are controllers too', () => {
    const { objects } = declare({ combined: true, acceptedRisks: [Risk.accept(Rule.QUORUM_DEDICATED, 'three machines are all there is')] });
    const pools = objects().filter(({ kind }) => kind === 'KafkaNodePool');
    expect(pools.map(({ metadata: { name }, spec: { roles } }) => [name, roles])).toEqual([['events-broker', ['controller', 'broker']]]);
  });

  test('keeps its claims unless it was said that they may go', () => {
    expect(declare().object('KafkaNodePool', 'events-broker').spec.storage.volumes[0].deleteClaim).toBe(false);
  });

  test('has no rack and no zones where none are known', () => {
    const { object } = declare({ platform: Platform.onPrem({ zones: [], kubernetesVersion: '1.34' }), guarantees: {} });
    expect(object('Kafka', 'events').spec.kafka.rack).toBeUndefined();
    expect(object('KafkaNodePool', 'events-broker').spec.template.pod.topologySpreadConstraints).toBeUndefined();
  });

  test('moves no partitions between brokers where there is one', () => {
    const { object } = declare({ replicas: 1, controllers: 1, guarantees: { survives: 'none' as any, keepsAcknowledgedWrites: false, servesDuringMaintenance: false } });
    expect(object('Kafka', 'events').spec.cruiseControl).toBeUndefined();
    expect(object('KafkaRebalance', 'events-scaling')).toBeUndefined();
  });

  test.each([
    ['as fast as on built-in objects', {}, { replicationThrottle: 50_000_000, concurrentPartitionMovementsPerBroker: 5 }],
    ['as fast as was said', { rebalance: { bytesPerSecond: 10_000_000, partitionsAtOnce: 2 } }, { replicationThrottle: 10_000_000, concurrentPartitionMovementsPerBroker: 2 }],
  ])('moves partitions when brokers come or go, %s', (_, props, spec) => {
    const { object } = declare(props);
    const template = object('KafkaRebalance', 'events-scaling');
    expect(template.metadata).toMatchObject({ annotations: { 'strimzi.io/rebalance-template': 'true' }, labels: { 'strimzi.io/cluster': 'events' } });
    expect(template.spec).toEqual(spec);
    expect(object('Kafka', 'events').spec.cruiseControl.autoRebalance).toEqual(['add-brokers', 'remove-brokers'].map((mode) => ({ mode, template: { name: 'events-scaling' } })));
  });

  test('lets its pods stand where the user says, and bear what he says', () => {
    const { object } = declare({
      pods: {
        labels: { team: 'a' },
        nodeSelector: { pool: 'data' },
        tolerations: [{ key: 'data', effect: 'NoSchedule' }],
        priorityClass: 'high',
        imagePullSecrets: ['pull'],
        environment: { TZ: 'UTC' },
      },
    });
    const { pod, kafkaContainer } = object('KafkaNodePool', 'events-broker').spec.template;
    expect(pod).toMatchObject({ metadata: { labels: { team: 'a' } }, priorityClassName: 'high', imagePullSecrets: [{ name: 'pull' }], tolerations: [{ key: 'data', operator: 'Exists', effect: 'NoSchedule' }] });
    expect(pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms).toEqual([{
      matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: ['a', 'b', 'c'] }, { key: 'pool', operator: 'In', values: ['data'] }],
    }]);
    expect(kafkaContainer.env).toEqual([{ name: 'TZ', value: 'UTC' }]);
    const { entityOperator, cruiseControl } = object('Kafka', 'events').spec;
    for (const helper of [entityOperator.template.pod, cruiseControl.template.pod]) {
      expect(helper).toMatchObject({ priorityClassName: 'high', imagePullSecrets: [{ name: 'pull' }] });
    }
  });

  test('is reached from outside by a listener, an address for each broker', () => {
    const access = KafkaExternalAccess.nodePort({ bootstrapHost: 'kafka.example.com', firstNodePort: 30000 });
    const [listener] = declare({ externalAccess: access }).object('Kafka', 'events').spec.kafka.listeners.filter(({ type }: any) => type === 'nodeport');
    expect(listener).toMatchObject({ name: 'external', port: 9095, tls: true, authentication: { type: 'tls' } });
    expect(listener.configuration.bootstrap).toMatchObject({ alternativeNames: ['kafka.example.com'], nodePort: 30000 });
    expect(listener.configuration.brokers.map(({ broker, advertisedHost, nodePort }: any) => [broker, advertisedHost, nodePort])).toEqual([
      [0, 'kafka.example.com', 30001], [1, 'kafka.example.com', 30002], [2, 'kafka.example.com', 30003],
    ]);
  });

  test('lets nobody but its own pods in by Strimzi\'s policies: clients have policies of their own', () => {
    const { cluster, workload, object } = declare();
    cluster.addTopic('orders', { partitions: 1 }).grantProduce(workload('web'));
    for (const { networkPolicyPeers } of object('Kafka', 'events').spec.kafka.listeners) {
      expect(networkPolicyPeers).toEqual([{ podSelector: { matchLabels: { 'strimzi.io/cluster': 'events' } } }]);
    }
    expect(object('NetworkPolicy', 'events-client-web').spec.podSelector.matchLabels).toEqual({ 'strimzi.io/cluster': 'events', 'strimzi.io/kind': 'Kafka', 'strimzi.io/broker-role': 'true' });
  });
});

describe('its metrics', () => {
  const metrics = (scrape?: Scrape) => Metrics.jmxExporter({ image: 'registry.example.com/jmx-exporter-agent:1.6.0', scrape, dashboard: true });

  test('are exported by the same rules, and alerts ask for the claims that Strimzi makes', () => {
    const built = declare({ metrics: metrics(), operator: undefined }).object('ConfigMap', 'events-broker').data['jmx-exporter.yaml'];
    const { object } = declare({ metrics: metrics() });
    expect(object('ConfigMap', 'events-metrics').data['jmx-exporter.yaml']).toBe(built);
    expect(object('Kafka', 'events').spec.kafka.metricsConfig).toEqual({ type: 'jmxPrometheusExporter', valueFrom: { configMapKeyRef: { name: 'events-metrics', key: 'jmx-exporter.yaml' } } });
    expect(JSON.stringify(object('PrometheusRule', 'events').spec)).toContain('persistentvolumeclaim=~\\"data-0-events-events-(controller|broker)-[0-9]+\\"');
    expect(object('PodMonitor', 'events').spec).toMatchObject({ podMetricsEndpoints: [{ port: 'tcp-prometheus' }], selector: { matchLabels: { 'strimzi.io/cluster': 'events' } } });
  });

  test('are found by annotations where there is no Prometheus operator', () => {
    const { object, objects } = declare({ metrics: metrics(Scrape.annotations()) });
    expect(object('KafkaNodePool', 'events-broker').spec.template.pod.metadata.annotations).toMatchObject({ 'prometheus.io/port': '9404' });
    expect(objects().map(({ kind }) => kind)).not.toContain('PodMonitor');
  });
});

describe('refused is', () => {
  test.each([
    ['a setting that Strimzi takes out in silence', { config: { 'log.dirs': '/x' } }, "config['log.dirs']"],
    ['another one', { config: { 'password.encoder.secret': 'x' } }, "config['password.encoder.secret']: got 'x', expected no setting that starts with password.: strimzi sets those, and takes others out in silence"],
    ['an image', { image: 'registry.example.com/kafka:4.3.1' }, 'image: got a value, expected none with strimzi, which makes its own; leave image away, or operator'],
    ['a cluster id', { clusterId: 'MkU3OEVBNTcwNTJENDM2Qg' }, 'clusterId: got a value, expected none with strimzi'],
    ['draining', { replicas: 6, draining: [3, 4, 5] }, 'draining: got brokers that are to be emptied, expected none with strimzi: Cruise Control empties those'],
    ['a guard that Strimzi is itself', { guards: { scaleIn: true } }, 'guards.scaleIn: got true, expected nothing with strimzi'],
    ['sidecars', { pods: { sidecars: [{ name: 'ship', image: 'ship:1' }] } }, 'pods.sidecars: got 1 for controller, expected none: Strimzi has no place for containers of others'],
    ['an issuer of certificates', { certificates: {} as any }, 'certificates'],
    ['a version of Kafka that Strimzi does not run', { version: KafkaVersion.of('4.3.7') }, 'version: got kafka 4.3.7, expected one that strimzi 1.2.0 runs: 4.2.0, 4.2.1, 4.3.0, 4.3.1'],
    ['more brokers than there are node ids', { replicas: 903 }, 'replicas: got 903, expected at most 900 with strimzi'],
    ['a label that Strimzi keeps for itself', { pods: { labels: { 'strimzi.io/team': 'a' } } }, 'pods.labels: got strimzi.io/team'],
    ['a name that leaves no room for those that Strimzi makes of it', { clusterName: 'events-of-the-whole-shop' }, 'which Strimzi makes of it, expected at most 63; shorten events-of-the-whole-shop to 23 characters'],
    ['a label that Strimzi gives pods itself', { pods: { labels: { 'app.kubernetes.io/name': 'a' } } }, 'pods.labels: got app.kubernetes.io/name'],
    ['a name with a dot, which no host name has', { clusterName: 'shop.events' }, 'name: got "shop.events", expected lower case letters, digits and hyphens'],
    ['a name that begins with a digit, which no Service has', { clusterName: '1events' }, 'name: got "1events"'],
    ['a namespace that it does not watch', { operator: StrimziOperator.existing({ version: '1.2.0', watches: ['payments'] }) }, 'which watches payments, expected one that watches orders'],
    ['a Kubernetes that is too old for it', { platform: Platform.onPrem({ zones: ['a', 'b', 'c'], kubernetesVersion: '1.29' }) }, 'kubernetesVersion: got 1.29, expected 1.30 or later'],
    ['an operator that is none', { operator: 'strimzi' as any }, "operator: got 'strimzi', expected a value such as StrimziOperator.existing("],
  ])('%s', (_, props, message) => {
    expect(() => declare(props as any)).toThrow(message);
  });

  test('to take rights from whom it does not know: Strimzi does it when the user is gone', () => {
    expect(() => declare().cluster.revoke('User:CN=old')).toThrow('revoke: got a cluster that strimzi 1.2.0 operates, expected none');
  });
});

test('a name of 23 letters is one that Strimzi has room for', () => {
  expect(() => declare({ clusterName: 'events-of-the-whole-sho' })).not.toThrow();
});

test('a drain is safe by itself where the Drain Cleaner is', () => {
  const drain = (drainCleaner: boolean) => declare({ operator: StrimziOperator.existing({ version: '1.2.0', watches: ['orders'], drainCleaner }) }).cluster
    .mechanism.operations.find(({ name }) => name === 'safe drain')!.automation;
  expect([drain(true), drain(false)]).toEqual(['automatic', 'helper']);
});

describe('a patch', () => {
  test('of a custom resource counts as working against what was promised', () => {
    const { cluster, objects } = declare();
    cluster.object('Kafka', 'events').addJsonPatch(JsonPatch.replace('/spec/kafka/config/min.insync.replicas', '1'));
    expect(objects).toThrow('guarantees/contradiction: got Kafka events = a patch, expected what was rendered');
  });

  test('of its labels does not', () => {
    const { cluster, objects } = declare();
    cluster.object('Kafka', 'events').addJsonPatch(JsonPatch.add('/metadata/labels/team', 'a'));
    expect(objects).not.toThrow();
  });
});
