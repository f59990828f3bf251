import { App, Chart, Size, Testing } from 'cdk8s';
import { DataStorage, KafkaCluster, KafkaExternalAccess, KafkaVersion } from '../../../src';

/**
 * docs/identity.md, held. None of these expectations may ever change: another value makes a new, empty cluster
 * beside the disks of those that run.
 */
describe('the identity of a Kafka cluster is frozen', () => {
  const chart = new Chart(new App(), 'c', { namespace: 'orders' });
  new KafkaCluster(chart, 'events', { version: KafkaVersion.V4_3_1, replicas: 3, storage: DataStorage.persistent(Size.gibibytes(1)) });
  const objects: any[] = Testing.synth(chart);
  const find = (kind: string, name: string) => objects.find((o) => o.kind === kind && o.metadata.name === name);
  const environment = (name: string) => Object.fromEntries(find('StatefulSet', name).spec.template.spec.containers[0].env.map((e: any) => [e.name, e.value]));

  test.each([['events-broker', 'broker'], ['events-controller', 'controller']])('StatefulSet %s, its headless Service, selector and claims', (name, component) => {
    const { spec } = find('StatefulSet', name);
    expect(spec.serviceName).toBe(name);
    expect(spec.selector).toEqual({
      matchLabels: { 'app.kubernetes.io/name': 'kafka', 'app.kubernetes.io/instance': 'events', 'app.kubernetes.io/component': component },
    });
    expect(spec.volumeClaimTemplates.map((c: any) => c.metadata.name)).toEqual(['data']);
    expect(find('Service', name).spec.clusterIP).toBe('None');
  });

  test('the Service for clients and its ports', () => {
    expect(find('Service', 'events').spec.ports.map((p: any) => [p.name, p.port])).toEqual([['clients', 9092], ['scram', 9094]]);
  });

  test('node ids, cluster id and disks', () => {
    expect(environment('events-broker')).toMatchObject({ NODE_ID_OFFSET: '0', CLUSTER_ID: 'Jd8Wv2u76s4wO9EZnPJloQ', HEADLESS: 'events-broker.orders.svc' });
    expect(environment('events-controller')).toMatchObject({ NODE_ID_OFFSET: '1000', CLUSTER_ID: 'Jd8Wv2u76s4wO9EZnPJloQ', FOUNDING_DIR: '/var/lib/kafka/data/founding' });
    expect(find('StatefulSet', 'events-broker').spec.template.spec.containers[0].volumeMounts).toContainEqual({ name: 'data', mountPath: '/var/lib/kafka/data' });
  });

  test('listeners, and the names that certificates carry', () => {
    const properties = find('ConfigMap', 'events-broker').data['server.properties'];
    expect(properties).toContain('listeners=CLIENTS://:9092,SCRAM://:9094,INTERNAL://:9091\n');
    expect(properties).toContain('super.users=User:CN=events-controller,O=orders;User:CN=events-broker,O=orders;User:CN=events-admin,O=orders\n');
    expect(objects.filter((o) => o.kind === 'Certificate').map((o) => [o.metadata.name, o.spec.secretName])).toEqual([
      ['events-ca', 'events-ca-tls'], ['events-controller', 'events-controller-tls'], ['events-broker', 'events-broker-tls'], ['events-admin', 'events-admin-tls'],
    ]);
  });

  test('what clients outside find', () => {
    const outside = new Chart(new App(), 'c', { namespace: 'orders' });
    new KafkaCluster(outside, 'events', {
      version: KafkaVersion.V4_3_1,
      replicas: 3,
      storage: DataStorage.persistent(Size.gibibytes(1)),
      externalAccess: KafkaExternalAccess.nodePort({ bootstrapHost: 'kafka.example.com', firstNodePort: 30010 }),
    });
    const services = Testing.synth(outside).filter((o: any) => o.kind === 'Service' && o.spec.type === 'NodePort');
    expect(services.map((o: any) => [o.metadata.name, o.spec.ports[0].port, o.spec.ports[0].nodePort])).toEqual([
      ['events-external', 9095, 30010], ['events-broker-0-external', 9095, 30011], ['events-broker-1-external', 9095, 30012], ['events-broker-2-external', 9095, 30013],
    ]);
    expect(Testing.synth(outside).find((o: any) => o.metadata.name === 'events-broker' && o.kind === 'ConfigMap').data['server.properties'])
      .toContain('listeners=CLIENTS://:9092,SCRAM://:9094,INTERNAL://:9091,EXTERNAL://:9095\n');
  });

  test('the record of the founding', () => {
    const prepare = find('StatefulSet', 'events-controller').spec.template.spec.initContainers[0];
    expect(prepare.env).toContainEqual({ name: 'FOUNDING_MARKER', value: 'events-controller-founded' });
  });
});
