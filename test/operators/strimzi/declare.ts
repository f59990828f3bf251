import { App, Chart, Size, Testing } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { DataStorage, Failure, KafkaCluster, KafkaClusterProps, KafkaVersion, Platform, StrimziOperator } from '../../../src';

export const STRIMZI = StrimziOperator.existing({ version: '1.2.0', watches: ['orders'] });

/** One declaration, by default on Strimzi: three brokers in three zones. */
export function declare(props: Partial<KafkaClusterProps> = {}) {
  const app = new App();
  Platform.onPrem({ zones: ['a', 'b', 'c'], kubernetesVersion: '1.34' }).applyTo(app);
  const chart = new Chart(app, 'shop', { namespace: 'orders' });
  const cluster = new KafkaCluster(chart, 'events', {
    version: KafkaVersion.V4_3_1,
    replicas: 3,
    storage: DataStorage.persistent(Size.gibibytes(100)),
    guarantees: { survives: Failure.ZONE },
    operator: STRIMZI,
    ...props,
  });
  const workload = (id: string) => new Deployment(chart, id, { metadata: { name: id }, containers: [{ name: 'main', image: 'x' }] });
  const objects = (): any[] => Testing.synth(chart);
  const object = (kind: string, name: string) => objects().find((o) => o.kind === kind && o.metadata.name === name);
  return { chart, cluster, workload, objects, object };
}
