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
  expect(broker(synth(KafkaVersion.of('4.9.0'))).metadata.annotations).toEqual({ 'cdk8s-data/unproven': 'kafka 4.9' });
  expect(written.mock.calls.flat().join('')).toContain("warning: shop/events: version: got kafka 4.9, which the library's own tests never ran");
  written.mockRestore();
});

test('a new cluster is founded with the metadata version of its binaries, or an older one that was written down', () => {
  const metadata = (objects: any[]) => broker(objects).spec.template.spec.containers[0].env.find((e: any) => e.name === 'METADATA_VERSION').value;
  expect(metadata(synth(KafkaVersion.V4_3_1))).toBe('4.3');
  expect(metadata(synth(KafkaVersion.V4_3_1, '4.2'))).toBe('4.2');
});
