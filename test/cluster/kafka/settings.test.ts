import { App, Chart, Size, Testing } from 'cdk8s';
import { DataStorage, Failure, KafkaCluster, KafkaClusterProps, KafkaVersion, Platform, Risk, Rule } from '../../../src';

function declare(props: Partial<KafkaClusterProps> = {}) {
  const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
  new KafkaCluster(chart, 'events', { version: KafkaVersion.V4_3_1, replicas: 3, storage: DataStorage.persistent(Size.gibibytes(100)), ...props });
  const objects: any[] = Testing.synth(chart);
  const properties = (component: string): Record<string, string> => Object.fromEntries(
    objects.find((o) => o.kind === 'ConfigMap' && o.metadata.name === `events-${component}`).data['server.properties']
      .trim().split('\n').map((line: string) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  const pod = (component: string) => objects.find((o) => o.kind === 'StatefulSet' && o.metadata.name === `events-${component}`).spec.template.spec;
  return { objects, properties, pod };
}

test('the controllers know the in-sync minimum too: the active one sets it for the whole cluster', () => {
  expect(declare().properties('controller')).toMatchObject({ 'min.insync.replicas': '2', 'default.replication.factor': '3' });
});

test('only controllers join the quorum by themselves', () => {
  const { properties } = declare();
  expect(properties('controller')['controller.quorum.auto.join.enable']).toBe('true');
  expect(properties('broker')).not.toHaveProperty(['controller.quorum.auto.join.enable']);
});

test('without zones nobody is told a rack, and nobody may read nodes', () => {
  const { objects, properties, pod } = declare();
  expect(properties('broker')).not.toHaveProperty(['replica.selector.class']);
  expect(pod('broker').initContainers[0].env.map((e: any) => e.name)).not.toContain('ZONES');
  expect(objects.map((o) => o.kind)).not.toContain('ClusterRole');
});

describe('the zone of a broker is told', () => {
  const zone = (kubernetesVersion: string) => {
    const { objects, pod } = declare({ platform: Platform.onPrem({ zones: ['a', 'b', 'c'], kubernetesVersion }), guarantees: { survives: Failure.ZONE } });
    return { clusterRoles: objects.filter((o) => o.kind === 'ClusterRole').length, env: pod('broker').initContainers[0].env };
  };

  test('by the label of its pod, where Kubernetes copies it there', () => {
    const { clusterRoles, env } = zone('1.35');
    expect(clusterRoles).toBe(0);
    expect(env.find((e: any) => e.name === 'ZONE').valueFrom.fieldRef.fieldPath).toBe("metadata.labels['topology.kubernetes.io/zone']");
  });

  test('by its node, where it does not', () => {
    const { clusterRoles, env } = zone('1.34');
    expect(clusterRoles).toBe(2);
    expect(env.find((e: any) => e.name === 'NODE_NAME').valueFrom.fieldRef.fieldPath).toBe('spec.nodeName');
  });
});

test('a plaintext cluster is two accepted risks, and has neither certificates nor an authorizer', () => {
  const { objects, properties } = declare({
    plaintext: true,
    acceptedRisks: [Risk.accept(Rule.SECURITY_ENCRYPTED, 'a laboratory without a network'), Risk.accept(Rule.SECURITY_AUTHENTICATED, 'a laboratory without a network')],
  });
  expect(objects.map((o) => o.kind)).not.toContain('Certificate');
  expect(properties('broker')).toMatchObject({ 'listeners': 'CLIENTS://:9092,INTERNAL://:9091', 'listener.security.protocol.map': 'CLIENTS:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT' });
  expect(properties('broker')).not.toHaveProperty(['authorizer.class.name']);
});

test('combined members are brokers and controllers in one StatefulSet', () => {
  const { objects, properties } = declare({ combined: true, acceptedRisks: [Risk.accept(Rule.QUORUM_DEDICATED, 'three machines are all there is')] });
  expect(objects.filter((o) => o.kind === 'StatefulSet').map((o) => o.metadata.name)).toEqual(['events-broker']);
  expect(properties('broker')).toMatchObject({
    'process.roles': 'broker,controller',
    'controller.quorum.bootstrap.servers': [0, 1, 2].map((n) => `events-broker-${n}.events-broker.orders.svc:9093`).join(','),
  });
});

test('half of the memory is heap, and never more than 6 GiB: the rest is page cache', () => {
  const heap = (memory: Size) => declare({ resources: { memory: { limit: memory } } }).pod('broker').containers[0].env.find((e: any) => e.name === 'KAFKA_HEAP_OPTS').value;
  expect(heap(Size.gibibytes(8))).toBe('-Xms4096m -Xmx4096m -XX:+ExitOnOutOfMemoryError');
  expect(heap(Size.gibibytes(64))).toBe('-Xms6144m -Xmx6144m -XX:+ExitOnOutOfMemoryError');
});

test('what the user adds to the pods reaches members and Jobs, and images come from the mirror', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
  const cluster = new KafkaCluster(chart, 'events', {
    version: KafkaVersion.V4_3_1,
    replicas: 3,
    storage: DataStorage.persistent(Size.gibibytes(1)),
    imageRegistry: 'registry.example.com/mirror',
    pods: {
      labels: { team: 'a' },
      nodeSelector: { pool: 'data' },
      tolerations: [{ key: 'data', effect: 'NoSchedule' }],
      priorityClass: 'high',
      imagePullSecrets: ['pull'],
      environment: { TZ: 'UTC' },
      sidecars: [{ name: 'ship', image: 'ship:1' }],
    },
  });
  cluster.addTopic('orders', { partitions: 1 });
  const pods = Testing.synth(chart).filter((o: any) => ['StatefulSet', 'Job'].includes(o.kind)).map((o: any) => o.spec.template);
  expect(pods).toHaveLength(6);
  for (const { metadata, spec } of pods) {
    expect(metadata.labels.team).toBe('a');
    expect(spec).toMatchObject({ nodeSelector: { pool: 'data' }, tolerations: [{ key: 'data', effect: 'NoSchedule' }], priorityClassName: 'high', imagePullSecrets: [{ name: 'pull' }] });
    expect(spec.containers[0].image).toBe('registry.example.com/mirror/apache/kafka:4.3.1');
    expect(spec.containers[0].env).toContainEqual({ name: 'TZ', value: 'UTC' });
  }
  expect(pods.map((p: any) => p.spec.containers.length)).toEqual([2, 2, 1, 1, 1, 1]);
});
