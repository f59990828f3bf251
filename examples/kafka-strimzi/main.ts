import { ApiObject, App, Chart, JsonPatch, Size } from 'cdk8s';
import { Cpu, Deployment, ImagePullPolicy } from 'cdk8s-plus-27';
import { DataStorage, Failure, KafkaAuthentication, KafkaCluster, KafkaVersion, Platform, StrimziOperator } from 'cdk8s-data';

const app = new App();
Platform.onPrem({
  zones: ['zone-a', 'zone-b', 'zone-c'],
  kubernetesVersion: '1.34',
}).applyTo(app);
const chart = new Chart(app, 'kafka', { namespace: 'orders' });

// Three brokers and three controllers, one of each in a zone; small, so that they fit on one machine.
const events = new KafkaCluster(chart, 'events', {
  version: KafkaVersion.V4_3_1,
  replicas: 3,
  storage: DataStorage.persistent(Size.gibibytes(2)),
  resources: { cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(768) } },
  controllerResources: { cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(768) } },
  guarantees: { survives: Failure.ZONE },
  operator: StrimziOperator.existing({ version: '1.2.0', watches: ['orders'] }), // all else is the program of examples/kafka
});

const orders = events.addTopic('orders', { partitions: 12, config: { 'retention.ms': '604800000' } });
const invoices = events.addTopic('invoices', { partitions: 3, config: { 'cleanup.policy': 'compact' } });

// Any cdk8s-plus workload becomes a user: certificate, rights, mounted files, network.
const shop = new Deployment(chart, 'shop', { replicas: 2, metadata: { name: 'shop' } });
shop.addContainer({ name: 'shop', image: 'registry.example.com/shop:1.0', imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT });
orders.grantProduce(shop);

const billing = new Deployment(chart, 'billing', { replicas: 1, metadata: { name: 'billing' } });
billing.addContainer({ name: 'billing', image: 'registry.example.com/billing:1.0', imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT });
orders.grantConsume(billing, { group: 'billing' });
invoices.grantProduce(billing, { transactionalIdPrefix: 'billing-' });

// What the pod security level `restricted` asks for and cdk8s-plus has no words for.
for (const workload of [shop, billing]) {
  ApiObject.of(workload).addJsonPatch(
    JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
    JsonPatch.add('/spec/template/spec/containers/0/securityContext/capabilities', { drop: ['ALL'] }),
  );
}

// A user for a program elsewhere, with a password that is made in the cluster.
const report = events.addUser('report', { authentication: KafkaAuthentication.scram() });
report.allowConsume('invoices', 'report');

app.synth();
