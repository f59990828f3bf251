import { App, Chart, JsonPatch, Size, Testing } from 'cdk8s';
import { Deployment, NetworkPolicy } from 'cdk8s-plus-27';
import { DataCluster, DataEngine, DataStorage, Failure, KafkaCluster, KafkaClusterProps, KafkaVersion, Platform, Risk, Rule } from '../../src';
import { LogEngine } from '../fixtures/log-engine';

const storage = DataStorage.persistent(Size.gibibytes(1));

function kafka(chart = new Chart(new App(), 'shop', { namespace: 'orders' })) {
  return { chart, cluster: new KafkaCluster(chart, 'events', { version: KafkaVersion.V4_3_1, replicas: 3, storage }) };
}

describe('an engine from outside the library', () => {
  test('gets a cluster: members, budget, endpoint, certificate, and the rules', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
    new DataCluster(chart, 'journal', { engine: new LogEngine(), replicas: 3, storage });
    expect(Testing.synth(chart).map((o: any) => `${o.kind} ${o.metadata.name}`)).toEqual([
      'Issuer journal-self-signed', 'Certificate journal-ca', 'Issuer journal-ca', 'Certificate journal-member',
      'ServiceAccount journal-member', 'Service journal-member', 'NetworkPolicy journal-member', 'StatefulSet journal-member',
      'PodDisruptionBudget journal-member', 'Service journal',
    ]);
  });

  test('is held to the same contract', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
    new DataCluster(chart, 'journal', { engine: new LogEngine(), replicas: 2, storage });
    expect(() => Testing.synth(chart)).toThrow(/quorum\/odd-voters|availability\/single-point|replication\/copies/);
  });
});

test('the general form and the typed one give the same objects', () => {
  const general = new Chart(new App(), 'shop', { namespace: 'orders' });
  new DataCluster(general, 'events', { engine: DataEngine.kafka({ version: KafkaVersion.V4_3_1 }), replicas: 3, storage });
  expect(Testing.synth(general)).toEqual(Testing.synth(kafka().chart));
});

describe('a patch', () => {
  test('is applied, and the object says that it was patched', () => {
    const { chart, cluster } = kafka();
    cluster.object('StatefulSet', 'events-broker').addJsonPatch(JsonPatch.add('/spec/template/spec/hostNetwork', false));
    const set = Testing.synth(chart).find((o: any) => o.kind === 'StatefulSet' && o.metadata.name === 'events-broker');
    expect(set.metadata.annotations).toMatchObject({ 'cdk8s-data/patched': 'true' });
    expect(set.spec.template.spec.hostNetwork).toBe(false);
  });

  test.each<[string, string, string, JsonPatch, RegExp]>([
    ['the grace period', 'StatefulSet', 'events-broker', JsonPatch.replace('/spec/template/spec/terminationGracePeriodSeconds', 30), /shutdown\/grace/],
    ['the gate', 'StatefulSet', 'events-broker', JsonPatch.remove('/spec/template/spec/containers/0/readinessProbe'), /update\/serial/],
    ['the order of creation', 'StatefulSet', 'events-broker', JsonPatch.replace('/spec/podManagementPolicy', 'OrderedReady'), /podManagementPolicy/],
    ['the placement', 'StatefulSet', 'events-broker', JsonPatch.remove('/spec/template/spec/affinity'), /placement\/domains/],
    ['the budget', 'PodDisruptionBudget', 'events-broker', JsonPatch.replace('/spec/maxUnavailable', 2), /disruption\/budget/],
    ['the budget that blocks for ever', 'PodDisruptionBudget', 'events-broker', JsonPatch.replace('/spec/maxUnavailable', 0), /disruption\/budget/],
    ['the number of members', 'StatefulSet', 'events-controller', JsonPatch.replace('/spec/replicas', 2), /replication\/copies/],
    ['a file', 'ConfigMap', 'events-broker', JsonPatch.replace('/data/server.properties', 'min.insync.replicas=1'), /ConfigMap events-broker: file server.properties/],
    ['the network policy', 'NetworkPolicy', 'events-broker', JsonPatch.replace('/spec/ingress', [{}]), /NetworkPolicy events-broker: spec/],
    ["the engine's environment", 'StatefulSet', 'events-broker', JsonPatch.replace('/spec/template/spec/containers/0/env/1/value', 'x'), /StatefulSet events-broker: env /],
    ['the command', 'StatefulSet', 'events-broker', JsonPatch.replace('/spec/template/spec/containers/0/command', ['sh']), /StatefulSet events-broker: command/],
    ['whom a Service leads to', 'Service', 'events', JsonPatch.replace('/spec/selector', { app: 'x' }), /Service events: spec.selector/],
    ['the volume', 'StatefulSet', 'events-broker', JsonPatch.remove('/spec/volumeClaimTemplates'), /storage\/durable/],
  ])('that breaks %s is refused', (_, kind, name, patch, rule) => {
    const { chart, cluster } = kafka();
    cluster.object(kind, name).addJsonPatch(patch);
    expect(() => Testing.synth(chart)).toThrow(rule);
  });

  test('can not take the marks away', () => {
    const { chart, cluster } = kafka();
    cluster.object('StatefulSet', 'events-broker').addJsonPatch(JsonPatch.add('/metadata/annotations', { a: 'b' }));
    const set = Testing.synth(chart).find((o: any) => o.kind === 'StatefulSet' && o.metadata.name === 'events-broker');
    expect(set.metadata.annotations).toEqual({ 'a': 'b', 'cdk8s-data/patched': 'true', 'cdk8s-data/version': '4.3.1', 'cdk8s-data/state-version': '4.3' });
  });

  test('of what no rule reads is an accepted risk', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
    const cluster = new KafkaCluster(chart, 'events', {
      version: KafkaVersion.V4_3_1, replicas: 3, storage, acceptedRisks: [Risk.accept(Rule.GUARANTEES_CONTRADICTION, 'the monitoring needs this door')],
    });
    cluster.object('NetworkPolicy', 'events-broker').addJsonPatch(JsonPatch.add('/spec/ingress/-', { ports: [{ port: 9404 }] }));
    expect(Testing.synth(chart)).toBeDefined();
  });

  test('reaches certificates too', () => {
    const { chart, cluster } = kafka();
    cluster.object('Certificate', 'events-broker').addJsonPatch(JsonPatch.add('/spec/dnsNames/-', 'kafka.example.com'));
    expect(Testing.synth(chart).find((o: any) => o.kind === 'Certificate' && o.metadata.name === 'events-broker').spec.dnsNames).toContain('kafka.example.com');
  });

  test('of an object that is not there names those that are', () => {
    expect(() => kafka().cluster.object('StatefulSet', 'events')).toThrow(/got StatefulSet events, expected one of .*StatefulSet events-broker/);
  });
});

