import { App, Chart, JsonPatch, Size, Testing } from 'cdk8s';
import {
  Certificates, DataStorage, Failure, KafkaAuthentication, KafkaCluster, KafkaClusterProps, KafkaExternalAccess, KafkaLoadBalancerOptions,
  KafkaNodePortOptions, KafkaVersion, Platform,
} from '../../../src';
import { structuralFindings } from '../../builtin/structure';

const HOSTS = { bootstrapHost: 'kafka.example.com', brokerHost: 'broker-{ordinal}.kafka.example.com' };
const balanced = (options: Partial<KafkaLoadBalancerOptions> = {}) => KafkaExternalAccess.loadBalancer({ ...HOSTS, ...options });
const onNodes = (options: Partial<KafkaNodePortOptions> = {}) => KafkaExternalAccess.nodePort({ bootstrapHost: 'kafka.example.com', firstNodePort: 30010, ...options });

function declare(externalAccess: KafkaExternalAccess | undefined, props: Partial<KafkaClusterProps> = {}) {
  const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
  const cluster = new KafkaCluster(chart, 'events', {
    version: KafkaVersion.V4_3_1,
    replicas: 3,
    storage: DataStorage.persistent(Size.gibibytes(1)),
    platform: Platform.onPrem(),
    externalAccess,
    ...props,
  });
  const objects = (): any[] => Testing.synth(chart);
  const find = (kind: string, name: string) => objects().find((o) => o.kind === kind && o.metadata.name === name);
  const properties = (component: string) => find('ConfigMap', `events-${component}`).data['server.properties'].split('\n');
  const environment = () => Object.fromEntries(find('StatefulSet', 'events-broker').spec.template.spec.containers[0].env.map((e: any) => [e.name, e.value]));
  return { chart, cluster, objects, find, properties, environment };
}

describe('brokers that are reached from outside', () => {
  test('have a listener for it, encrypted, for clients with a certificate', () => {
    const { properties, environment, find } = declare(balanced());
    expect(properties('broker')).toEqual(expect.arrayContaining([
      'listeners=CLIENTS://:9092,SCRAM://:9094,INTERNAL://:9091,EXTERNAL://:9095',
      'listener.security.protocol.map=CLIENTS:SSL,SCRAM:SASL_SSL,INTERNAL:SSL,EXTERNAL:SSL,CONTROLLER:SSL',
      'listener.name.external.ssl.client.auth=required',
    ]));
    expect(environment()).toMatchObject({ EXTERNAL_HOST: 'broker-{ordinal}.kafka.example.com', EXTERNAL_PORT: '9095', ADVERTISED: 'CLIENTS:9092 SCRAM:9094 INTERNAL:9091' });
    expect(find('StatefulSet', 'events-broker').spec.template.spec.containers[0].command).toEqual(['bash', '/run/member/files/external.sh']);
  });

  test('or for clients with a password', () => {
    const { properties } = declare(balanced({ authentication: KafkaAuthentication.scram() }));
    expect(properties('broker')).toEqual(expect.arrayContaining([
      'listener.security.protocol.map=CLIENTS:SSL,SCRAM:SASL_SSL,INTERNAL:SSL,EXTERNAL:SASL_SSL,CONTROLLER:SSL',
      'listener.name.external.ssl.client.auth=none',
      'listener.name.external.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;',
    ]));
  });

  test('have the names in their certificate', () => {
    const names = (access: KafkaExternalAccess) => declare(access).find('Certificate', 'events-broker').spec.dnsNames.slice(5);
    expect(names(balanced())).toEqual(['kafka.example.com', 'broker-0.kafka.example.com', 'broker-1.kafka.example.com', 'broker-2.kafka.example.com']);
    expect(names(onNodes())).toEqual(['kafka.example.com']);
  });

  test('leave the controllers as they were', () => {
    const ofControllers = (objects: any[]) => objects.filter((o) => o.metadata.name.startsWith('events-controller'));
    expect(ofControllers(declare(balanced()).objects())).toEqual(ofControllers(declare(undefined).objects()));
  });

  test('are open to the network at that port only', () => {
    expect(declare(balanced()).find('NetworkPolicy', 'events-broker').spec.ingress.filter((rule: any) => !rule.from)).toEqual([{ ports: [{ port: 9095, protocol: 'TCP' }] }]);
  });

  test('may be controllers too', () => {
    const { properties } = declare(balanced(), { combined: true, guarantees: { survives: Failure.NONE } });
    expect(properties('broker')).toContain('listeners=CLIENTS://:9092,SCRAM://:9094,INTERNAL://:9091,EXTERNAL://:9095,CONTROLLER://:9093');
  });
});

