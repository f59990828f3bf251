import { Duration, Size } from 'cdk8s';
import { stringify } from 'yaml';
import { deployment, processor, rendered, WITHOUT_STATE } from './declare';
import { ComponentPlan, FlinkApplication, FlinkVersion, Metrics, Savepoint, SharedVolume, StreamProcessor, WorkloadPlan } from '../../../../src';
import { flinkDeployment, FlinkWay } from '../../../../src/operators/flink/render/flink-deployment';

const main = (part: any) => part.podTemplate.spec.containers[0];

test('a FlinkDeployment is as recorded, but for its pods', () => {
  const spec = deployment();
  for (const part of [spec.jobManager, spec.taskManager]) delete part.podTemplate;
  expect(stringify(spec)).toMatchSnapshot();
});

test('its pods are as recorded', () => {
  const { jobManager, taskManager } = deployment();
  expect(stringify({ jobManager: jobManager.podTemplate.spec, taskManager: main(taskManager) })).toMatchSnapshot();
});

test('around it stand the identities and rights of its pods, and who may reach them', () => {
  expect(rendered().map(({ kind, metadata: { name } }) => `${kind} ${name}`)).toEqual([
    'ServiceAccount fraud-leader', 'Role fraud-leader', 'RoleBinding fraud-leader', 'NetworkPolicy fraud-leader',
    'ServiceAccount fraud-worker', 'Role fraud-worker', 'RoleBinding fraud-worker', 'NetworkPolicy fraud-worker',
    'NetworkPolicy fraud-leader-operator', 'FlinkDeployment fraud', 'PodDisruptionBudget fraud-leader', 'PodDisruptionBudget fraud-worker',
  ]);
});

test('only the operator, in its namespace, may ask the JobManager', () => {
  const policy = rendered({}, {}, { namespaceName: 'operators' }).find(({ metadata: { name } }) => name === 'fraud-leader-operator');
  expect(policy.spec.ingress).toEqual([{
    from: [{
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'operators' } },
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'flink-kubernetes-operator' } },
    }],
    ports: [{ port: 8081, protocol: 'TCP' }],
  }]);
});

test('the JobManager may make pods only where it has to', () => {
  const resources = (standalone: boolean) => rendered({}, { version: FlinkVersion.of('1.20.1') }, { standalone })
    .find(({ kind, metadata: { name } }) => kind === 'Role' && name === 'fraud-leader').rules.flatMap((rule: any) => rule.resources);
  expect(resources(false)).toEqual(['pods', 'configmaps', 'deployments', 'deployments/finalizers']);
  expect(resources(true)).toEqual(['configmaps']);
});

test('a processor that keeps state is changed with a savepoint, and leaves one when it goes', () => {
  const { job, flinkConfiguration } = deployment();
  expect([job.upgradeMode, flinkConfiguration['kubernetes.operator.job.savepoint-on-deletion']]).toEqual(['savepoint', 'true']);
});

test('one that keeps nothing begins with nothing, with one leader', () => {
  const { job, flinkConfiguration, jobManager } = deployment(WITHOUT_STATE);
  expect([job.upgradeMode, flinkConfiguration['kubernetes.operator.job.savepoint-on-deletion'], jobManager.replicas]).toEqual(['stateless', undefined, 1]);
});

test('the operator makes the workers where it is told to, as many as there are', () => {
  const { mode, taskManager, flinkConfiguration } = deployment({}, { version: FlinkVersion.of('1.20.1') }, { standalone: true });
  expect([mode, taskManager.replicas, flinkConfiguration['kubernetes.taskmanager.service-account']]).toEqual(['standalone', 3, undefined]);
  expect(deployment().taskManager.replicas).toBeUndefined();
});

test('a program in Python stands where a jar would', () => {
  const application = FlinkApplication.python({ version: FlinkVersion.of('2.2.1'), image: 'registry.example.com/fraud:8', script: '/opt/flink/usrlib/fraud.py' });
  expect(deployment({ application }).job).toMatchObject({
    jarURI: 'local:///opt/flink/opt/flink-python-2.2.1.jar',
    entryClass: 'org.apache.flink.client.python.PythonDriver',
    args: ['-pyclientexec', 'python3', '-pyexec', 'python3', '-py', '/opt/flink/usrlib/fraud.py'],
  });
});

test('the very first run may begin with a savepoint of somebody else', () => {
  expect(deployment({ restoreFrom: Savepoint.at('s3://shop-flink/old/savepoint-1', 'r1') }).job.initialSavepointPath).toBe('s3://shop-flink/old/savepoint-1');
});

