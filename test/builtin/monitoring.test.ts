import { App, Chart, JsonPatch } from 'cdk8s';
import { parse } from 'yaml';
import { structuralFindings } from './structure';
import { BuiltinWorkload } from '../../src/builtin/builtin-workload';
import { MonitoringPlan, PanelKind, PanelPlan, ScrapeWay, WorkloadPlan } from '../../src/plan';
import { cassandra, kafka } from '../fixtures/plans';

/** The fixture that is watched, with something changed. */
function watched(change: Partial<MonitoringPlan> = {}): WorkloadPlan {
  const plan = cassandra();
  return { ...plan, monitoring: { ...plan.monitoring!, ...change } };
}

function render(plan: WorkloadPlan) {
  const chart = new Chart(new App(), 'chart');
  const workload = new BuiltinWorkload(chart, plan);
  const objects = chart.toJson() as any[];
  return { workload, objects, find: (kind: string, name: string) => objects.find((o) => o.kind === kind && o.metadata.name === name) };
}

describe('by a PodMonitor', () => {
  test('all components that give metrics are scraped, and the pods of Jobs are not', () => {
    const plan = { ...kafka(), monitoring: watched().monitoring! };
    const components = plan.components.map((component) => ({ ...component, ports: [...component.ports.filter(({ name }) => name !== 'metrics'), { ...cassandra().components[0].ports[2] }] }));
    expect(render({ ...plan, components }).find('PodMonitor', 'events').spec.selector).toEqual({
      matchLabels: { 'app.kubernetes.io/name': 'kafka', 'app.kubernetes.io/instance': 'events' },
      matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'In', values: ['broker', 'controller'] }],
    });
  });

  test('a component without the port is left out', () => {
    expect(render({ ...kafka(), monitoring: watched().monitoring! }).find('PodMonitor', 'events').spec.selector.matchLabels['app.kubernetes.io/component']).toBe('broker');
  });

  test('the interval is the collector\'s own where none is said', () => {
    const plan = watched({ scrape: { way: ScrapeWay.POD_MONITOR } });
    expect(render(plan).find('PodMonitor', 'profiles').spec.podMetricsEndpoints).toEqual([{ port: 'metrics' }]);
  });

  test('labels that choose it can not take ours away', () => {
    const plan = watched({ scrape: { way: ScrapeWay.POD_MONITOR, labels: { 'team': 'a', 'app.kubernetes.io/name': 'x' } } });
    for (const kind of ['PodMonitor', 'PrometheusRule']) {
      expect(render(plan).find(kind, 'profiles').metadata.labels).toMatchObject({ 'team': 'a', 'app.kubernetes.io/name': 'cassandra' });
    }
  });

  test('the pods carry no annotation that another collector would follow as well', () => {
    expect(Object.keys(render(watched()).find('StatefulSet', 'profiles-node').spec.template.metadata.annotations)).toEqual(['cdk8s-data/files']);
  });
});

describe('by annotations', () => {
  const plan = watched({ scrape: { way: ScrapeWay.ANNOTATIONS } });

  test('the pods say where their metrics are, and nothing needs the operator', () => {
    const { objects, find } = render(plan);
    expect(find('StatefulSet', 'profiles-node').spec.template.metadata.annotations).toMatchObject({
      'prometheus.io/scrape': 'true', 'prometheus.io/port': '9404', 'prometheus.io/path': '/metrics',
    });
    expect(objects.filter(({ apiVersion }) => apiVersion.startsWith('monitoring.coreos.com'))).toEqual([]);
  });

  test('the alerts are a file with the same rules', () => {
    const file = render(plan).find('ConfigMap', 'profiles-alerts').data['shop-profiles-alerts.yaml'];
    expect(parse(file)).toEqual(render(watched()).find('PrometheusRule', 'profiles').spec);
  });

  test('it fits together', () => {
    expect(structuralFindings(render(plan).objects, { externalSecrets: ['profiles-node-tls'], kubernetesMinor: plan.site.kubernetesMinor })).toEqual([]);
  });
});

