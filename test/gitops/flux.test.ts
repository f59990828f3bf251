import { Chart, Duration, JsonPatch, Size } from 'cdk8s';
import { annotationsOf, chartWith, flux, folders, object } from './apps';
import { DataStorage, FluxSource, GitOpsLayout, GitOpsTool, KafkaCluster, KafkaVersion } from '../../src';
import { golden } from '../builtin/golden';

const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';
const SUBSTITUTE = 'kustomize.toolkit.fluxcd.io/substitute';

test('three stages are three Kustomizations, which wait for each other, and nothing of the definitions is pruned', () => {
  const app = folders();
  const layout = new GitOpsLayout(app, 'shop', {
    tool: flux(),
    definitions: [chartWith(app, 'definitions')],
    operators: [chartWith(app, 'operators', 'Secret')],
    workloads: [chartWith(app, 'kafka', 'Kafka')],
  });
  expect(golden(layout.toJson())).toMatchSnapshot();
});

test('all options are written', () => {
  const app = folders();
  const tool = GitOpsTool.flux({
    source: FluxSource.ociRepository('shop', 'sources'),
    namespaceName: 'apps',
    dependsOn: ['cert-manager'],
    serviceAccountName: 'deployer',
    interval: Duration.hours(1),
    timeout: Duration.seconds(90),
  });
  const layout = new GitOpsLayout(app, 'shop', { tool, definitions: [chartWith(app, 'definitions')], workloads: [chartWith(app, 'kafka', 'Service')] });
  const [definitions, kafka] = layout.toJson();
  expect(definitions.spec.dependsOn).toBeUndefined();
  expect(kafka.metadata.namespace).toBe('apps');
  expect(kafka.spec).toMatchObject({
    dependsOn: [{ name: 'shop-definitions' }, { name: 'cert-manager' }],
    sourceRef: { kind: 'OCIRepository', name: 'shop', namespace: 'sources' },
    serviceAccountName: 'deployer',
    interval: '60m',
    timeout: '90s',
  });
});

test('sources of each kind', () => {
  const { _kind, _name, _namespaceName } = FluxSource.bucket('shop');
  expect([_kind, _name, _namespaceName]).toEqual(['Bucket', 'shop', undefined]);
  expect(FluxSource.gitRepository('shop', 'flux')._kind).toBe('GitRepository');
});

describe('marks', () => {
  const marked = (kind: string, more: any = {}) => {
    const app = folders();
    const chart = new Chart(app, 'all');
    object(chart, kind, 'x', more);
    new GitOpsLayout(app, 'shop', { tool: flux(), definitions: [chart] });
    return annotationsOf(chart, kind, 'x');
  };

  test.each(['CustomResourceDefinition', 'Namespace', 'PersistentVolumeClaim', 'PersistentVolume'])('what goes by hand alone: %s', (kind) => {
    expect(marked(kind)).toEqual({ [PRUNE]: 'disabled' });
  });
  test.each(['ConfigMap', 'Deployment', 'Certificate', 'Kafka'])('nothing else is kept: %s', (kind) => {
    expect(marked(kind)).toBeUndefined();
  });
  test('a script keeps its braces', () => {
    expect(marked('ConfigMap', { data: { 'run.sh': 'echo "${HOSTNAME##*-}"\n' } })).toEqual({ [SUBSTITUTE]: 'disabled' });
  });
  test('a script keeps both of its dollars', () => {
    expect(marked('ConfigMap', { data: { 'run.sh': 'echo $$\n' } })).toEqual({ [SUBSTITUTE]: 'disabled' });
  });
  test('so does a command', () => {
    expect(marked('Deployment', { spec: { template: { spec: { containers: [{ name: 'c', args: ['${A}'] }] } } } })).toEqual({ [SUBSTITUTE]: 'disabled' });
  });
  test('a dollar alone is no variable', () => {
    expect(marked('ConfigMap', { data: { 'run.sh': 'echo $HOSTNAME\n' } })).toBeUndefined();
  });
  test('what somebody said stays', () => {
    const metadata = { annotations: { [PRUNE]: 'enabled' }, labels: { [SUBSTITUTE]: 'enabled' } };
    expect(marked('Namespace', { metadata, data: '${A}' })).toEqual({ [PRUNE]: 'enabled' });
  });
  test('braces that come with a patch are seen', () => {
    const app = folders();
    const chart = new Chart(app, 'all');
    object(chart, 'ConfigMap', 'x', { data: { a: 'b' } }).addJsonPatch(JsonPatch.replace('/data/a', '${B}'));
    new GitOpsLayout(app, 'shop', { tool: flux(), workloads: [chart] });
    expect(annotationsOf(chart, 'ConfigMap', 'x')).toEqual({ [SUBSTITUTE]: 'disabled' });
  });
});

test('no object of a cluster is left to the substitution of variables', () => {
  const app = folders();
  const chart = new Chart(app, 'kafka', { namespace: 'shop' });
  const events = new KafkaCluster(chart, 'events', { version: KafkaVersion.V4_3_1, replicas: 3, storage: DataStorage.persistent(Size.gibibytes(1)) });
  events.addTopic('orders', { partitions: 3 });
  new GitOpsLayout(app, 'shop', { tool: flux(), workloads: [chart], existingNamespaces: ['shop'] });
  const braces = chart.toJson().filter((json) => JSON.stringify(json).includes('${'));
  expect(braces.length).toBeGreaterThan(3);
  expect(braces.map(({ metadata }) => metadata.annotations?.[SUBSTITUTE])).toEqual(braces.map(() => 'disabled'));
});

test('a Kafka of Strimzi that is made for the first time has not failed', () => {
  const app = folders();
  const layout = new GitOpsLayout(app, 'shop', { tool: flux(), workloads: [chartWith(app, 'kafka', 'Kafka')] });
  expect(layout.toJson()[0].spec.healthCheckExprs).toEqual([{
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'Kafka',
    current: "status.?conditions.orValue([]).exists(c, c.type == 'Ready' && c.status == 'True')",
    failed: "status.?conditions.orValue([]).exists(c, c.type == 'NotReady' && c.status == 'True' && c.?reason.orValue('') != 'Creating')",
  }]);
});

test.each([
  [{ interval: Duration.seconds(30) }, 'GitOpsTool.flux: interval: got 30 s, expected whole seconds, 60 or more'],
  [{ timeout: Duration.millis(500) }, 'GitOpsTool.flux: timeout: got 0.5 s'],
  [{ timeout: '5m' }, "timeout: got '5m'"],
  [{ source: 'flux-system' }, "GitOpsTool.flux: source: got 'flux-system', expected a value such as FluxSource.gitRepository('flux-system')"],
  [{ dependsOn: ['Cert Manager'] }, "dependsOn: got 'Cert Manager'"],
  [{ namespaceName: 'Flux' }, "namespaceName: got 'Flux'"],
])('a wrong option is refused: %j', (options, message) => {
  expect(() => GitOpsTool.flux(options as any)).toThrow(message);
});

test('a source with a wrong name is refused', () => {
  expect(() => FluxSource.gitRepository('Shop')).toThrow("FluxSource: name: got 'Shop'");
});
