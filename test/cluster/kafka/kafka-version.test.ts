import { App, Chart, Size, Testing } from 'cdk8s';
import { DataStorage, KafkaCluster, KafkaVersion } from '../../../src';

function synth(version: KafkaVersion, metadataVersion?: string): any[] {
  const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
  new KafkaCluster(chart, 'events', { version, metadataVersion, replicas: 3, storage: DataStorage.persistent(Size.gibibytes(1)) });
  return Testing.synth(chart);
}
const broker = (objects: any[]) => objects.find((o) => o.kind === 'StatefulSet' && o.metadata.name === 'events-broker');

test('a newer patch of a minor that was run is as good as that minor', () => {
  expect(KafkaVersion.of('4.3.9').proven).toBe(true);
});

test('a newer minor is accepted, and the output says that nobody tried it', () => {
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(broker(synth(KafkaVersion.of('4.9.0'))).metadata.annotations).toMatchObject({ 'cdk8s-data/unproven': 'kafka 4.9' });
  expect(written.mock.calls.flat().join('')).toContain("warning: shop/events: version: got kafka 4.9, which the library's own tests never ran");
  written.mockRestore();
});

describe('the metadata has the version of the binaries, or an older one that was written down', () => {
  const named = (objects: any[], kind: string, name: string) => objects.find((o) => o.kind === kind && o.metadata.name.startsWith(name));
  const cluster = (metadataVersion?: string) => synth(KafkaVersion.V4_3_1, metadataVersion);

  test('from the founding on', () => {
    const founded = (objects: any[]) => named(objects, 'ConfigMap', 'events-controller').data['metadata-version'];
    expect(founded(cluster())).toBe('4.3\n');
    expect(founded(cluster('4.2'))).toBe('4.2\n');
  });

  test('and a Job raises a cluster that has less', () => {
    const raised = (objects: any[]) => named(objects, 'Job', 'events-features-').spec.template.spec.containers[0].env;
    expect(raised(cluster())).toContainEqual({ name: 'METADATA_VERSION', value: '4.3' });
    expect(raised(cluster('4.2'))).toContainEqual({ name: 'METADATA_VERSION', value: '4.2' });
    expect(named(cluster(), 'ConfigMap', 'events-features-current').data.name).not.toBe(named(cluster('4.2'), 'ConfigMap', 'events-features-current').data.name);
  });

  test.each([
    ['newer than the binaries', '4.4'],
    ['of no release', '3.10'],
    ['too old for controllers that join by themselves', '3.8'],
  ])('but not one that is %s', (_, version) => {
    expect(() => cluster(version)).toThrow(`metadataVersion: got '${version}', expected 3.9, the oldest that lets controllers join by themselves, or from 4.0 to 4.3`);
    expect(() => cluster('3.9')).not.toThrow();
  });

  test('which restarts nobody', () => {
    const members = (objects: any[]) => objects.filter((o) => o.kind === 'StatefulSet').map((o) => o.spec);
    expect(members(cluster())).toEqual(members(cluster('4.2')));
  });
});