describe('a guard of scale-in', () => {
  function guarded(kubernetesVersion?: string, more: Partial<KafkaClusterProps> = {}) {
    const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
    Platform.onPrem({ kubernetesVersion }).applyTo(chart);
    new KafkaCluster(chart, 'events', { version: KafkaVersion.V4_3_1, replicas: 3, storage, guards: { scaleIn: true }, ...more });
    return Testing.synth(chart).filter((o: any) => o.kind === 'ValidatingAdmissionPolicy');
  }

  test('guards all that hold data', () => {
    expect(guarded('1.30').map((o) => o.spec.matchConstraints.resourceRules[0].resourceNames)).toEqual([['events-controller', 'events-broker']]);
  });

  test('is there only where it was asked for', () => {
    for (const guards of [undefined, {}, { scaleIn: false }]) expect(guarded('1.34', { guards })).toEqual([]);
  });

  test('needs a platform that has it', () => {
    expect(() => guarded('1.29')).toThrow('shop/events: guard of scale-in of controller and broker: got Kubernetes 1.29, expected 1.30 or later');
    expect(() => guarded()).toThrow('got Kubernetes 1.27');
  });

  test('needs an engine that says what it is for', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
    expect(() => new DataCluster(chart, 'journal', { engine: new LogEngine(), replicas: 3, storage, guards: { scaleIn: true } }))
      .toThrow('shop/journal: guards.scaleIn: got true with log, expected an engine whose plan says of components that they drain first');
  });
});

describe('risks', () => {
  test('that are accepted are written where the reader of the manifests sees them', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
    new KafkaCluster(chart, 'replay', {
      version: KafkaVersion.V4_3_1,
      replicas: 3,
      storage: DataStorage.ephemeral(Size.gibibytes(1)),
      acceptedRisks: [Risk.accept(Rule.STORAGE_DURABLE, 'rebuilt from the source')],
    });
    const set = Testing.synth(chart).find((o: any) => o.kind === 'StatefulSet' && o.metadata.name === 'replay-broker');
    expect(set.metadata.annotations['cdk8s-data/accepted-risks']).toContain('rebuilt from the source');
  });

  test('that nothing needs are a warning, for one program serves several platforms', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
    new KafkaCluster(chart, 'events', { version: KafkaVersion.V4_3_1, replicas: 3, storage, acceptedRisks: [Risk.accept(Rule.STORAGE_DURABLE, 'nothing needs this')] });
    const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    Testing.synth(chart);
    Testing.synth(chart);
    expect(written.mock.calls.flat().join('')).toBe("warning: shop/events: acceptedRisks: got 'storage/durable', expected a rule that is broken here, and this one is kept; remove it, unless the same program needs it elsewhere\n");
    written.mockRestore();
  });
});

test("the cluster is a peer and a selector in cdk8s-plus' own constructs", () => {
  const { chart, cluster } = kafka();
  const shop = new Deployment(chart, 'web', { containers: [{ image: 'x' }] });
  new NetworkPolicy(chart, 'out', { selector: shop, egress: { rules: [{ peer: cluster }] } });
  const policy = Testing.synth(chart).find((o: any) => o.kind === 'NetworkPolicy' && o.spec.egress);
  expect(policy.spec.egress[0].to[0].podSelector.matchLabels).toMatchObject({ 'app.kubernetes.io/instance': 'events', 'app.kubernetes.io/component': 'broker' });
});

test('on another platform only what must differ differs', () => {
  const on = (platform: Platform) => {
    const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
    new KafkaCluster(chart, 'events', { version: KafkaVersion.V4_3_1, replicas: 3, storage, platform, guarantees: { survives: Failure.ZONE } });
    return Testing.synth(chart);
  };
  const differences = (a: any, b: any, at: string): string[] => {
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b ? [] : [at];
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => differences(a[key], b[key], `${at}/${key}`));
  };
  const aks = on(Platform.aks({ region: 'eastus', zones: ['1', '2', '3'], kubernetesVersion: '1.34' }));
  const gke = on(Platform.gke({ region: 'us-central1', zones: ['us-central1-a', 'us-central1-b', 'us-central1-c'], kubernetesVersion: '1.34' }));
  const paths = aks.flatMap((object: any, i: number) => differences(object, gke[i], object.kind)).map((p: string) => p.replace(/\/\d+/g, '/N'));
  expect([...new Set(paths)].sort()).toEqual([
    'StatefulSet/spec/template/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/N/matchExpressions/N/values/N',
    'StatefulSet/spec/template/spec/initContainers/N/env/N/value',
    'StatefulSet/spec/volumeClaimTemplates/N/spec/storageClassName',
  ]);
});
