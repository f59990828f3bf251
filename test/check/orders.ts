import { App, Chart, Size, Testing } from 'cdk8s';
import { Cpu, Deployment, ImagePullPolicy } from 'cdk8s-plus-27';
import { DataStorage, Failure, KafkaAuthentication, KafkaCluster, KafkaVersion, Platform, Risk, Rule } from '../../src';

export interface Orders {
  readonly replicas?: number;
  readonly draining?: number[];
  readonly version?: KafkaVersion;
  readonly metadataVersion?: string;
  readonly gibibytes?: number;
  readonly invoices?: boolean;
  readonly combined?: boolean;
}

/** A Kafka cluster with all that belongs to one, and what may change of it. */
export function orders(change: Orders = {}): any[] {
  const { replicas = 3, draining, version = KafkaVersion.V4_3_1, metadataVersion, gibibytes = 2, invoices: withInvoices = true, combined } = change;
  const app = new App();
  Platform.onPrem({ zones: ['zone-a', 'zone-b', 'zone-c'], kubernetesVersion: '1.34' }).applyTo(app);
  const chart = new Chart(app, 'kafka', { namespace: 'orders' });
  const events = new KafkaCluster(chart, 'events', {
    version,
    metadataVersion,
    replicas,
    draining,
    storage: DataStorage.persistent(Size.gibibytes(gibibytes)),
    resources: { cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(768) } },
    ...combined ? { combined, acceptedRisks: [Risk.accept(Rule.QUORUM_DEDICATED, 'a trial of combined members')] } : {
      controllerStorage: DataStorage.persistent(Size.gibibytes(2)),
      controllerResources: { cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(768) } },
    },
    guarantees: { survives: Failure.ZONE },
  });
  const topic = events.addTopic('orders', { partitions: 12, config: { 'retention.ms': '604800000' } });
  const invoices = withInvoices ? events.addTopic('invoices', { partitions: 3, config: { 'cleanup.policy': 'compact' } }) : undefined;

  const shop = new Deployment(chart, 'shop', { replicas: 2, metadata: { name: 'shop' } });
  shop.addContainer({ name: 'shop', image: 'registry.example.com/shop:1.0', imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT });
  topic.grantProduce(shop);
  const billing = new Deployment(chart, 'billing', { replicas: 1, metadata: { name: 'billing' } });
  billing.addContainer({ name: 'billing', image: 'registry.example.com/billing:1.0', imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT });
  topic.grantConsume(billing, { group: 'billing' });
  invoices?.grantProduce(billing, { transactionalIdPrefix: 'billing-' });

  const report = events.addUser('report', { authentication: KafkaAuthentication.scram() });
  if (invoices) report.allowConsume('invoices', 'report');
  return Testing.synth(chart);
}
