import { App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { stringify } from 'yaml';
import { OperatorInstall, Platform, StrimziOperator, StrimziOperatorProps } from '../../../src';
import { strimzi, vendored } from '../vendor/stand-ins';

let folder: string;
let install: OperatorInstall;
beforeAll(async () => {
  folder = await vendored({ 'strimzi@1.2.0': strimzi(), 'strimzi@1.3.0': strimzi('1.3.0') });
  install = OperatorInstall.vendored({ folder });
});

function newChart(kubernetesVersion = '1.34'): Chart {
  const app = new App();
  Platform.onPrem({ kubernetesVersion, zones: ['a', 'b', 'c'] }).applyTo(app);
  return new Chart(app, 'operators', { namespace: 'strimzi' });
}

function installed(props: Partial<StrimziOperatorProps> = {}, chart = newChart()): any[] {
  new StrimziOperator(chart, 'strimzi', { version: '1.2.0', install, ...props });
  return chart.toJson();
}

const named = (objects: any[]) => objects.map(({ kind, metadata: { namespace, name } }) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
const controller = (objects: any[]) => objects.find(({ kind }) => kind === 'Deployment').spec.template.spec.containers[0];
const variable = (objects: any[], name: string) => controller(objects).env.find((one: any) => one.name === name)?.value;

describe('from a vendored release', () => {
  test('it is as recorded, without its definitions', () => {
    const objects = installed({ watches: ['shop', 'orders'], replicas: 2, imageRegistry: 'registry.example.com/mirror', resources: { memory: { limit: Size.mebibytes(512) }, cpu: { request: Cpu.millis(300) } } });
    expect(objects.filter(({ kind }) => kind !== 'CustomResourceDefinition').map((object) => stringify(object)).join('---\n')).toMatchSnapshot();
  });

  test('what is in no namespace names none, in a chart that has one', () => {
    for (const { kind, metadata } of installed()) {
      expect([kind, metadata.namespace]).toEqual([kind, /^(Cluster|CustomResource)/.test(kind) ? undefined : 'strimzi']);
    }
  });

  test('every subject is its service account in its own namespace', () => {
    const subjects = installed({ watches: ['orders'] }).flatMap((object) => object.subjects ?? []);
    expect(subjects).toHaveLength(5);
    expect(new Set(subjects.map(({ namespace, name }) => `${namespace}/${name}`))).toEqual(new Set(['strimzi/strimzi-cluster-operator']));
  });

  const bindings = (objects: any[]) => named(objects).filter((name) => /Binding/.test(name));

  test('it watches its own namespace unless told', () => {
    const objects = installed();
    expect(variable(objects, 'STRIMZI_NAMESPACE')).toBe('strimzi');
    expect(variable(objects, 'STRIMZI_OPERATOR_NAMESPACE_LABELS')).toBeUndefined();
    expect(bindings(objects).filter((name) => !name.includes(' strimzi/'))).toEqual(['ClusterRoleBinding strimzi-cluster-operator']);
  });

  test('it has its rights in each namespace that it watches, and in no other', () => {
    const objects = installed({ watches: ['shop', 'orders'] });
    expect(variable(objects, 'STRIMZI_NAMESPACE')).toBe('orders,shop');
    expect(variable(objects, 'STRIMZI_OPERATOR_NAMESPACE_LABELS')).toBe('kubernetes.io/metadata.name=strimzi');
    expect(bindings(objects)).toEqual([
      'ClusterRoleBinding strimzi-cluster-operator',
      ...['strimzi-cluster-operator', 'strimzi-cluster-operator-entity-operator-delegation'].flatMap((name) => [`RoleBinding orders/${name}`, `RoleBinding shop/${name}`]),
      'RoleBinding strimzi/strimzi-cluster-operator-leader-election',
      'RoleBinding orders/strimzi-cluster-operator-watched',
      'RoleBinding shop/strimzi-cluster-operator-watched',
    ]);
  });

  test('it has its rights in the whole cluster where it watches all', () => {
    const objects = installed({ watchesAll: true });
    expect(variable(objects, 'STRIMZI_NAMESPACE')).toBe('*');
    expect(bindings(objects)).toEqual([
      'ClusterRoleBinding strimzi-cluster-operator', 'ClusterRoleBinding strimzi-cluster-operator-namespaced',
      'ClusterRoleBinding strimzi-cluster-operator-entity-operator-delegation', 'RoleBinding strimzi/strimzi-cluster-operator-leader-election',
      'ClusterRoleBinding strimzi-cluster-operator-watched',
    ]);
  });

  test('every image comes from the registry that is told', () => {
    const text = JSON.stringify(installed({ imageRegistry: 'registry.example.com/mirror' }));
    expect(text).not.toContain('quay.io');
    expect(text).toContain('4.2.1=registry.example.com/mirror/strimzi/kafka:1.2.0-kafka-4.2.1\\n4.3.1=registry.example.com/mirror/strimzi/kafka:1.2.0-kafka-4.3.1\\n');
  });

  test('the Secrets for images are those of its clusters too', () => {
    expect(variable(installed({ pods: { imagePullSecrets: ['one', 'two'] } }), 'STRIMZI_IMAGE_PULL_SECRETS')).toBe('one,two');
  });

  test('the definitions may go to a chart of their own', () => {
    const chart = newChart();
    const definitions = new Chart(chart.node.root, 'definitions');
    const operator = new StrimziOperator(chart, 'strimzi', { version: '1.2.0', install: OperatorInstall.vendored({ folder, definitionsIn: definitions }) });
    expect(operator.definitions).toHaveLength(10);
    expect(new Set(definitions.toJson().map(({ kind }: any) => kind))).toEqual(new Set(['CustomResourceDefinition']));
    expect(chart.toJson().map(({ kind }: any) => kind)).not.toContain('CustomResourceDefinition');
  });

  test('an object can be patched, and says so', () => {
    const chart = newChart();
    const operator = new StrimziOperator(chart, 'strimzi', { version: '1.2.0', install });
    operator.object('Deployment', 'strimzi-cluster-operator').addJsonPatch(JsonPatch.replace('/spec/replicas', 3));
    expect(chart.toJson().find(({ kind }: any) => kind === 'Deployment')).toMatchObject({ metadata: { annotations: { 'cdk8s-data/patched': 'true' } }, spec: { replicas: 3 } });
    expect(() => operator.object('Deployment', 'other')).toThrow(/object: got Deployment other, expected one of CustomResourceDefinition kafkabridges.*Deployment strimzi-cluster-operator, NetworkPolicy strimzi-cluster-operator; name one that exists/);
  });

  test('the same program gives the same bytes', () => {
    expect(JSON.stringify(installed({ watches: ['a', 'b'] }))).toBe(JSON.stringify(installed({ watches: ['b', 'a'] })));
  });

  test('a version that nobody here has seen says so, in the output and beside it', () => {
    const written = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
    try {
      expect(installed().find(({ kind }) => kind === 'Deployment').metadata.annotations).toBeUndefined();
      expect(written).not.toHaveBeenCalled();
      expect(installed({ version: '1.3.0' }).find(({ kind }) => kind === 'Deployment').metadata.annotations).toEqual({ 'cdk8s-data/unproven': 'strimzi 1.3.0' });
      expect(written.mock.calls.flat()).toEqual([expect.stringContaining("warning: operators/strimzi: version: got strimzi 1.3.0, whose release this library's authors never saw")]);
    } finally {
      written.mockRestore();
    }
  });
});

describe('by Helm', () => {
  const props = {
    watches: ['orders'],
    replicas: 2,
    imageRegistry: 'registry.example.com/mirror',
    resources: { memory: { limit: Size.mebibytes(512) } },
    pods: { labels: { team: 'a' }, annotations: { note: 'b' }, nodeSelector: { pool: 'c' }, tolerations: [{ key: 'd' }], priorityClass: 'e', imagePullSecrets: ['f'], environment: { G: 'h' } },
  };

  test('Argo CD gets an Application, as recorded', () => {
    expect(installed({ install: OperatorInstall.argoCd(), ...props }).map((object) => stringify(object)).join('---\n')).toMatchSnapshot();
  });

  test('Flux gets a release and its source, as recorded', () => {
    expect(installed({ install: OperatorInstall.flux({ every: Duration.minutes(5) }), ...props }).map((object) => stringify(object)).join('---\n')).toMatchSnapshot();
  });

  test('nothing is said that is not asked for', () => {
    const [application] = installed({ install: OperatorInstall.argoCd({ namespaceName: 'gitops', project: 'platform' }) });
    expect(application.metadata).toEqual({ name: 'strimzi', namespace: 'gitops' });
    expect(application.spec.project).toBe('platform');
    expect(application.spec.source.helm).toEqual({ releaseName: 'strimzi', valuesObject: {} });
    expect(installed({ install: OperatorInstall.argoCd(), watchesAll: true })[0].spec.source.helm.valuesObject).toEqual({
      watchAnyNamespace: true, image: { operatorNamespaceLabels: 'kubernetes.io/metadata.name=strimzi' },
    });
  });

  test('it watches its own namespace too, which the chart adds', () => {
    const operator = new StrimziOperator(newChart(), 'strimzi', { version: '1.2.0', watches: ['orders'], install: OperatorInstall.flux() });
    expect(operator.watchedNamespaces).toEqual(['orders', 'strimzi']);
    expect(operator.definitions).toEqual([]);
    expect(() => operator.checkWatches('shop/events', 'strimzi')).not.toThrow();
  });

  test('no lock and no file is read', () => {
    const home = process.cwd();
    process.chdir('/');
    try {
      expect(named(installed({ install: OperatorInstall.flux() }))).toEqual(['OCIRepository strimzi/strimzi', 'HelmRelease strimzi/strimzi']);
    } finally {
      process.chdir(home);
    }
  });
});

describe('one that somebody else installs', () => {
  test('has no objects, and is known', () => {
    const operator = StrimziOperator.existing({ version: '1.2.0', watches: ['orders'] });
    expect([operator.operatorName, operator.version, operator.namespaceName, operator.watchedNamespaces]).toEqual(['strimzi', '1.2.0', 'strimzi', ['orders']]);
    expect(StrimziOperator.existing({ version: '1.2.0', namespaceName: 'kafka' }).watchedNamespaces).toEqual(['kafka']);
    expect(StrimziOperator.existing({ version: '1.2.0', watchesAll: true }).watchedNamespaces).toBeUndefined();
  });

  test.each([
    ['installed', () => new StrimziOperator(newChart(), 'strimzi', { version: '1.2.0', install, watches: ['shop', 'orders'] })],
    ['existing', () => StrimziOperator.existing({ version: '1.2.0', watches: ['shop', 'orders'] })],
  ])('%s, it tells whether it watches a namespace and supports the cluster', (_, make) => {
    const operator = make();
    expect(() => operator.checkWatches('a/events', 'orders')).not.toThrow();
    expect(() => operator.checkWatches('a/events', 'billing')).toThrow(
      "a/events: operator: got StrimziOperator in strimzi, which watches orders, shop, expected one that watches billing: in other namespaces it sees nothing, and nothing would happen; write watches: ['billing', 'orders', 'shop']",
    );
    expect(() => operator.checkKubernetes('a/events', 30)).not.toThrow();
    expect(() => operator.checkKubernetes('a/events', 29)).toThrow('a/events: kubernetesVersion: got 1.29, expected 1.30 or later, the least that StrimziOperator 1.2.0 supports');
  });

  test('a version that nobody here has seen is said', () => {
    const written = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
    try {
      StrimziOperator.existing({ version: '1.2.3' });
      expect(written).not.toHaveBeenCalled();
      StrimziOperator.existing({ version: '2.0.0' });
      expect(written.mock.calls.flat()).toEqual([expect.stringContaining('warning: StrimziOperator.existing: version: got strimzi 2.0.0')]);
    } finally {
      written.mockRestore();
    }
  });

  test('all namespaces are watched where none is named', () => {
    expect(() => StrimziOperator.existing({ version: '1.2.0', watchesAll: true }).checkWatches('a/events', 'billing')).not.toThrow();
  });
});

describe('bad input', () => {
  test.each<[string, Partial<StrimziOperatorProps>, string]>([
    ['a version that is too old', { version: '0.45.0' }, "operators/strimzi: version: got '0.45.0', expected 1.0.0 or later; write version: '1.2.0'"],
    ['a version that is none', { version: 'latest' }, "version: got 'latest', expected a version as the project numbers it, three numbers; write version: '1.2.0'"],
    ['a version with a letter', { version: 'v1.2.0' }, "write version: '1.2.0'"],
    ['a version that was not vendored', { version: '1.1.0' }, "got strimzi 1.2.0, 1.3.0, expected strimzi 1.1.0; write version: '1.3.0', or run npx cdk8s-data vendor strimzi@1.1.0"],
    ['both kinds of watching', { watches: ['orders'], watchesAll: true }, 'watches: got orders and watchesAll, expected one of both'],
    ['no namespace to watch', { watches: [] }, 'watches: got no namespace, expected one or more'],
    ['a namespace twice', { watches: ['orders', 'orders'] }, "watches: got 'orders' twice"],
    ['a namespace that is none', { watches: ['Orders'] }, "watches: got 'Orders', expected the name of a namespace"],
    ['an own namespace that is none', { namespaceName: 'a.b' }, "namespaceName: got 'a.b'"],
    ['half a pod', { replicas: 1.5 }, 'replicas: got 1.5, expected a whole number of 1 or more'],
    ['a registry with a scheme', { imageRegistry: 'https://registry.example.com' }, 'imageRegistry: got'],
    ['a variable that goes with rights', { pods: { environment: { STRIMZI_NAMESPACE: '*' } } }, "pods.environment.STRIMZI_NAMESPACE: got '*', expected nothing: rights go with it; write watches"],
    ['sidecars by Helm', { install: OperatorInstall.argoCd(), pods: { sidecars: [{ name: 'x' }] } }, 'pods.sidecars: got 1, expected none: the chart takes no containers'],
  ])('%s', (_, props, error) => expect(() => installed(props)).toThrow(error));

  test('a Kubernetes that is too old', () => {
    expect(() => installed({}, newChart('1.29'))).toThrow("operators/strimzi: kubernetesVersion: got 1.29, expected 1.30 or later, the least that StrimziOperator 1.2.0 supports; tell the platform kubernetesVersion: '1.30'");
    expect(() => new StrimziOperator(new Chart(new App(), 'operators', { namespace: 'strimzi' }), 'strimzi', { version: '1.2.0', install })).toThrow('got 1.27');
  });

  test('no namespace', () => {
    expect(() => new StrimziOperator(new Chart(newChart().node.root, 'other'), 'strimzi', { version: '1.2.0', install })).toThrow("namespace: got none, expected the namespace that the operator runs in; write namespaceName: 'strimzi'");
  });

  test.each<[string, Partial<StrimziOperatorProps>, Partial<StrimziOperatorProps>, string]>([
    ['the same namespace', { watches: ['orders', 'shop'] }, { watches: ['billing', 'shop'] }, 'shop'],
    ['all', { watchesAll: true }, { watches: ['billing'] }, 'billing'],
    ['all, twice', { watchesAll: true }, { watchesAll: true }, 'all namespaces'],
    ['one of all', { watches: ['orders'] }, { watchesAll: true }, 'orders'],
  ])('two that watch %s', (_, one, two, both) => {
    const chart = newChart();
    new StrimziOperator(chart, 'one', { version: '1.2.0', install, ...one });
    const other = new Chart(chart.node.root, 'more', { namespace: 'more' });
    expect(() => new StrimziOperator(other, 'two', { version: '1.2.0', install, ...two })).toThrow(
      `more/two: operator: got a second StrimziOperator that watches ${both}, expected one, and operators/one is there already`,
    );
  });

  test('two that watch different namespaces have definitions and roles of the same names', () => {
    const chart = newChart();
    new StrimziOperator(chart, 'one', { version: '1.2.0', install, watches: ['orders'] });
    expect(() => new StrimziOperator(new Chart(chart.node.root, 'more', { namespace: 'more' }), 'two', { version: '1.2.0', install, watches: ['shop'] })).toThrow(
      "more/two: operator: got a second StrimziOperator, expected one in a Kubernetes cluster, and operators/one is there already: both have definitions and ClusterRoles of the same names, in no namespace; leave it away, and write watches: ['orders', 'shop'] there",
    );
  });

  test('ways to install that say nothing', () => {
    expect(() => OperatorInstall.vendored({ folder: '' })).toThrow('folder: got an empty one');
    expect(() => OperatorInstall.argoCd({ namespaceName: 'Argo CD' })).toThrow("namespaceName: got 'Argo CD', expected the name of a namespace");
    expect(() => OperatorInstall.argoCd({ project: '' })).toThrow("project: got '', expected the name of a project");
    expect(() => OperatorInstall.flux({ every: Duration.seconds(5) })).toThrow('every: got 5 seconds, expected whole seconds, 60 or more');
  });
});
