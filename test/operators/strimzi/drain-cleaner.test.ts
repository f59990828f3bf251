import { mkdtempSync, rmSync } from 'fs';
import { createServer } from 'http';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Size } from 'cdk8s';
import { stringify } from 'yaml';
import { CertManager, DataStorage, Failure, KafkaCluster, KafkaVersion, OperatorInstall, Platform, StrimziOperator, StrimziOperatorProps } from '../../../src';
import { run } from '../../../src/cli/main';
import { DRAIN_CLEANER } from '../../../src/operators/strimzi/drain-cleaner/release';
import { drainCleaner, strimzi, vendored } from '../vendor/stand-ins';

let install: OperatorInstall;
beforeAll(async () => {
  install = OperatorInstall.vendored({ folder: await vendored({ 'strimzi@1.2.0': strimzi(), 'strimzi-drain-cleaner@1.6.1': drainCleaner() }) });
});

function installed(props: Partial<StrimziOperatorProps> = {}) {
  const app = new App();
  Platform.onPrem({ kubernetesVersion: '1.34', zones: ['a', 'b', 'c'] }).applyTo(app);
  const chart = new Chart(app, 'operators', { namespace: 'strimzi' });
  const operator = new StrimziOperator(chart, 'strimzi', { version: '1.2.0', install, watches: ['orders'], drainCleanerVersion: '1.6.1', certManager: CertManager.existing({ version: '1.21.1' }), ...props });
  const objects = (): any[] => chart.toJson();
  return { app, operator, objects, object: (kind: string) => objects().find((one) => one.kind === kind && /drain-cleaner/.test(one.metadata.name)) };
}

describe('vendored, the Drain Cleaner comes with its operator', () => {
  test('in its namespace, wherever the release names its own', () => {
    const { objects } = installed();
    const own = objects().filter(({ metadata }) => metadata.name === 'strimzi-drain-cleaner');
    expect(own.map(({ kind, metadata }) => `${kind} ${metadata.namespace}`)).toEqual([
      'ClusterRole undefined', 'ClusterRoleBinding undefined', 'Role strimzi', 'RoleBinding strimzi', 'ServiceAccount strimzi', 'Deployment strimzi', 'Service strimzi',
      'Certificate strimzi', 'Issuer strimzi', 'ValidatingWebhookConfiguration undefined',
    ]);
    expect(own.flatMap(({ subjects = [] }) => subjects).map(({ namespace }) => namespace)).toEqual(['strimzi', 'strimzi']);
  });

  test('with a certificate for the name by which the API server calls it, and an authority that only cert-manager writes', () => {
    const { object } = installed();
    expect(object('Certificate').spec.dnsNames).toEqual(['strimzi-drain-cleaner.strimzi.svc', 'strimzi-drain-cleaner.strimzi', 'strimzi-drain-cleaner']);
    expect(object('ValidatingWebhookConfiguration')).toMatchObject({
      metadata: { annotations: { 'cert-manager.io/inject-ca-from': 'strimzi/strimzi-drain-cleaner' } },
      webhooks: [{ clientConfig: { service: { namespace: 'strimzi' } } }],
    });
    expect(JSON.stringify(object('ValidatingWebhookConfiguration'))).not.toContain('caBundle');
  });

  test('with as many pods, from the same registry, without what is for the operator alone', () => {
    const { object } = installed({ replicas: 2, imageRegistry: 'registry.example.com/mirror', pods: { environment: { A: 'b' }, nodeSelector: { pool: 'system' } }, resources: { memory: { limit: Size.gibibytes(2) } } });
    const { replicas, template: { spec } } = object('Deployment').spec;
    expect([replicas, spec.containers[0].image, spec.nodeSelector, spec.containers[0].resources]).toEqual([2, 'registry.example.com/mirror/strimzi/drain-cleaner:1.6.1', { pool: 'system' }, undefined]);
    expect(spec.containers[0].env).toEqual([{ name: 'STRIMZI_DENY_EVICTION', value: 'true' }]);
    expect(object('PodDisruptionBudget').spec.maxUnavailable).toBe(1);
  });

  test('and can be patched', () => {
    expect(installed().operator.object('Deployment', 'strimzi-drain-cleaner').name).toBe('strimzi-drain-cleaner');
  });
});

describe('a cluster of its operator', () => {
  test('says that drains are safe, and keeps its budget for when the webhook does not answer', () => {
    const { app, operator } = installed();
    const chart = new Chart(app, 'orders', { namespace: 'orders' });
    const cluster = new KafkaCluster(chart, 'events', { version: KafkaVersion.V4_3_1, replicas: 3, storage: DataStorage.persistent(Size.gibibytes(10)), guarantees: { survives: Failure.ZONE }, operator });
    expect(cluster.mechanism.operations.find(({ name }) => name === 'safe drain')).toMatchObject({ automation: 'automatic' });
    expect(chart.toJson().find(({ kind }: any) => kind === 'Kafka').spec.kafka.template.podDisruptionBudget).toEqual({ maxUnavailable: 1 });
  });
});

