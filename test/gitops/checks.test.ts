import { App, Chart } from 'cdk8s';
import { argoCd, chartWith, folders, object } from './apps';
import { GitOpsLayout, GitOpsLayoutProps } from '../../src';

beforeEach(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

/** What synth says of a layout. */
function said(app: App, props: Partial<GitOpsLayoutProps>): string {
  new GitOpsLayout(app, 'shop', { tool: argoCd(), ...props });
  try {
    app.synthYaml();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const inNamespace = (app: App, id: string, namespace: string) => {
  const chart = new Chart(app, id, { namespace });
  object(chart, 'ConfigMap', id);
  return chart;
};

describe('charts', () => {
  test('with objects are all right', () => {
    const app = new App();
    expect(said(app, { workloads: [chartWith(app, 'kafka')] })).toBe('');
  });
  test('without an object are refused, for git keeps no empty folder', () => {
    const app = new App();
    expect(said(app, { definitions: [new Chart(app, 'later')], workloads: [chartWith(app, 'kafka')] }))
      .toContain('definitions: got later without an object, expected charts with objects; leave it away until there are some');
  });
});

describe('objects in no namespace', () => {
  const of = (kind: string) => {
    const app = new App();
    const chart = new Chart(app, 'kafka');
    object(chart, kind, 'c', { metadata: { namespace: undefined } });
    return said(app, { workloads: [chart] });
  };

  test('are refused where their kind is in one: no tool is in a namespace that could be meant', () => {
    expect(of('ConfigMap')).toContain("workloads: got ConfigMap c of kafka without a namespace, expected one: a tool is in none that it could mean; write new Chart(app, 'kafka', { namespace: 'orders' })");
  });
  test.each(['Namespace', 'PersistentVolume', 'Cache'])('are all right where it is in none, or not known to be: %s', (kind) => {
    expect(of(kind)).toBe('');
  });
});

describe('definitions of custom resources', () => {
  test('among the definitions are all right', () => {
    const app = new App();
    expect(said(app, { definitions: [chartWith(app, 'definitions', 'CustomResourceDefinition', 'caches.example.com')] })).toBe('');
  });
  test.each(['operators', 'workloads'])('among the %s are named', (stage) => {
    const app = new App();
    const chart = chartWith(app, 'cache', 'CustomResourceDefinition', 'caches.example.com');
    object(chart, 'CustomResourceDefinition', 'rings.example.com');
    expect(said(app, { [stage]: [chart] })).toContain(`${stage}: got the definitions caches.example.com, rings.example.com in cache, expected definitions in charts of their own`);
  });
});

describe('namespaces', () => {
  test('that nobody makes are named, with the chart that uses them first', () => {
    const app = new App();
    expect(said(app, { workloads: [inNamespace(app, 'kafka', 'orders'), inNamespace(app, 'clients', 'orders')] }))
      .toContain("namespace orders of kafka: got no object that makes it, expected a Namespace in a chart of definitions, or somebody else who makes it; make it there, or write existingNamespaces: ['orders']");
  });
  test('that somebody else makes are all right', () => {
    const app = new App();
    expect(said(app, { workloads: [inNamespace(app, 'kafka', 'orders')], existingNamespaces: ['orders'] })).toBe('');
  });
  test.each(['default', 'kube-system'])('that every cluster has are all right: %s', (namespace) => {
    const app = new App();
    expect(said(app, { workloads: [inNamespace(app, 'kafka', namespace)] })).toBe('');
  });
  test.each(['definitions', 'workloads'])('made among the %s are all right for workloads', (stage) => {
    const app = new App();
    const charts = { definitions: [] as Chart[], workloads: [inNamespace(app, 'kafka', 'orders')] };
    charts[stage as 'definitions' | 'workloads'].push(chartWith(app, 'namespaces', 'Namespace', 'orders'));
    expect(said(app, charts)).toBe('');
  });
  test('made among the workloads come too late for operators', () => {
    const app = new App();
    const charts = { operators: [inNamespace(app, 'operator', 'system')], workloads: [chartWith(app, 'namespaces', 'Namespace', 'system')] };
    expect(said(app, charts)).toContain('namespace system of operator: got an object that makes it in workloads, which come later');
  });
});

describe('files', () => {
  test('of one kind and name in two namespaces would overwrite each other', () => {
    const app = folders();
    const chart = new Chart(app, 'kafka');
    for (const namespace of ['default', 'kube-system']) object(chart, 'ConfigMap', 'c', { metadata: { namespace } });
    expect(said(app, { workloads: [chart] })).toContain('file ConfigMap.c of kafka: got ConfigMap default/c and ConfigMap kube-system/c, expected one object');
  });
  test('do not where a chart is one file', () => {
    const app = new App();
    const chart = new Chart(app, 'kafka');
    for (const namespace of ['default', 'kube-system']) object(chart, 'ConfigMap', 'c', { metadata: { namespace } });
    expect(said(app, { workloads: [chart] })).toBe('');
  });
  test('do not in two charts', () => {
    const app = folders();
    const charts = ['default', 'kube-system'].map((namespace) => inNamespace(app, namespace, namespace));
    for (const chart of charts) object(chart, 'ConfigMap', 'c');
    expect(said(app, { workloads: charts })).toBe('');
  });
  test('are numbered as soon as one chart depends on another', () => {
    const app = new App();
    const [kafka, clients] = [chartWith(app, 'kafka'), chartWith(app, 'clients', 'Secret')];
    clients.addDependency(kafka);
    expect(said(app, { workloads: [kafka, clients] })).toContain('order of charts: got clients, which depends on another chart, expected none between charts');
  });
  test('are numbered as soon as a chart is in a chart', () => {
    const app = new App();
    const kafka = chartWith(app, 'kafka');
    object(new Chart(kafka, 'inner'), 'Secret', 'c');
    expect(said(app, { workloads: [kafka] })).toContain('order of charts: got kafka/inner, a chart in a chart, expected none');
  });
  test('are not by a dependency within a chart', () => {
    const app = new App();
    const kafka = chartWith(app, 'kafka');
    object(kafka, 'Secret', 's').addDependency(kafka.apiObjects[0]);
    expect(said(app, { workloads: [kafka] })).toBe('');
  });
});
