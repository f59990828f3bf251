import { App, Chart, Size } from 'cdk8s';
import { DataStorage, Failure, IClusterOperator, KafkaCluster, KafkaVersion, OperatorInstall, Platform, StrimziOperator } from '../../src';

function newApp(): App {
  const app = new App();
  Platform.onPrem({ zones: ['a', 'b', 'c'], kubernetesVersion: '1.34' }).applyTo(app);
  return app;
}

const kafka = (app: App, id: string, operator: IClusterOperator) => new KafkaCluster(new Chart(app, id, { namespace: 'orders' }), id, {
  version: KafkaVersion.V4_3_1, replicas: 3, storage: DataStorage.persistent(Size.gibibytes(10)), guarantees: { survives: Failure.ZONE }, operator,
});
const install = (app: App, ...watches: string[]) => new StrimziOperator(new Chart(app, 'operators', { namespace: 'strimzi' }), 'strimzi', { version: '1.2.0', watches, install: OperatorInstall.flux() });
const existing = (version: string, namespaceName = 'strimzi') => StrimziOperator.existing({ version, namespaceName, watches: ['orders'] });
const installed = 'operator: got strimzi 1.2.0 in elsewhere, and operators/strimzi has strimzi 1.2.0 in strimzi, which watches orders too, expected one for each namespace: two undo what the other does; give both the same operator';

test.each(['before', 'after'])('a cluster of an operator whose namespace another one watches, installed %s it, is refused', (when) => {
  const app = newApp();
  if (when === 'before') install(app, 'orders');
  kafka(app, 'events', existing('1.2.0', 'elsewhere'));
  if (when === 'after') install(app, 'orders');
  expect(() => app.synthYaml()).toThrow(installed);
});

test('two clusters of one namespace have one operator', () => {
  const app = newApp();
  kafka(app, 'events', existing('1.1.0'));
  kafka(app, 'audit', existing('1.2.0'));
  expect(() => app.synthYaml()).toThrow('operator: got strimzi 1.1.0 in strimzi, and audit/audit has strimzi 1.2.0 in strimzi, which watches orders too');
});

test.each<[string, (app: App) => void]>([
  ['the one that the app installs', (app) => kafka(app, 'events', install(app, 'orders'))],
  ['one that is told of as it is installed', (app) => { install(app, 'orders'); kafka(app, 'events', existing('1.2.0')); }],
  ['one beside another that watches other namespaces', (app) => {
    install(app, 'shop');
    kafka(app, 'events', existing('1.1.0', 'elsewhere'));
  }],
  ['the same one for two clusters', (app) => { kafka(app, 'events', existing('1.2.0')); kafka(app, 'audit', existing('1.2.0')); }],
])('%s is in charge alone', (_, declare) => {
  const app = newApp();
  declare(app);
  expect(() => app.synthYaml()).not.toThrow();
});
