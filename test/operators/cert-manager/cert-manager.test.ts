import { App, Chart, Size } from 'cdk8s';
import { stringify } from 'yaml';
import { CertManager, CertManagerProps, OperatorInstall, Platform } from '../../../src';
import { certManager, vendored } from '../vendor/stand-ins';

let install: OperatorInstall;
beforeAll(async () => { install = OperatorInstall.vendored({ folder: await vendored({ 'cert-manager@1.21.1': certManager() }) }); });

function newChart(): Chart {
  const app = new App();
  Platform.onPrem({ kubernetesVersion: '1.34' }).applyTo(app);
  return new Chart(app, 'operators', { namespace: 'certificates' });
}

function installed(props: Partial<CertManagerProps> = {}, chart = newChart()): any[] {
  new CertManager(chart, 'cert-manager', { version: '1.21.1', install, ...props });
  return chart.toJson();
}

const text = (objects: any[]) => objects.map((object) => stringify(object)).join('---\n');

test('from a vendored release it is as recorded, without its definitions', () => {
  expect(text(installed().filter(({ kind }) => kind !== 'CustomResourceDefinition'))).toMatchSnapshot();
});

test('it leaves kube-system alone', () => {
  const all = JSON.stringify(installed());
  expect(all).not.toContain('kube-system');
  expect(all).toContain('--leader-election-namespace=certificates');
});

test('its webhooks, and what is injected into them, are found in its namespace', () => {
  for (const { metadata, webhooks } of installed().filter(({ kind }) => kind.endsWith('WebhookConfiguration'))) {
    expect(metadata.annotations).toEqual({ 'cert-manager.io/inject-ca-from-secret': 'certificates/cert-manager-webhook-ca' });
    expect(webhooks[0].clientConfig.service.namespace).toBe('certificates');
  }
});

test('the image in a flag comes from the registry that is told, too', () => {
  const all = JSON.stringify(installed({ imageRegistry: 'registry.example.com' }));
  expect(all).not.toContain('quay.io');
  expect(all).toContain('--acme-http01-solver-image=registry.example.com/jetstack/cert-manager-acmesolver:v1.21.1');
});

test('each part has resources of its own, and all have the pods that are told', () => {
  const memory = (mebibytes: number) => ({ memory: { limit: Size.mebibytes(mebibytes) } });
  const objects = installed({ replicas: 2, resources: memory(100), webhookResources: memory(200), cainjectorResources: memory(300) });
  const deployments = objects.filter(({ kind }) => kind === 'Deployment');
  expect(deployments.map(({ metadata, spec }) => [metadata.name, spec.replicas, spec.template.spec.containers[0].resources.limits.memory])).toEqual([
    ['cert-manager', 2, '100Mi'], ['cert-manager-cainjector', 2, '300Mi'], ['cert-manager-webhook', 2, '200Mi'],
  ]);
  expect(objects.filter(({ kind }) => kind === 'PodDisruptionBudget')).toHaveLength(3);
});

test('by Helm it asks for the same, as recorded', () => {
  const memory = (mebibytes: number) => ({ memory: { limit: Size.mebibytes(mebibytes) } });
  expect(text(installed({
    install: OperatorInstall.flux(),
    replicas: 2,
    resources: memory(100),
    webhookResources: memory(200),
    imageRegistry: 'registry.example.com/mirror',
    pods: { labels: { team: 'a' }, annotations: { note: 'b' }, nodeSelector: { pool: 'c' }, tolerations: [{ key: 'd' }], priorityClass: 'e', imagePullSecrets: ['f'], environment: { G: 'h' } },
  }))).toMatchSnapshot();
  expect(installed({ install: OperatorInstall.argoCd() })[0].spec.source).toEqual({
    repoURL: 'oci://quay.io/jetstack/charts/cert-manager',
    path: '.',
    targetRevision: 'v1.21.1',
    helm: { releaseName: 'cert-manager', valuesObject: { crds: { enabled: true, keep: true }, global: { leaderElection: { namespace: 'certificates' } } } },
  });
});

test('there is one for a cluster', () => {
  const chart = newChart();
  installed({}, chart);
  expect(() => new CertManager(new Chart(chart.node.root, 'more', { namespace: 'more' }), 'other', { version: '1.21.1', install })).toThrow(
    'more/other: operator: got a second CertManager that watches all namespaces, expected one, and operators/cert-manager is there already',
  );
});

test('one that somebody else installs is known', () => {
  const operator = CertManager.existing({ version: '1.21.1' });
  expect([operator.operatorName, operator.version, operator.namespaceName, operator.watchedNamespaces]).toEqual(['cert-manager', '1.21.1', 'cert-manager', undefined]);
  expect(() => operator.checkWatches('a/events', 'anywhere')).not.toThrow();
  expect(() => CertManager.existing({ version: '1.2.0' })).toThrow("CertManager.existing: version: got '1.2.0', expected 1.20.0 or later; write version: '1.21.1'");
});