test('state on a volume is mounted by all', () => {
  const objects = rendered({ state: SharedVolume.create(Size.gibibytes(100), { storageClass: 'efs' }) });
  expect(objects[0].kind).toBe('PersistentVolumeClaim');
  const { jobManager, taskManager } = objects.find(({ kind }) => kind === 'FlinkDeployment').spec;
  for (const part of [jobManager, taskManager]) expect(main(part).volumeMounts).toContainEqual({ name: 'state', mountPath: '/var/lib/flink/state' });
});

test('no pod waits for a ConfigMap that only built-in objects have', () => {
  const objects = rendered();
  const { jobManager, taskManager } = objects.find(({ kind }) => kind === 'FlinkDeployment').spec;
  for (const { podTemplate } of [jobManager, taskManager]) expect(podTemplate.spec.volumes.filter((volume: any) => volume.configMap)).toEqual([]);
});

test('scripts of built-in objects leave nothing in the environment', () => {
  const { jobManager, taskManager } = deployment({}, { environment: { LEVEL: 'high' } });
  for (const part of [jobManager, taskManager]) expect(main(part).env.map(({ name }: any) => name)).toEqual(['ENABLE_BUILT_IN_PLUGINS', 'LEVEL']);
});

test('its metrics are collected where pods say so', () => {
  const objects = rendered({ metrics: Metrics.ofSystem() });
  expect(objects.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['PodMonitor', 'PrometheusRule']));
  const { taskManager, flinkConfiguration } = objects.find(({ kind }) => kind === 'FlinkDeployment').spec;
  expect(main(taskManager).ports).toEqual([{ name: 'metrics', containerPort: 9249, protocol: 'TCP' }]);
  expect(flinkConfiguration['metrics.reporter.prom.port']).toBe('9249');
});

test('the autoscaler is asked for in its own words', () => {
  const { flinkConfiguration } = deployment({}, {}, {
    autoscaling: { targetUtilization: 0.6, minParallelism: 2, maxParallelism: 24, stabilization: Duration.minutes(2), window: Duration.minutes(10) },
  });
  expect(Object.entries(flinkConfiguration).filter(([key]) => key.startsWith('job.autoscaler.'))).toEqual([
    ['job.autoscaler.enabled', 'true'],
    ['job.autoscaler.metrics.window', '600 s'],
    ['job.autoscaler.stabilization.interval', '120 s'],
    ['job.autoscaler.utilization.target', '0.6'],
    ['job.autoscaler.vertex.max-parallelism', '24'],
    ['job.autoscaler.vertex.min-parallelism', '2'],
  ]);
});

describe('drains take one pod at a time', () => {
  const budgets = (...all: Parameters<typeof rendered>) => rendered(...all).filter(({ kind }) => kind === 'PodDisruptionBudget')
    .map(({ metadata: { name }, spec: { minAvailable, maxUnavailable } }) => [name, minAvailable, maxUnavailable]);

  test('also of workers whose controller Kubernetes takes for that of the JobManager', () => {
    expect(budgets()).toEqual([['fraud-leader', 1, undefined], ['fraud-worker', 2, undefined]]);
  });

  test('of workers that the operator makes, which have a Deployment of their own', () => {
    expect(budgets({}, { version: FlinkVersion.of('1.20.1') }, { standalone: true })).toEqual([['fraud-leader', 1, undefined], ['fraud-worker', undefined, 1]]);
  });

  test('and of workers whose number nobody knows as many as want: else drains would stop as soon as there are fewer', () => {
    expect(budgets({}, {}, { autoscaling: {} })).toEqual([['fraud-leader', 1, undefined]]);
    expect(budgets({}, { version: FlinkVersion.of('1.20.1') }, { standalone: true, autoscaling: {} })).toContainEqual(['fraud-worker', undefined, 1]);
  });

  test('there are as many workers as were declared, so that the budget is never the number of all', () => {
    expect(deployment({}, { workers: 5 }).flinkConfiguration).toMatchObject({ 'slotmanager.redundant-taskmanager-num': '2' });
    expect(budgets({}, { workers: 5 })).toContainEqual(['fraud-worker', 4, undefined]);
    expect(deployment().flinkConfiguration).not.toHaveProperty(['slotmanager.redundant-taskmanager-num']);
  });
});

test('nobody is told that workers are missing where their number is nobody\'s', () => {
  const alerts = (operator = {}) => rendered({ metrics: Metrics.ofSystem() }, {}, operator).find(({ kind }) => kind === 'PrometheusRule').spec.groups[0].rules.map(({ alert }: any) => alert);
  expect(alerts()).toContain('FlinkWorkersMissing');
  expect(alerts({ autoscaling: {} })).toEqual(alerts().filter((name: string) => name !== 'FlinkWorkersMissing'));
});