test.each([
  ['load balancers', balanced({ allowedSourceRanges: ['10.0.0.0/8'], externalDns: true, annotations: { team: 'a' } })],
  ['node ports', onNodes({ brokerHost: HOSTS.brokerHost })],
])('with %s the objects are as Kubernetes wants them', (_, access) => {
  expect(structuralFindings(declare(access).objects(), { kubernetesMinor: 27 })).toEqual([]);
});

test('one more broker is one more Service and one more name, and rolls nobody', () => {
  for (const access of [balanced(), onNodes({ brokerHost: HOSTS.brokerHost })]) {
    const [three, four] = [3, 4].map((replicas) => declare(access, { replicas }).objects());
    const key = (o: any) => `${o.kind} ${o.metadata.name}`;
    const before = new Map(three.map((o) => [key(o), JSON.stringify(o)]));
    expect(four.filter((o) => before.get(key(o)) !== JSON.stringify(o)).map(key).filter((name) => !name.includes(' events-rebalance-')))
      .toEqual(['Certificate events-broker', 'StatefulSet events-broker', 'Service events-broker-3-external']);
    const broker = (objects: any[]) => objects.find((o) => key(o) === 'StatefulSet events-broker');
    expect({ ...broker(four), spec: { ...broker(four).spec, replicas: 3 } }).toEqual(broker(three));
  }
});

test('a broker that drains is reached until it is taken away: it leads partitions so long', () => {
  const { find } = declare(balanced(), { replicas: 4, draining: [3] });
  expect(find('Service', 'events-broker-3-external').spec.selector).toMatchObject({ 'statefulset.kubernetes.io/pod-name': 'events-broker-3' });
  expect(find('Certificate', 'events-broker').spec.dnsNames).toContain('broker-3.kafka.example.com');
});

test('a name of the outside that is published once is not published again for each broker', () => {
  const published = (access: KafkaExternalAccess) => declare(access).objects().filter((o) => o.metadata.annotations?.['external-dns.kubernetes.io/hostname'])
    .map((o) => [o.metadata.name, o.metadata.annotations['external-dns.kubernetes.io/hostname']]);
  expect(published(onNodes({ externalDns: true }))).toEqual([['events-external', 'kafka.example.com']]);
  expect(published(onNodes({ externalDns: true, brokerHost: 'b{ordinal}.example.com' }))).toEqual([
    ['events-external', 'kafka.example.com'], ['events-broker-0-external', 'b0.example.com'], ['events-broker-1-external', 'b1.example.com'], ['events-broker-2-external', 'b2.example.com'],
  ]);
});