test.each([['Argo CD', OperatorInstall.argoCd()], ['Flux', OperatorInstall.flux()]])('by %s it is a chart of its own', (_, way) => {
  const { objects } = installed({ install: way, replicas: 2, imageRegistry: 'registry.example.com', pods: { labels: { team: 'a' }, imagePullSecrets: ['pull'] } });
  const own = objects().find(({ kind, metadata }) => ['Application', 'HelmRelease'].includes(kind) && metadata.name === 'strimzi-drain-cleaner');
  expect(own.spec.values ?? own.spec.source.helm.valuesObject).toEqual({
    namespace: { create: false, name: 'strimzi' },
    secret: { ca_bundle: '' },
    replicaCount: 2,
    podDisruptionBudget: { create: true, minAvailable: 1 },
    topologySpreadConstraints: ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({ labelSelector: { matchLabels: { app: 'strimzi-drain-cleaner' } }, maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway' })),
    image: { registry: 'registry.example.com', imagePullSecrets: [{ name: 'pull' }] },
    podLabels: { team: 'a' },
  });
});

test.each<[string, Partial<StrimziOperatorProps>, string]>([
  ['that was not vendored', { drainCleanerVersion: '1.6.4' }, 'expected strimzi-drain-cleaner 1.6.4'],
  ['that is too old', { drainCleanerVersion: '1.5.0' }, "version: got '1.5.0', expected 1.6.0 or later"],
  ['that is there already', { drainCleaner: true }, "drainCleaner: got true beside drainCleanerVersion: '1.6.1', expected one of both"],
  ['by Helm, with a priority that its chart has no place for', { install: OperatorInstall.flux(), pods: { priorityClass: 'high' } }, "pods.priorityClass: got 'high', expected none"],
])('one %s is refused', (_, props, message) => {
  expect(() => installed(props)).toThrow(message);
});

describe('its certificate', () => {
  test('comes from nowhere where the app says nothing of cert-manager', () => {
    expect(() => installed({ certManager: undefined }).app.synthYaml()).toThrow(
      /operators\/strimzi\/strimzi-drain-cleaner: certManager: got none in this app, expected cert-manager, which strimzi-drain-cleaner 1\.6\.1 has its certificates from; write new CertManager/,
    );
  });

  test.each(['later', 'before'])('comes from one that the app installs %s', (when) => {
    const app = new App();
    Platform.onPrem({ kubernetesVersion: '1.34', zones: ['a'] }).applyTo(app);
    const issuer = () => new CertManager(new Chart(app, 'certificates', { namespace: 'cert-manager' }), 'cert-manager', { version: '1.21.1', install: OperatorInstall.flux() });
    if (when === 'before') issuer();
    new StrimziOperator(new Chart(app, 'operators', { namespace: 'strimzi' }), 'strimzi', { version: '1.2.0', install, drainCleanerVersion: '1.6.1' });
    if (when === 'later') issuer();
    expect(() => app.synthYaml()).not.toThrow();
  });

  test('comes from one that somebody else installs', () => {
    expect(() => installed().app.synthYaml()).not.toThrow();
  });

  test('comes from no other operator', () => {
    expect(() => installed({ certManager: StrimziOperator.existing({ version: '1.2.0' }) })).toThrow('certManager: got strimzi, expected cert-manager');
  });

  test('is nothing that an operator without the Drain Cleaner needs', () => {
    expect(() => installed({ drainCleanerVersion: undefined, certManager: undefined }).app.synthYaml()).not.toThrow();
  });
});

test('it is fetched file by file, for no release of it is one', async () => {
  const to = mkdtempSync(join(tmpdir(), 'vendor-'));
  const asked: string[] = [];
  const files = drainCleaner();
  const server = createServer(({ url = '' }, answer) => {
    asked.push(url);
    answer.end(files[url.split('/').pop()!].map((object) => stringify(object)).join('---\n'));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  try {
    const from = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect((await run(['vendor', 'strimzi-drain-cleaner@1.6.1', '--from', from, '--to', to])).out).toContain('strimzi-drain-cleaner@1.6.1:');
    expect(asked.sort()).toEqual(DRAIN_CLEANER.sources[0].files!.map((file) => `/strimzi/drain-cleaner/1.6.1/install/certmanager/${file}`));
  } finally {
    server.close();
    rmSync(to, { recursive: true });
  }
});