test('what they write goes to the volume that is theirs', () => {
  const { jobManager, taskManager, flinkConfiguration } = deployment();
  for (const part of [jobManager, taskManager]) expect(main(part).volumeMounts.map(({ mountPath }: any) => mountPath)).toContain(flinkConfiguration['io.tmp.dirs']);
});

test('who does what is told', () => {
  const how = (autoscaling?: object) => (processor({}, {}, { autoscaling }).node.findChild('fraud') as StreamProcessor).mechanism.operations.find(({ name }) => name === 'autoscaling')!.automation;
  expect([how(), how({})]).toEqual(['none', 'automatic']);
});

describe('what is declared wrong is refused', () => {
  test.each([
    ['a version that the definition does not know', {}, { version: FlinkVersion.V2_3_0 }, {}, 'version: got flink 2.3.0, expected one that flink-operator 1.15.0 runs: 1.15, 1.16, 1.17, 1.18, 1.19, 1.20, 2.0, 2.1, 2.2; take Flink 2.2, leave operator away, or take another operator'],
    ['standalone, highly available, Flink 2', {}, {}, { standalone: true }, 'operator: got standalone: true with flink-operator 1.15.0, Flink 2.2.1 and state, expected the mode in which Flink makes its workers itself: such a JobManager ends at once, for it is given --host, which Flink 2.0 took away (FLINK-40047)'],
    ['a name that is too long', { ...WITHOUT_STATE, processorName: `a${'b'.repeat(45)}` }, {}, {}, `name: got 'a${'b'.repeat(45)}' with 46 characters, expected at most 45 lower-case letters, digits and hyphens`],
    ['a savepoint of a run', { restoreFrom: Savepoint.named('r8') }, {}, {}, "restoreFrom: got 'r8', expected nothing with flink-operator 1.15.0: it stops and restores by itself at each change"],
    ['to be stopped for a change', { upgrade: Savepoint.to('r8') }, {}, {}, 'upgrade: got a savepoint to stop with, expected nothing with flink-operator 1.15.0: it stops and restores by itself at each change; leave upgrade away'],
    ['workers with volumes', {}, { localRecovery: { size: Size.gibibytes(10) } }, {}, 'localRecovery: got the volume work, expected none with the operator: its workers have no volumes of their own'],
    ['a namespace that is not watched', {}, {}, { watches: ['shop'] }, 'operator: got FlinkOperator in flink-operator, which watches shop, expected one that watches streams'],
    ['a utilization that is none', {}, {}, { autoscaling: { targetUtilization: 1.5 } }, 'FlinkOperator.existing: autoscaling.targetUtilization: got 1.5, expected a number above 0, up to 1'],
    ['bounds that cross', {}, {}, { autoscaling: { minParallelism: 4, maxParallelism: 2 } }, 'FlinkOperator.existing: autoscaling.minParallelism: got 4, and at most 2, expected 2 or less'],
    ['a time of no seconds', {}, {}, { autoscaling: { window: Duration.seconds(0) } }, 'FlinkOperator.existing: autoscaling.window: got 0'],
    ['an autoscaler out of its bounds', {}, { config: { 'job.autoscaler.enabled': 'true', 'job.autoscaler.utilization.max': '0.5' } }, {}, "config['job.autoscaler.utilization.max']: got '0.5', expected a number of 0.7 to 1"],
    ['an autoscaler with a word for a number', {}, { config: { 'job.autoscaler.enabled': 'true', 'job.autoscaler.scale-up.max-factor': 'much' } }, {}, "config['job.autoscaler.scale-up.max-factor']: got 'much', expected a number of 0 or more"],
    ['a value with parts below it', {}, { config: { 's3.endpoint': 'a', 's3.endpoint.region': 'b' } }, {}, "config['s3.endpoint.region']: got 'b', expected none below 's3.endpoint', which has a value"],
  ] as const)('%s', (_, props, job, operator, message) => {
    expect(() => rendered(props as any, job, operator as any)).toThrow(message);
  });

  test('Flink 1 reads line by line, and there nothing is nested', () => {
    const config = { 's3.endpoint': 'a', 's3.endpoint.region': 'b' };
    expect(deployment({}, { version: FlinkVersion.of('1.20.3'), config }).flinkConfiguration).toMatchObject(config);
  });

  test('out of its bounds is nothing where there is no autoscaler', () => {
    expect(() => rendered({}, { config: { 'job.autoscaler.utilization.max': '0.5' } })).not.toThrow();
  });
});