describe('a client outside', () => {
  test('starts from the name and the port of the listener, or the first port of the nodes', () => {
    expect(declare(balanced()).cluster.externalBootstrapServers()).toBe('kafka.example.com:9095');
    expect(declare(onNodes()).cluster.externalBootstrapServers()).toBe('kafka.example.com:30010');
  });

  test('is a user as any other, at another address', () => {
    const { cluster } = declare(balanced());
    const user = cluster.addUser('partner');
    const { 'bootstrap.servers': servers, ...rest } = cluster.clientProperties(user, { external: true });
    expect(servers).toBe('kafka.example.com:9095');
    expect({ ...rest, 'bootstrap.servers': cluster.bootstrapServers(user) }).toEqual(cluster.clientProperties(user));
  });

  test('has the credentials that the listener takes', () => {
    const { cluster } = declare(balanced());
    const user = cluster.addUser('partner', { authentication: KafkaAuthentication.scram() });
    expect(() => cluster.clientProperties(user, { external: true }))
      .toThrow("shop/events: externalBootstrapServers: got the user 'partner' with KafkaAuthentication.scram(), expected KafkaAuthentication.certificate(), which externalAccess takes");
    const other = declare(balanced({ authentication: KafkaAuthentication.scram() })).cluster;
    expect(other.externalBootstrapServers(user)).toBe('kafka.example.com:9095');
    expect(() => other.externalBootstrapServers(cluster.addUser('second'))).toThrow('KafkaAuthentication.certificate()');
  });

  test('finds none without a way in', () => {
    expect(() => declare(undefined).cluster.externalBootstrapServers()).toThrow('shop/events: externalBootstrapServers: got a cluster without externalAccess');
  });
});

describe('refused', () => {
  const any = (value: unknown) => value as any;
  test.each<[string, () => unknown, string]>([
    ['an address', () => balanced({ bootstrapHost: '203.0.113.7' }), "KafkaExternalAccess.loadBalancer: bootstrapHost: got '203.0.113.7', expected a name in DNS"],
    ['capitals', () => balanced({ bootstrapHost: 'Kafka.example.com' }), "bootstrapHost: got 'Kafka.example.com'"],
    ['a port in the name', () => balanced({ bootstrapHost: 'kafka.example.com:9094' }), 'bootstrapHost: got'],
    ['a wildcard', () => balanced({ bootstrapHost: '*.example.com' }), 'bootstrapHost: got'],
    ['a bootstrap name with a number to come', () => balanced({ bootstrapHost: 'kafka-{ordinal}.example.com' }), 'bootstrapHost: got'],
    ['one load balancer for several brokers', () => balanced({ brokerHost: 'kafka.example.com' }), "brokerHost: got 'kafka.example.com', expected a name in DNS, in lower case, with {ordinal} for the broker's number"],
    ["Strimzi's word for it", () => balanced({ brokerHost: 'broker-{nodeId}.example.com' }), "write brokerHost: 'broker-{ordinal}.kafka.example.com'"],
    ['a number twice', () => balanced({ brokerHost: 'b{ordinal}.{ordinal}.example.com' }), 'brokerHost: got'],
    ['a label that the last broker makes too long', () => balanced({ brokerHost: `${'b'.repeat(61)}{ordinal}.example.com` }), 'brokerHost: got'],
    ["a broker's name for all", () => balanced({ bootstrapHost: 'broker-7.kafka.example.com' }), "bootstrapHost: got 'broker-7.kafka.example.com', which is a broker's name"],
    ['no name', () => balanced({ brokerHost: any(undefined) }), 'brokerHost: got nothing'],
    ['an address for a range', () => balanced({ allowedSourceRanges: ['203.0.113.7'] }), "allowedSourceRanges: got '203.0.113.7', expected ranges of addresses"],
    ['a range that is too narrow to be', () => balanced({ allowedSourceRanges: ['10.0.0.0/8', '203.0.113.0/33'] }), "got '203.0.113.0/33'"],
    ['ranges of names', () => balanced({ allowedSourceRanges: ['example.com/24'] }), "got 'example.com/24'"],
    ['no range at all', () => balanced({ allowedSourceRanges: [] }), 'allowedSourceRanges: got no range'],
    ['a class that is no name', () => balanced({ loadBalancerClass: 'a b' }), "loadBalancerClass: got 'a b'"],
    ['an annotation that is no text', () => balanced({ annotations: { a: any(true) } }), "annotations: got 'a': true"],
    ['an annotation without a name', () => balanced({ annotations: { 'a b': 'c' } }), "annotations: got 'a b': 'c'"],
    ['a password of one user for all', () => balanced({ authentication: KafkaAuthentication.scram({ secret: any({ name: 'mine' }) }) }), 'authentication: got a password, in the Secret mine'],
    ['no authentication', () => balanced({ authentication: any('none') }), "authentication: got 'none'"],
    ['a port that nodes do not give', () => onNodes({ firstNodePort: 9094 }), 'KafkaExternalAccess.nodePort: firstNodePort: got 9094, expected a whole number from 30000 to 32767'],
    ['the last port of the nodes', () => onNodes({ firstNodePort: 32767 }), 'firstNodePort: got 32767'],
    ['half a port', () => onNodes({ firstNodePort: 30000.5 }), 'firstNodePort: got 30000.5'],
    ['a wrong name of brokers on nodes', () => onNodes({ brokerHost: 'other.example.com' }), 'brokerHost: got'],
    ['ports that end before the brokers do', () => declare(onNodes({ firstNodePort: 32765 })),
      'shop/events: externalAccess.firstNodePort: got 32765, so that the last of 3 brokers would have 32768, expected ports up to 32767; write firstNodePort: 32764 or less'],
    ['a way in that is text', () => declare(any('kafka.example.com')), "shop/events: externalAccess: got 'kafka.example.com', expected a value such as KafkaExternalAccess"],
    ['a plaintext cluster', () => declare(balanced(), { plaintext: true }), 'shop/events: externalAccess: got a way in for the outside, beside plaintext: true'],
    ['more names than a certificate can carry', () => declare(balanced(), { replicas: 700 }), 'shop/events: externalAccess.brokerHost: got 700 names of brokers with'],
    ['an unknown platform', () => declare(balanced(), { platform: undefined }), 'shop/events: endpoint external: got a load balancer on a platform that was not told'],
  ])('%s', (_, act, expected) => {
    expect(act).toThrow(expected);
  });
});

