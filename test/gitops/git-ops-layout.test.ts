import { App, Chart, Size } from 'cdk8s';
import { annotationsOf, argoCd, chartWith, flux, folders, object } from './apps';
import { DataStorage, GitOpsLayout, GitOpsTool, KafkaCluster, KafkaVersion, StatusCheck } from '../../src';

afterEach(() => jest.restoreAllMocks());

test('a layout brings a chart under the name of both', () => {
  const app = new App();
  const layout = new GitOpsLayout(app, 'shop', { tool: argoCd(), workloads: [chartWith(app, 'kafka')] });
  expect(layout.toJson().map(({ kind, metadata }) => [kind, metadata.namespace, metadata.name])).toEqual([['Application', 'argocd', 'shop-kafka']]);
});

test('each stage comes after the nearest one before it that has charts', () => {
  const app = folders();
  const layout = new GitOpsLayout(app, 'shop', {
    tool: flux(),
    definitions: [chartWith(app, 'definitions'), chartWith(app, 'namespaces')],
    workloads: [chartWith(app, 'kafka')],
  });
  const [, , kafka] = layout.toJson();
  expect(kafka.spec.dependsOn).toEqual([{ name: 'shop-definitions' }, { name: 'shop-namespaces' }]);
});

test('without a chart there is nothing to bring', () => {
  expect(() => new GitOpsLayout(new App(), 'shop', { tool: argoCd() })).toThrow('shop: definitions, operators, workloads: got no chart, expected one or more; write workloads: [chart]');
});

test('what is no chart is refused', () => {
  const app = new App();
  expect(() => new GitOpsLayout(app, 'shop', { tool: argoCd(), workloads: ['kafka' as any] })).toThrow("shop: workloads: got 'kafka', expected charts");
});

test.each([[undefined, 'nothing'], ['argo', "'argo'"], [{}, "'[object Object]'"]])('an unknown tool is refused: %p', (tool, got) => {
  const app = new App();
  expect(() => new GitOpsLayout(app, 'shop', { tool: tool as any, workloads: [chartWith(app, 'kafka')] }))
    .toThrow(`shop: tool: got ${got}, expected GitOpsTool.argoCd(...) or GitOpsTool.flux(...)`);
});

test('a chart is in one layout only', () => {
  const app = new App();
  const kafka = chartWith(app, 'kafka');
  new GitOpsLayout(app, 'shop', { tool: argoCd(), workloads: [kafka] });
  expect(() => new GitOpsLayout(app, 'other', { tool: argoCd(), operators: [kafka] })).toThrow('other: operators: got kafka, which is in workloads of shop already');
});

test('a chart is in one stage only', () => {
  const app = new App();
  const kafka = chartWith(app, 'kafka');
  expect(() => new GitOpsLayout(app, 'shop', { tool: argoCd(), operators: [kafka], workloads: [kafka] })).toThrow('shop: workloads: got kafka, which is in operators of shop already');
});

test('a layout is not brought by another', () => {
  const app = new App();
  const layout = new GitOpsLayout(app, 'shop', { tool: argoCd(), workloads: [chartWith(app, 'kafka')] });
  expect(() => new GitOpsLayout(app, 'all', { tool: argoCd(), workloads: [layout] })).toThrow('all: workloads: got the layout shop, expected charts that it brings');
});

test('a chart of another app is refused', () => {
  const kafka = chartWith(new App(), 'kafka');
  expect(() => new GitOpsLayout(new App(), 'shop', { tool: argoCd(), workloads: [kafka] })).toThrow('shop: workloads: got kafka of another app');
});

test('a name that no label can hold is refused', () => {
  const app = new App();
  const kafka = chartWith(app, 'k'.repeat(60));
  expect(() => new GitOpsLayout(app, 'shop', { tool: argoCd(), workloads: [kafka] })).toThrow(/name for k+: got 'shop-k+', expected at most 63 .*; shorten it/);
});

test('two layouts whose objects get the same name are refused', () => {
  const app = new App();
  new GitOpsLayout(app, 'a', { tool: argoCd(), workloads: [chartWith(app, 'b-c')] });
  new GitOpsLayout(app, 'a-b', { tool: argoCd(), workloads: [chartWith(app, 'c', 'Secret')] });
  expect(() => app.synthYaml()).toThrow('Application argocd/a-b-c, which a/application-a-b-c is already');
});