/** What plans of other applications might say. */
describe('what the validator of the operator would refuse in any plan', () => {
  const WAY: FlinkWay = { version: '1.15.0', operatorNamespace: 'flink-operator', standalone: false, settings: {} };
  const planned = (props = {}) => (processor(props).node.findChild('fraud') as StreamProcessor).plan;
  const changed = (plan: WorkloadPlan, leader: (component: ComponentPlan) => Partial<ComponentPlan>): WorkloadPlan => {
    const [first, ...others] = plan.components;
    return { ...plan, components: [{ ...first, ...leader(first) }, ...others] };
  };
  const withSettings = (settings: Record<string, string>, without: string[] = [], props = {}): WorkloadPlan => {
    const plan = planned(props);
    const kept = (own: object) => Object.fromEntries(Object.entries({ ...own, ...settings }).filter(([key]) => !without.includes(key)));
    return { ...plan, components: plan.components.map((component) => ({ ...component, settings: kept(component.settings!) })) };
  };
  const NO_DIRECTORY = ['execution.checkpointing.savepoint-dir'];

  test.each([
    ['an identity of its own', withSettings({ 'kubernetes.cluster-id': 'other' }), "config['kubernetes.cluster-id']: got 'other', expected nothing: the operator makes it"],
    ['the id of high availability', withSettings({ 'high-availability.cluster-id': 'other' }), "config['high-availability.cluster-id']: got 'other', expected nothing"],
    ['another namespace', withSettings({ 'kubernetes.namespace': 'other' }), "config['kubernetes.namespace']: got 'other', expected nothing"],
    ['rolling back to nobody', withSettings({ 'kubernetes.operator.deployment.rollback.enabled': 'true' }, ['high-availability.type'], WITHOUT_STATE), "config['kubernetes.operator.deployment.rollback.enabled']: got 'true', expected state, so that leaders are highly available"],
    ['restarting without recovery', withSettings({ 'kubernetes.operator.cluster.health-check.enabled': 'true', 'kubernetes.operator.jm-deployment-recovery.enabled': 'false' }), "config['kubernetes.operator.cluster.health-check.enabled']: got 'true', expected kubernetes.operator.jm-deployment-recovery.enabled"],
    ['state without checkpoints', withSettings({}, ['execution.checkpointing.dir']), 'state: got no directory for checkpoints, expected execution.checkpointing.dir'],
    ['periodic savepoints to nowhere', withSettings({ 'kubernetes.operator.periodic.savepoint.interval': '1 h' }, [], WITHOUT_STATE), "config['kubernetes.operator.periodic.savepoint.interval']: got '1 h', expected a directory for savepoints"],
    ['the oldest checkpoint without savepoints', withSettings({ 'kubernetes.operator.job.upgrade.last-state.max.allowed.checkpoint.age': '1 h' }, [], WITHOUT_STATE), 'last-state.max.allowed.checkpoint.age'],
    ['a standby that finds nothing', changed(planned(WITHOUT_STATE), () => ({ replicas: 2 })), 'leaders: got 2 without high availability, expected 1, or state'],
    ['no parallelism', withSettings({ 'parallelism.default': '0' }), 'parallelism: got 0, expected a whole number of 1 or more'],
    ['two images', changed(planned(), () => ({ image: 'other' })), 'image: got other and registry.example.com/fraud:8, expected one for leaders and workers'],
    ['another system', { ...planned(), system: 'spark' }, 'operator: got flink-operator for spark, expected flink'],
    ['an option that only built-in objects can keep', { ...planned(), builtinOptions: ['logging'] }, 'logging: got a value, expected none with the operator'],
  ])('%s', (_, plan, message) => {
    expect(() => flinkDeployment('streams/fraud', plan, WAY)).toThrow(message);
  });

  test('without a place for savepoints a changed job goes on from its last checkpoint', () => {
    const plan = withSettings({}, NO_DIRECTORY);
    expect(() => flinkDeployment('streams/fraud', plan, WAY)).toThrow("config['kubernetes.operator.job.savepoint-on-deletion']: got 'true', expected a directory for savepoints");
    const way = { ...WAY, settings: { 'kubernetes.operator.job.savepoint-on-deletion': 'false' } };
    expect(flinkDeployment('streams/fraud', plan, way).find(({ kind }) => kind === 'FlinkDeployment')!.spec.job.upgradeMode).toBe('last-state');
  });
});