describe('taken', () => {
  test.each<[string, () => unknown]>([
    ['ranges of both families', () => balanced({ allowedSourceRanges: ['0.0.0.0/0', '2001:db8::/32'] })],
    ['a name whose number stands between others', () => balanced({ brokerHost: 'k{ordinal}x.example.com', bootstrapHost: 'kx.example.com' })],
    ['the last ports there are', () => declare(onNodes({ firstNodePort: 32764 }))],
    ['many names in a certificate of yours', () => declare(balanced(), {
      replicas: 700, certificates: Certificates.secrets({ broker: 'b', controller: 'c', admin: 'a' }),
    })],
    ['node ports on an unknown platform', () => declare(onNodes(), { platform: undefined })],
  ])('%s', (_, act) => {
    expect(act).not.toThrow();
  });
});

describe('a patch of the Service of one broker', () => {
  const patched = (...patches: JsonPatch[]) => {
    const { cluster, objects, find } = declare(balanced({ allowedSourceRanges: ['10.0.0.0/8'] }), { platform: Platform.gke({ region: 'us-central1' }) });
    cluster.object('Service', 'events-broker-1-external').addJsonPatch(...patches);
    return { objects, service: () => find('Service', 'events-broker-1-external') };
  };

  test('that changes whom the load balancer lets in works against what was promised', () => {
    expect(patched(JsonPatch.remove('/spec/loadBalancerSourceRanges')).objects).toThrow('Service events-broker-1-external: spec.loadBalancerSourceRanges');
  });

  test('does not put it on the internet', () => {
    expect(patched(JsonPatch.remove('/metadata/annotations')).service().metadata.annotations).toHaveProperty(['networking.gke.io/load-balancer-type'], 'Internal');
  });

  test('may give it an address, or one more annotation', () => {
    const { metadata, spec } = patched(JsonPatch.add('/spec/loadBalancerIP', '10.0.0.7'), JsonPatch.add('/metadata/annotations/team', 'a')).service();
    expect([metadata.annotations.team, spec.loadBalancerIP]).toEqual(['a', '10.0.0.7']);
  });
});
