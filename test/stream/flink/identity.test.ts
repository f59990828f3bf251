import { Savepoint } from '../../../src';
import { jobIdOf } from '../../../src/stream/flink/identity';
import { configuration, synth } from '../declare';

/**
 * docs/identity.md, held. None of these expectations may ever change: with another value a processor does not find its state, or finds another's.
 */
describe('the identity of a stream processor on Flink is frozen', () => {
  const first = synth({ upgrade: Savepoint.to('r8') });
  const next = synth({ restoreFrom: Savepoint.named('r8') });

  test('names of what runs', () => {
    expect(first.find('Job', 'fraud-leader')).toBeDefined();
    expect(next.find('Job', 'fraud-leader-r8')).toBeDefined();
    for (const { find } of [first, next]) {
      expect(find('Deployment', 'fraud-worker')).toBeDefined();
      expect(find('Service', 'fraud-rest').spec.ports[0].port).toBe(8081);
      expect(find('Service', 'fraud-leader').spec.clusterIP).toBe('None');
    }
  });

  test('by which name a run finds what it keeps at the API server', () => {
    const ids = ({ find }: typeof first, leader: string) => [leader, 'fraud-worker'].map((name) => {
      const { 'kubernetes.cluster-id': cluster, 'high-availability.cluster-id': folder } = configuration(find, name);
      return [cluster, folder];
    });
    expect(ids(first, 'fraud-leader')).toEqual([['fraud', '/streams/fraud'], ['fraud', '/streams/fraud']]);
    expect(ids(next, 'fraud-leader-r8')).toEqual([['fraud.r8', '/streams/fraud.r8'], ['fraud.r8', '/streams/fraud.r8']]);
  });

  // as conformance/flink/seen.md says of Flink 2.3.0
  test.each([['/default', '000000006e6b13320000000000000000'], ['kept-r1', 'ffffffffcef3f54e0000000000000000']])('the id of the job of %s', (id, job) => expect(jobIdOf(id)).toBe(job));

  test('no processor can have the name of a run of another', () => {
    const dotted = () => synth({ processorName: 'fraud.r8' });
    expect(dotted).toThrow('name: got "fraud.r8", expected lower case letters, digits and hyphens');
    // what Flink makes of it: a name of a ConfigMap, and a label's value
    const { 'kubernetes.cluster-id': id } = configuration(next.find, 'fraud-worker');
    expect(`${id}-cluster-config-map`).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/);
    expect(id).toMatch(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/);
  });

  test('where its state lies, and where a savepoint is written down', () => {
    expect(configuration(first.find, 'fraud-leader')).toMatchObject({
      'execution.checkpointing.dir': 's3://shop-flink/streams/fraud/checkpoints',
      'execution.checkpointing.savepoint-dir': 's3://shop-flink/streams/fraud/savepoints',
      'high-availability.storageDir': 's3://shop-flink/streams/fraud/ha',
    });
    const environment = Object.fromEntries(first.find('Job', 'fraud-savepoint').spec.template.spec.containers[0].env.map((e: any) => [e.name, e.value]));
    expect(environment).toMatchObject({ RECORD: 'fraud-savepoint-r8', TARGET: 's3://shop-flink/streams/fraud/savepoints/r8' });
    const { volumes, containers } = next.find('Job', 'fraud-leader-r8').spec.template.spec;
    expect(volumes).toContainEqual({ name: 'savepoint', configMap: { name: 'fraud-savepoint-r8' } });
    expect(containers[0].volumeMounts).toContainEqual({ name: 'savepoint', mountPath: '/etc/flink/savepoint', readOnly: true });
  });

  test('into how many pieces state is cut', () => {
    expect(configuration(first.find, 'fraud-leader')).toMatchObject({ 'pipeline.max-parallelism': '720' });
  });

  test('ports', () => {
    const ports = (object: any) => object.spec.template.spec.containers[0].ports.map((p: any) => `${p.name} ${p.containerPort}`);
    expect(ports(first.find('Job', 'fraud-leader'))).toEqual(['rpc 6123', 'blob 6124', 'rest 8081', 'query 6125']);
    expect(ports(first.find('Deployment', 'fraud-worker'))).toEqual(['data 6121', 'rpc 6122', 'query 6125']);
  });
});
