import { App, Chart, Size, Testing } from 'cdk8s';
import { DataCluster, DataStorage, Failure, KafkaCluster, KafkaClusterProps, KafkaExternalAccess, KafkaVersion, Metrics, Risk, Rule, Scrape } from '../../../src';
import { structuralFindings } from '../../builtin/structure';
import { LogEngine } from '../../fixtures/log-engine';

const metrics = Metrics.jmxExporter({ image: 'registry.example.com/jmx-exporter-agent:1.6.0' });
const storage = DataStorage.persistent(Size.gibibytes(1));

function synth(more: Partial<KafkaClusterProps> = {}) {
  const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
  new KafkaCluster(chart, 'events', { version: KafkaVersion.V4_3_1, replicas: 3, storage, ...more });
  const objects: any[] = Testing.synth(chart);
  return { objects, find: (kind: string, name: string) => objects.find((o) => o.kind === kind && o.metadata.name === name) };
}

const main = (set: any) => set.spec.template.spec.containers[0];

describe.each(['events-broker', 'events-controller'])('%s', (name) => {
  const plain = synth().find('StatefulSet', name);
  const watched = synth({ metrics }).find('StatefulSet', name);

  test('serves metrics on a port of its own', () => {
    expect(main(watched).ports).toContainEqual({ name: 'metrics', containerPort: 9404, protocol: 'TCP' });
  });

  test('starts with the agent, which stands in no variable that tools take', () => {
    expect(main(watched).command).toEqual(['bash', '/run/member/files/start-watched.sh', ...main(plain).command]);
    const variables = Object.fromEntries(main(watched).env.map((e: any) => [e.name, e.value]));
    expect(variables).toMatchObject({ METRICS_AGENT: '/opt/jmx-exporter/agent.jar', METRICS_PORT: '9404' });
    expect(JSON.stringify(variables)).not.toContain('javaagent');
  });

  test('finds the agent where the other image\'s is copied to', () => {
    const { initContainers } = watched.spec.template.spec;
    expect(initContainers[1].command).toEqual(['cp', '-f', '/jmx_prometheus_javaagent.jar', '/opt/jmx-exporter/agent.jar']);
    expect(initContainers[1].image).toBe('registry.example.com/jmx-exporter-agent:1.6.0');
  });

  test('is asked the same by its probes and leaves the same way', () => {
    for (const part of ['readinessProbe', 'livenessProbe', 'lifecycle', 'resources']) expect(main(watched)[part]).toEqual(main(plain)[part]);
    expect(watched.spec.template.spec.terminationGracePeriodSeconds).toBe(plain.spec.template.spec.terminationGracePeriodSeconds);
  });

  test('has the exporter\'s rules among its files, for its own cluster', () => {
    expect(synth({ metrics }).find('ConfigMap', name).data['jmx-exporter.yaml']).toContain('kafka_cluster: "orders/events"');
  });

  test('lets monitoring in, to that port alone', () => {
    const rules = synth({ metrics: Metrics.jmxExporter({ image: 'x', collectorNamespace: 'watch' }) }).find('NetworkPolicy', name).spec.ingress;
    expect(rules.filter((rule: any) => JSON.stringify(rule.from).includes('namespaceSelector'))).toEqual([
      { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'watch' } } }], ports: [{ port: 9404, protocol: 'TCP' }] },
    ]);
  });
});

test('without metrics nothing of it is there', () => {
  expect(JSON.stringify(synth().objects)).not.toMatch(/9404|metrics|javaagent|jmx-exporter|monitoring/i);
});

test('with metrics only what they need is added', () => {
  const names = ({ objects }: { objects: any[] }) => objects.map((o) => `${o.kind} ${o.metadata.name}`);
  const dashboard = Metrics.jmxExporter({ image: 'x', dashboard: true });
  const before = names(synth());
  expect(names(synth({ metrics: dashboard })).filter((name) => !before.includes(name))).toEqual(['PodMonitor events', 'PrometheusRule events', 'ConfigMap events-dashboard']);
  expect(names(synth({ metrics })).filter((name) => !before.includes(name))).toEqual(['PodMonitor events', 'PrometheusRule events']);
  const annotations = Metrics.jmxExporter({ image: 'x', scrape: Scrape.annotations() });
  expect(names(synth({ metrics: annotations })).filter((name) => !before.includes(name))).toEqual(['ConfigMap events-alerts']);
});

test.each<[string, Metrics]>([
  ['a PodMonitor', Metrics.jmxExporter({ image: 'x', dashboard: true })],
  ['annotations', Metrics.jmxExporter({ image: 'x', scrape: Scrape.annotations() })],
])('all of it fits together, by %s', (_, how) => {
  const secrets = ['broker', 'controller', 'admin'].map((name) => `events-${name}-tls`);
  expect(structuralFindings(synth({ metrics: how }).objects, { externalSecrets: secrets })).toEqual([]);
});

test('brokers that clients outside reach start as they would, with the agent', () => {
  const externalAccess = KafkaExternalAccess.nodePort({ bootstrapHost: 'kafka.example.com', firstNodePort: 30010 });
  const { command } = main(synth({ metrics, externalAccess }).find('StatefulSet', 'events-broker'));
  expect(command).toEqual(['bash', '/run/member/files/start-watched.sh', ...main(synth({ externalAccess }).find('StatefulSet', 'events-broker')).command]);
  expect(command.at(-1)).toBe('/run/member/files/external.sh');
});

test('brokers that are controllers too are watched alike', () => {
  const { find } = synth({
    metrics, combined: true, acceptedRisks: [Risk.accept(Rule.QUORUM_DEDICATED, 'a small test cluster')],
  });
  const rules = find('PrometheusRule', 'events').spec.groups[0].rules;
  expect(rules.find(({ alert }: any) => alert === 'KafkaMembersSilent').expr).toMatch(/ < 3$/);
  expect(rules.find(({ alert }: any) => alert === 'KafkaVolumeFull').expr).toContain('"data-events-(broker)-[0-9]+"');
});

test('a cluster without storage of its own has no alert on volumes of brokers', () => {
  const { find } = synth({
    metrics, storage: DataStorage.ephemeral(Size.gibibytes(1)), guarantees: { survives: Failure.NODE, keepsAcknowledgedWrites: false },
  });
  expect(JSON.stringify(find('PrometheusRule', 'events'))).toContain('data-events-(controller)-[0-9]+');
});

test('an image that is none is refused where it is used', () => {
  expect(() => synth({ metrics: Metrics.jmxExporter({ image: 'Registry/UPPER' }) })).toThrow("shop/events: metrics.image: got the image 'Registry/UPPER'");
});

test('an engine that can not be watched says so', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'orders' });
  expect(() => new DataCluster(chart, 'journal', { engine: new LogEngine(), replicas: 3, storage, metrics }))
    .toThrow('shop/journal: metrics: got metrics of log, expected none: its engine knows no way to export them; leave metrics away, and watch it by other means');
});

test('what is no metrics is refused', () => {
  expect(() => synth({ metrics: true as unknown as Metrics })).toThrow('shop/events: metrics: got true, expected a value such as Metrics.jmxExporter(');
});