test('an alert that is due at once waits for nothing', () => {
  const [alert] = watched().monitoring!.alerts;
  const [rule] = render(watched({ alerts: [{ ...alert, forSeconds: 0 }] })).find('PrometheusRule', 'profiles').spec.groups[0].rules;
  expect(Object.keys(rule)).not.toContain('for');
});

test('without alerts and without a dashboard there are no objects for them', () => {
  const { objects } = render({ ...watched({ alerts: [], dashboard: undefined }) });
  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).filter((name) => /Prometheus|dashboard|alerts/.test(name))).toEqual([]);
});

test('only the collector\'s namespace comes in, and only to the port for it', () => {
  expect(render(watched()).find('NetworkPolicy', 'profiles-node').spec.ingress).toContainEqual({
    from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'watch' } } }], ports: [{ port: 9404, protocol: 'TCP' }],
  });
  expect(JSON.stringify(render({ ...cassandra(), monitoring: undefined }).find('NetworkPolicy', 'profiles-node').spec.ingress)).not.toContain('9404');
});

describe('a file from another image', () => {
  const pod = render(watched()).find('StatefulSet', 'profiles-node').spec.template.spec;

  test('is copied before the system starts, by a container that can do nothing else', () => {
    expect(pod.initContainers[1]).toMatchObject({
      name: 'exporter',
      image: 'registry.example.com/exporter:1',
      command: ['cp', '-f', '/agent.jar', '/opt/exporter/agent.jar'],
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
      volumeMounts: [{ name: 'exporter', mountPath: '/opt/exporter' }],
    });
  });

  test('is there for the system to read, not in memory', () => {
    expect(pod.volumes).toContainEqual({ name: 'exporter', emptyDir: { sizeLimit: '64Mi' } });
    expect(pod.containers[0].volumeMounts).toContainEqual({ name: 'exporter', mountPath: '/opt/exporter', readOnly: true });
  });

  test('a sidecar can not have its name', () => {
    const plan = watched();
    const components = [{ ...plan.components[0], pod: { sidecars: [{ name: 'exporter', image: 'x' }] } }];
    expect(() => render({ ...plan, components })).toThrow('chart: sidecar of node: got "exporter", expected a name of its own, other than node, prepare, exporter; name it otherwise');
  });
});

describe('a patch', () => {
  const conflicts = (kind: string, name: string, patch: JsonPatch, plan = watched()) => {
    const { workload } = render(plan);
    workload.object(kind, name).addJsonPatch(patch);
    return workload.readBack().conflicts.map(({ setting }) => setting);
  };
  const containers = '/spec/template/spec/initContainers';

  test('of what copies the file is one that no rule can judge', () => {
    expect(conflicts('StatefulSet', 'profiles-node', JsonPatch.replace(`${containers}/1/image`, 'x'))).toEqual(['StatefulSet profiles-node: init container exporter']);
    expect(conflicts('StatefulSet', 'profiles-node', JsonPatch.remove(`${containers}/1`))).toEqual(['StatefulSet profiles-node: init container exporter']);
  });

  test('that adds an init container of the user\'s is none of ours', () => {
    expect(conflicts('StatefulSet', 'profiles-node', JsonPatch.add(`${containers}/0`, { name: 'mine', image: 'x' }))).toEqual([]);
  });

  test('of alerts or of the dashboard breaks no promise', () => {
    expect(conflicts('PrometheusRule', 'profiles', JsonPatch.replace('/spec/groups/0/rules/0/for', '5m'))).toEqual([]);
    expect(conflicts('ConfigMap', 'profiles-dashboard', JsonPatch.replace('/data', { 'a.json': '{}' }))).toEqual([]);
    const file = watched({ scrape: { way: ScrapeWay.ANNOTATIONS } });
    expect(conflicts('ConfigMap', 'profiles-alerts', JsonPatch.replace('/data', { 'a.yaml': '' }), file)).toEqual([]);
  });

  test('of a member\'s file still does', () => {
    expect(conflicts('ConfigMap', 'profiles-node', JsonPatch.replace('/data/cassandra.yaml', 'x'))).toEqual(['ConfigMap profiles-node: file cassandra.yaml']);
  });
});

