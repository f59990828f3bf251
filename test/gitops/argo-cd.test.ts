import { App, Chart, Size } from 'cdk8s';
import { annotationsOf, argoCd, chartWith, object, REPOSITORY } from './apps';
import { DataStorage, GitOpsLayout, GitOpsTool, KafkaCluster, KafkaVersion } from '../../src';
import { golden } from '../builtin/golden';

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

test('three stages are three Applications, and nothing of the definitions is pruned', () => {
  const app = new App();
  const layout = new GitOpsLayout(app, 'shop', {
    tool: GitOpsTool.argoCd({ repository: REPOSITORY, revision: 'deploy', project: 'shop', namespaceName: 'gitops', clusterName: 'east' }),
    definitions: [chartWith(app, 'definitions')],
    operators: [chartWith(app, 'operators', 'Secret')],
    workloads: [chartWith(app, 'kafka', 'Service')],
  });
  expect(golden(layout.toJson())).toMatchSnapshot();
});

describe('marks', () => {
  const marked = (kind: string, options?: string) => {
    const app = new App();
    const chart = new Chart(app, 'all');
    object(chart, kind, 'x', options === undefined ? {} : { metadata: { annotations: { [SYNC_OPTIONS]: options } } });
    new GitOpsLayout(app, 'shop', { tool: argoCd(), definitions: [chart] });
    return annotationsOf(chart, kind, 'x')?.[SYNC_OPTIONS];
  };

  test('definitions are applied on the server, and go by hand alone', () => {
    expect(marked('CustomResourceDefinition')).toBe('ServerSideApply=true,Prune=false,Delete=false');
  });
  test.each(['Namespace', 'PersistentVolumeClaim', 'PersistentVolume'])('what holds what can\'t be made again goes by hand alone: %s', (kind) => {
    expect(marked(kind)).toBe('Prune=false,Delete=false');
  });
  test.each(['ConfigMap', 'Deployment', 'Certificate', 'Kafka'])('nothing else has a mark: %s', (kind) => {
    expect(marked(kind)).toBeUndefined();
  });
  test('what somebody said of an option stays', () => {
    expect(marked('Namespace', 'Prune=confirm, Validate=false')).toBe('Prune=confirm,Validate=false,Delete=false');
  });
});

test('no object of a cluster is in a wave, or a hook: with more than one wave a sync waits for health, and keeps the next commit out', () => {
  const app = new App();
  const chart = new Chart(app, 'kafka', { namespace: 'shop' });
  const events = new KafkaCluster(chart, 'events', { version: KafkaVersion.V4_3_1, replicas: 3, storage: DataStorage.persistent(Size.gibibytes(1)) });
  events.addTopic('orders', { partitions: 3 });
  new GitOpsLayout(app, 'shop', { tool: argoCd(), workloads: [chart], existingNamespaces: ['shop'] });
  const annotations = chart.toJson().flatMap(({ metadata }) => Object.keys(metadata.annotations ?? {}));
  expect(annotations).toContain('cdk8s-data/version');
  expect(annotations.filter((key) => key.startsWith('argocd.argoproj.io/'))).toEqual([]);
});

test('health checks are written on request, for Applications and for kinds that Argo CD has none for', () => {
  const app = new App();
  const chart = chartWith(app, 'kafka', 'Kafka');
  object(chart, 'KafkaMirrorMaker2', 'r');
  const layout = new GitOpsLayout(app, 'shop', { tool: GitOpsTool.argoCd({ repository: REPOSITORY, healthChecks: true }), workloads: [chart] });
  const config = layout.toJson().find(({ kind }) => kind === 'ConfigMap');
  expect(config.metadata).toEqual({
    name: 'argocd-cm',
    namespace: 'argocd',
    labels: { 'app.kubernetes.io/name': 'argocd-cm', 'app.kubernetes.io/part-of': 'argocd' },
    annotations: { [SYNC_OPTIONS]: 'ServerSideApply=true,Prune=false,Delete=false' },
  });
  expect(Object.keys(config.data)).toEqual(['resource.customizations.health.argoproj.io_Application', 'resource.customizations.health.kafka.strimzi.io_KafkaMirrorMaker2']);
});

test('two layouts that write health checks are refused', () => {
  const app = new App();
  for (const id of ['a', 'b']) {
    new GitOpsLayout(app, id, { tool: GitOpsTool.argoCd({ repository: REPOSITORY, healthChecks: true }), workloads: [chartWith(app, `of-${id}`, 'ConfigMap', id)] });
  }
  expect(() => app.synthYaml()).toThrow('ConfigMap argocd/argocd-cm, which a/health-checks is already');
});

test.each([
  [{}, "GitOpsTool.argoCd: repository: got nothing, expected a text without spaces; write repository: 'https://git.example.com/shop/deploy.git'"],
  [{ repository: 'a b' }, "repository: got 'a b'"],
  [{ repository: REPOSITORY, project: 'My Project' }, "GitOpsTool.argoCd: project: got 'My Project'"],
  [{ repository: REPOSITORY, namespaceName: '' }, "namespaceName: got ''"],
  [{ repository: REPOSITORY, clusterName: '' }, "clusterName: got ''"],
  [undefined, 'repository: got nothing'],
])('a wrong option is refused: %j', (options, message) => {
  expect(() => GitOpsTool.argoCd(options as any)).toThrow(message);
});