test('a folder outside of the repository is refused', () => {
  const app = new App();
  expect(() => new GitOpsLayout(app, 'shop', { tool: argoCd(), workloads: [chartWith(app, 'kafka')], folder: '../dist' })).toThrow("shop: folder: got '../dist'");
});

test('objects that are made after the layout are marked too', () => {
  const app = new App();
  const kafka = new Chart(app, 'kafka');
  new GitOpsLayout(app, 'shop', { tool: argoCd(), workloads: [kafka] });
  object(kafka, 'PersistentVolumeClaim', 'archive');
  expect(annotationsOf(kafka, 'PersistentVolumeClaim', 'archive')).toEqual({ 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' });
});

test('charts that are in no layout get no mark, and a warning once', () => {
  const warnings: string[] = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => warnings.push(String(text)) > 0);
  const app = new App();
  new GitOpsLayout(app, 'shop', { tool: argoCd(), workloads: [chartWith(app, 'kafka')] });
  new GitOpsLayout(app, 'clients', { tool: argoCd(), workloads: [chartWith(app, 'billing')] });
  const other = chartWith(app, 'other', 'PersistentVolumeClaim');
  expect(annotationsOf(other, 'PersistentVolumeClaim', 'other')).toBeUndefined();
  app.synthYaml();
  expect(warnings).toEqual(['warning: other: in no layout, so nothing brings it into a cluster; put it into definitions, operators or workloads of one\n']);
});

test('a second look at the same program writes the same', () => {
  const app = folders();
  const kafka = chartWith(app, 'kafka', 'PersistentVolumeClaim');
  new GitOpsLayout(app, 'shop', { tool: flux(), workloads: [kafka] });
  expect(app.synthYaml()).toBe(app.synthYaml());
});

test.each([['Argo CD', argoCd], ['Flux', flux]])('nothing that a cluster is made of changes but metadata, under %s', (_, tool) => {
  const rendered = (layouted: boolean) => {
    const app = folders();
    const chart = new Chart(app, 'kafka', { namespace: 'shop' });
    const cluster = new KafkaCluster(chart, 'events', { version: KafkaVersion.V4_3_1, replicas: 3, storage: DataStorage.persistent(Size.gibibytes(1)) });
    cluster.addTopic('orders', { partitions: 3 });
    if (layouted) new GitOpsLayout(app, 'shop', { tool: tool(), workloads: [chart], existingNamespaces: ['shop'] });
    return chart.toJson();
  };
  const marks = /^(argocd\.argoproj\.io|kustomize\.toolkit\.fluxcd\.io)\//;
  const unmarked = rendered(true).map((json) => {
    const annotations = Object.fromEntries(Object.entries(json.metadata.annotations ?? {}).filter(([key]) => !marks.test(key)));
    const { annotations: _all, ...metadata } = json.metadata;
    return { ...json, metadata: Object.keys(annotations).length > 0 ? { ...metadata, annotations } : metadata };
  });
  expect(unmarked).toEqual(rendered(false));
});

describe('health of kinds of one\'s own', () => {
  const layoutWith = (health: any) => {
    const app = folders();
    return () => new GitOpsLayout(app, 'shop', { tool: GitOpsTool.flux(), workloads: [chartWith(app, 'cache', 'Cache')], health: [health] });
  };

  test('is taken', () => {
    const [kustomization] = layoutWith({ group: 'example.com', kind: 'Cache', ready: [StatusCheck.field('phase', ['Up'])] })().toJson();
    expect(kustomization.spec.healthCheckExprs.map(({ kind }: any) => kind)).toEqual(['Cache']);
  });
  test('counts before what is known of a kind', () => {
    const app = folders();
    const health = [{ group: 'kafka.strimzi.io', kind: 'Kafka', ready: [StatusCheck.condition('Up')] }];
    const [{ spec }] = new GitOpsLayout(app, 'shop', { tool: flux(), workloads: [chartWith(app, 'kafka', 'Kafka')], health }).toJson();
    expect(spec.healthCheckExprs.map(({ current }: any) => current)).toEqual([health[0].ready[0]._cel]);
  });
  test('with a version in its group is refused', () => {
    expect(layoutWith({ group: 'example.com/v1', kind: 'Cache', ready: [StatusCheck.condition('Ready')] })).toThrow('shop: health: got example.com/v1/Cache, expected a group without a version');
  });
  test('that nothing makes ready is refused', () => {
    expect(layoutWith({ group: 'example.com', kind: 'Cache', ready: [] })).toThrow('shop: health of Cache: got nothing that it is ready by');
  });
});