describe('the dashboard', () => {
  const panel = (kind: PanelKind, change: Partial<PanelPlan> = {}): PanelPlan =>
    ({ title: 't', description: 'd', kind, unit: 'short', queries: [{ expression: 'up', legend: '{{pod}}' }, { expression: 'down' }], ...change });
  const model = (panels: PanelPlan[], change: Partial<WorkloadPlan> = {}) => {
    const map = render({ ...watched({ dashboard: { title: 'Ring', panels } }), ...change }).find('ConfigMap', `${change.name ?? 'profiles'}-dashboard`);
    const [[file, json]] = Object.entries<string>(map.data);
    return { file, ...JSON.parse(json) };
  };

  test('is found by the label that Grafana\'s sidecar looks for', () => {
    expect(render(watched()).find('ConfigMap', 'profiles-dashboard').metadata.labels).toMatchObject({ grafana_dashboard: '1' });
  });

  test('small panels stand six in a row, lines two, and none covers another', () => {
    const { panels } = model([...Array(7).fill(panel(PanelKind.STAT)), ...Array(3).fill(panel(PanelKind.TIME_SERIES))]);
    expect(panels.map(({ gridPos: { x, y, w, h } }: any) => [x, y, w, h])).toEqual([
      [0, 0, 4, 4], [4, 0, 4, 4], [8, 0, 4, 4], [12, 0, 4, 4], [16, 0, 4, 4], [20, 0, 4, 4],
      [0, 4, 4, 4],
      [0, 8, 12, 8], [12, 8, 12, 8],
      [0, 16, 12, 8],
    ]);
  });

  test('numbers that are too low or too high are red', () => {
    const steps = (change: Partial<PanelPlan>) => model([panel(PanelKind.STAT, change)]).panels[0].fieldConfig.defaults.thresholds.steps;
    expect(steps({})).toEqual([{ color: 'green', value: null }]);
    expect(steps({ goodFrom: 3 })).toEqual([{ color: 'red', value: null }, { color: 'green', value: 3 }]);
    expect(steps({ badFrom: 1 })).toEqual([{ color: 'green', value: null }, { color: 'red', value: 1 }]);
    expect(steps({ goodFrom: 1, badFrom: 2 })).toEqual([{ color: 'red', value: null }, { color: 'green', value: 1 }, { color: 'red', value: 2 }]);
  });

  test('each query has a letter of its own, and asks the source that the reader chose', () => {
    const { panels, templating } = model([panel(PanelKind.TIME_SERIES)]);
    expect(panels[0].targets.map(({ refId, expr, legendFormat }: any) => [refId, expr, legendFormat])).toEqual([['A', 'up', '{{pod}}'], ['B', 'down', '__auto']]);
    expect(panels[0].datasource).toEqual({ type: 'prometheus', uid: `\${${templating.list[0].name}}` });
    expect(templating.list[0]).toMatchObject({ type: 'datasource', query: 'prometheus' });
  });

  test('stays the same dashboard when its panels change, and is another one for another workload', () => {
    const { uid, file } = model([panel(PanelKind.STAT)]);
    expect(model([panel(PanelKind.TIME_SERIES)]).uid).toBe(uid);
    const other = model([panel(PanelKind.STAT)], { name: 'other' });
    expect(other.uid).not.toBe(uid);
    expect(other.file).not.toBe(file);
    expect(uid.length).toBeLessThanOrEqual(40); // Grafana's limit
  });
});
