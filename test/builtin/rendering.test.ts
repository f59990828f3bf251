import { readdirSync, readFileSync } from 'fs';
import * as path from 'path';
import { App, Chart } from 'cdk8s';
import { structuralFindings } from './structure';
import { BuiltinWorkload } from '../../src/builtin/builtin-workload';
import {
  Audience, ClaimAccess, ComponentLife, ComponentPlan, Credentials, Domain, DoneWhen, EndpointPlan, EndpointRole, PlacementPlan, RolePlan, RoleTold,
  UpdateOrder, WorkloadPlan,
} from '../../src/plan';
import { cassandra, kafka, training } from '../fixtures/plans';

const SECRETS = ['events-controller-tls', 'events-broker-tls', 'profiles-node-tls', 'model-registry'];
const EXTERNAL = ['fraud-savepoint-r8', 'images'];

/** A plan of one component, for trying one thing. */
function alone(change: Partial<ComponentPlan> = {}, plan: Partial<WorkloadPlan> = {}): WorkloadPlan {
  const base = kafka();
  const component: ComponentPlan = {
    name: 'member',
    life: ComponentLife.MEMBER,
    replicas: 3,
    image: 'thing:1',
    user: 1000,
    resources: { memoryBytes: 1024 ** 3 },
    ports: [{ name: 'http', number: 8080, audience: Audience.CLIENTS }],
    update: { order: UpdateOrder.SERIAL },
    ...change,
  };
  return { ...base, name: 'thing', system: 'thing', components: [component], groups: [], budgets: [], endpoints: [], tasks: [], ...plan };
}

function render(plan: WorkloadPlan) {
  const chart = new Chart(new App(), 'chart');
  const workload = new BuiltinWorkload(chart, plan);
  return { workload, objects: chart.toJson() as any[] };
}

function owner(plan: WorkloadPlan): any {
  return render(plan).objects.find(({ kind }) => ['StatefulSet', 'Deployment', 'Job'].includes(kind));
}

function fits(plan: WorkloadPlan) {
  return structuralFindings(render(plan).objects, { externalSecrets: SECRETS, external: EXTERNAL, kubernetesMinor: plan.site.kubernetesMinor });
}

test('no engine is named in the renderer', () => {
  const folder = path.join(__dirname, '../../src/builtin');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
    expect([file, readFileSync(path.join(folder, file), 'utf8')]).not.toEqual([file, expect.stringMatching(/kafka|cassandra|postgres|etcd\b|zookeeper|valkey|redis|flink|spark|torch/i)]);
  }
});

test('the least that a component says', () => {
  const plan = alone();
  expect(fits(plan)).toEqual([]);
  expect(owner(plan).spec.template.spec).toEqual({
    automountServiceAccountToken: false,
    containers: [expect.objectContaining({
      name: 'member',
      image: 'thing:1',
      resources: { limits: { memory: '1Gi' }, requests: { memory: '1Gi' } },
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    })],
    enableServiceLinks: false,
    securityContext: expect.anything(),
    serviceAccountName: 'thing-member',
    volumes: [{ name: 'tmp', emptyDir: {} }],
  });
});

test('an object that is not there: what there is', () => {
  expect(() => render(alone()).workload.object('Service', 'x')).toThrow(
    'chart: object: got Service x, expected one of ServiceAccount thing-member, Service thing-member, NetworkPolicy thing-member, StatefulSet thing-member');
});

test('objects stand in the order in which they are needed', () => {
  expect(render(kafka()).workload.objects.map(({ kind, name }) => `${kind} ${name.replace(/-[0-9a-f]{10}$/, '')}`)).toEqual([
    'ServiceAccount events-controller', 'Role events-controller-founding', 'RoleBinding events-controller-founding', 'ConfigMap events-controller',
    'Service events-controller', 'NetworkPolicy events-controller', 'StatefulSet events-controller',
    'ServiceAccount events-broker', 'ClusterRole orders:events-broker:zone', 'ClusterRoleBinding orders:events-broker:zone', 'ConfigMap events-broker',
    'Service events-broker', 'NetworkPolicy events-broker', 'StatefulSet events-broker',
    'PodDisruptionBudget events-controller', 'PodDisruptionBudget events-broker', 'Service events',
    'ServiceAccount events-topics', 'ConfigMap events-topics', 'Job events-topics',
  ]);
});

test('what is in no namespace gets none from the chart', () => {
  const chart = new Chart(new App(), 'chart', { namespace: 'other' });
  new BuiltinWorkload(chart, kafka());
  const wide = (chart.toJson() as any[]).filter(({ kind }) => kind.startsWith('Cluster'));
  expect(wide).toHaveLength(2);
  expect(wide.map(({ metadata }) => metadata.namespace)).toEqual([undefined, undefined]);
});

describe('zones are told', () => {
  const zones = (kubernetesMinor: number) => {
    const plan = cassandra();
    return { ...plan, site: { ...plan.site, kubernetesMinor } };
  };
  const env = (plan: WorkloadPlan) => owner(plan).spec.template.spec.initContainers[0].env;

  test.each([27, 34])('on 1.%d by the node, which needs a right', (minor) => {
    expect(env(zones(minor))).toContainEqual({ name: 'NODE_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } } });
    expect(render(zones(minor)).objects.filter(({ kind }) => kind === 'ClusterRole')).toHaveLength(1);
    expect(fits(zones(minor))).toEqual([]);
  });

  test.each([35, 40])('on 1.%d by a label of the pod, which needs none', (minor) => {
    expect(env(zones(minor)).map(({ name }: any) => name)).not.toContain('NODE_NAME');
    expect(render(zones(minor)).objects.filter(({ kind }) => kind.startsWith('Cluster'))).toEqual([]);
    expect(fits(zones(minor))).toEqual([]);
  });

  test('by the node, where the label is another one that Kubernetes does not copy to pods', () => {
    const plan = { ...zones(35), site: { ...zones(35).site, zoneLabel: 'rack' } };
    expect(env(plan)).toContainEqual({ name: 'ZONE_LABEL', value: 'rack' });
    expect(env(plan).map(({ name }: any) => name)).toContain('NODE_NAME');
  });
});

describe('a token', () => {
  const mounting = (plan: WorkloadPlan) => {
    const { containers, initContainers = [], volumes } = owner(plan).spec.template.spec;
    const has = (container: any) => container.volumeMounts?.some(({ name }: any) => name === 'api');
    return { volume: volumes.some(({ name }: any) => name === 'api'), by: [...initContainers, ...containers].filter(has).map(({ name }: any) => name) };
  };
  const files = [{ name: 'a', content: 'b' }];
  const volumes = [{ name: 'data', path: '/data', bytes: 1024 ** 3, durable: true }];
  const runPath = '/run/member';

  test('for nobody', () => {
    expect(mounting(alone({ files, runPath }))).toEqual({ volume: false, by: [] });
  });

  test('for the init container that decides about founding', () => {
    expect(mounting(alone({ volumes, runPath, prepare: { founderVolume: 'data' } }))).toEqual({ volume: true, by: ['prepare'] });
  });

  test('for a component with rights', () => {
    const permissions = [{ apiGroup: '', resource: 'pods', verbs: ['get'], resourceNames: ['x'] }];
    expect(mounting(alone({ permissions }))).toEqual({ volume: true, by: ['member'] });
    expect(fits(alone({ permissions }))).toEqual([]);
  });
});

describe('placement', () => {
  const spec = (placement: PlacementPlan[], change: Partial<ComponentPlan> = {}, zones = ['a', 'b', 'c']) =>
    owner(alone({ placement, ...change }, { site: { ...kafka().site, zones } })).spec.template.spec;
  const stateless = { life: ComponentLife.STATELESS, update: { order: UpdateOrder.SURGE } };

  test('one to a host, as a rule and as a wish', () => {
    const hard = spec([{ over: Domain.HOST, atMost: 1, hard: true }]);
    expect(hard.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution).toHaveLength(1);
    expect(spec([{ over: Domain.HOST, atMost: 1, hard: false }]).affinity.podAntiAffinity).toEqual({
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: expect.objectContaining({ topologyKey: 'kubernetes.io/hostname' }) }],
    });
  });

  test('two to a host: more hosts demanded than members can fill', () => {
    expect(spec([{ over: Domain.HOST, atMost: 2, hard: true }]).topologySpreadConstraints)
      .toEqual([expect.objectContaining({ maxSkew: 2, minDomains: 4, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' })]);
  });

  test('zones: more demanded than there are, and only those that were counted', () => {
    const hard = spec([{ over: Domain.ZONE, atMost: 1, hard: true }]);
    expect(hard.topologySpreadConstraints[0]).toMatchObject({ maxSkew: 1, minDomains: 4, topologyKey: 'topology.kubernetes.io/zone' });
    expect(hard.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values).toEqual(['a', 'b', 'c']);
  });

  test('zones that nobody named', () => {
    const hard = spec([{ over: Domain.ZONE, atMost: 1, hard: true }], { replicas: 5 }, []);
    expect(hard.topologySpreadConstraints[0].minDomains).toBe(6);
    expect(hard.affinity).toBeUndefined();
  });

  test('a wish demands no domains, which the API server would refuse', () => {
    expect(spec([{ over: Domain.ZONE, atMost: 1, hard: false }]).topologySpreadConstraints[0]).not.toHaveProperty('minDomains');
  });

  test('old and new pods of a surge are not counted together', () => {
    const surge = spec([{ over: Domain.HOST, atMost: 1, hard: true }], stateless);
    expect(surge.affinity).toBeUndefined();
    expect(surge.topologySpreadConstraints[0]).toMatchObject({ matchLabelKeys: ['pod-template-hash'], maxSkew: 1, minDomains: 4 });
    expect(fits(alone({ placement: [{ over: Domain.HOST, atMost: 1, hard: true }], ...stateless }))).toEqual([]);
  });
});

describe('updates', () => {
  const stateless = (order: UpdateOrder, settleSeconds?: number) =>
    owner(alone({ life: ComponentLife.STATELESS, update: { order, settleSeconds } })).spec;

  test.each([
    [UpdateOrder.SURGE, { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }],
    [UpdateOrder.SERIAL, { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }],
    [UpdateOrder.ALL_AT_ONCE, { type: 'Recreate' }],
  ])('stateless pods: %s', (order, strategy) => {
    expect(stateless(order).strategy).toEqual(strategy);
  });

  test('a pod may settle for longer than a Deployment waits by default', () => {
    expect(stateless(UpdateOrder.SERIAL, 700)).toMatchObject({ minReadySeconds: 700, progressDeadlineSeconds: 1300 });
  });

  test.each([
    [ComponentLife.MEMBER, UpdateOrder.ALL_AT_ONCE],
    [ComponentLife.MEMBER, UpdateOrder.REPLACE],
    [ComponentLife.MEMBER, UpdateOrder.SURGE],
    [ComponentLife.STATELESS, UpdateOrder.REPLACE],
    [ComponentLife.RUN_TO_COMPLETION, UpdateOrder.SERIAL],
  ])('%s can not be updated %s', (life, order) => {
    expect(() => render(alone({ life, update: { order } }))).toThrow(`chart: update.order of member: got ${order}, expected`);
  });
});

describe('endpoints', () => {
  const endpoint = (change: Partial<EndpointPlan> = {}): EndpointPlan => ({
    name: 'http', component: 'member', port: 'http', role: EndpointRole.ANY, told: RoleTold.ALL, encrypted: true, credentials: Credentials.NONE, ...change,
  });
  const ports = [{ name: 'http', number: 80, audience: Audience.CLIENTS }, { name: 'grpc', number: 90, audience: Audience.CLIENTS, appProtocol: 'grpc' }];
  const services = (...endpoints: EndpointPlan[]) =>
    render(alone({ ports }, { endpoints })).objects.filter(({ kind, spec }) => kind === 'Service' && spec.clusterIP !== 'None');

  test('with one suffix share a Service, and a port is named once', () => {
    const all = services(endpoint(), endpoint({ name: 'again' }), endpoint({ name: 'grpc', port: 'grpc' }), endpoint({ name: 'x', suffix: 'x' }));
    expect(all.map(({ metadata, spec }) => [metadata.name, spec.ports.map((port: any) => port.name)])).toEqual([['thing', ['http', 'grpc']], ['thing-x', ['http']]]);
    expect(all[0].spec.ports[1].appProtocol).toBe('grpc');
  });

  test('the first member by its ordinal, on every Kubernetes', () => {
    expect(services(endpoint({ role: EndpointRole.PRIMARY, told: RoleTold.ORDINAL }))[0].spec.selector)
      .toMatchObject({ 'statefulset.kubernetes.io/pod-name': 'thing-member-0' });
  });

  test.each<[string, EndpointPlan[], string]>([
    ['all but the first', [endpoint({ role: EndpointRole.STANDBY, told: RoleTold.ORDINAL })], 'a Service can\'t select "all but the first"'],
    ['a label that is not given', [endpoint({ told: RoleTold.LABEL })], 'role of endpoint http: got no label'],
    ['different pods behind one Service', [endpoint(), endpoint({ name: 'rw', told: RoleTold.LABEL, label: { role: 'x' } })], 'endpoints http, rw: got one Service "thing" for different pods'],
    ['an unknown port', [endpoint({ port: 'x' })], 'endpoint http: got port "x" of component "member", expected one of its ports: http, grpc'],
    ['an unknown component', [endpoint({ component: 'x' })], 'expected one of the components: member'],
    ['the name of a headless Service', [endpoint({ suffix: 'member' })], 'name of a Service: got "thing-member" twice'],
  ])('refused: %s', (_, endpoints, text) => {
    expect(() => services(...endpoints)).toThrow(text);
  });
});

describe('work that ends', () => {
  test('when the first index is done needs Kubernetes 1.31', () => {
    const plan = training();
    expect(() => render({ ...plan, site: { ...plan.site, kubernetesMinor: 30 } })).toThrow('finish.doneWhen of worker: got first on Kubernetes 1.30, expected Kubernetes 1.31');
  });

  test('when all indexes are done needs none', () => {
    const plan = training();
    const components = plan.components.map((component) => ({ ...component, finish: { doneWhen: DoneWhen.ALL } }));
    const old = { ...plan, components, site: { ...plan.site, kubernetesMinor: 27 } };
    expect(fits(old)).toEqual([]);
    expect(owner(old).spec).toMatchObject({ backoffLimit: 6 });
  });
});

describe('work of which any may end it', () => {
  const job = (change: Partial<ComponentPlan> = {}) => owner(alone({
    life: ComponentLife.RUN_TO_COMPLETION, update: { order: UpdateOrder.REPLACE }, replicas: 2, finish: { doneWhen: DoneWhen.ANY }, ...change,
  }));

  test('has no indexes, and nobody counts how many succeed', () => {
    expect(Object.keys(job().spec)).toEqual(['backoffLimit', 'parallelism', 'podFailurePolicy', 'template']);
    expect(job().spec.template.spec.subdomain).toBeUndefined();
  });

  test('another run is another Job, with files of its own that can not be changed', () => {
    const first = render(alone({
      life: ComponentLife.RUN_TO_COMPLETION, update: { order: UpdateOrder.REPLACE }, run: 'r8', runPath: '/run/member', files: [{ name: 'x.sh', content: 'true' }],
    }));
    expect(first.objects.find(({ kind }) => kind === 'Job').metadata.name).toBe('thing-member-r8');
    expect(first.objects.find(({ kind }) => kind === 'ConfigMap')).toMatchObject({ metadata: { name: 'thing-member-r8' }, immutable: true });
    expect(first.objects.find(({ kind }) => kind === 'Job').spec.template.spec.volumes).toContainEqual({ name: 'config', configMap: { name: 'thing-member-r8' } });
    expect(first.workload.readBack().components[0]).toMatchObject({ run: 'r8', replicas: 3 });
  });

  test('what fails starts again in its pod, where it is told so', () => {
    const spec = job({ finish: { doneWhen: DoneWhen.ANY, attempts: 9, inPlace: true } }).spec;
    expect([spec.backoffLimit, spec.podFailurePolicy, spec.template.spec.restartPolicy]).toEqual([9, undefined, 'OnFailure']);
    expect(() => job({ finish: { doneWhen: DoneWhen.ANY, inPlace: true, fatalExitCodes: [3] } })).toThrow('finish.inPlace of member: got true, and the exit codes 3, expected none');
  });

  test('an index is told nobody', () => {
    expect(() => job({ indexedEnvironment: { RANK: '{index}' } })).toThrow('indexedEnvironment of member: got RANK of a component whose pods have no index');
  });
});

describe('work of several that find each other', () => {
  const gang = (change: Partial<ComponentPlan> = {}, plan: Partial<WorkloadPlan> = {}) => alone({
    life: ComponentLife.RUN_TO_COMPLETION,
    update: { order: UpdateOrder.REPLACE },
    command: ['train'],
    ranks: { strategy: 'in-step', roles: [{ name: 'worker', replicas: 3, environment: { RANK: '{index}', FIRST: '{host:0}' } }], port: 'http' },
    ...change,
  }, plan);
  const roles = (...all: RolePlan[]) => ({ ranks: { strategy: 'led', roles: all, port: 'http' } });
  const container = (plan: WorkloadPlan) => owner(plan).spec.template.spec.containers[0];

  test('in one role: the command is its own, the index and the names of hosts are told', () => {
    const { command, env } = container(gang());
    expect(command).toEqual(['train']);
    expect(env).toEqual([
      { name: 'JOB_COMPLETION_INDEX', valueFrom: expect.anything() },
      { name: 'FIRST', value: 'thing-member-0.thing-member' },
      { name: 'RANK', value: '$(JOB_COMPLETION_INDEX)' },
    ]);
  });

  test('another run has hosts of its own behind the same Service', () => {
    expect(container(gang({ run: 'r8' })).env).toContainEqual({ name: 'FIRST', value: 'thing-member-r8-0.thing-member' });
  });

  test('in several roles: a shell tells each its own, and then runs the command', () => {
    const { command, env } = container(gang(roles({ name: 'chief', replicas: 1, environment: { ROLE: 'chief' } }, { name: 'worker', replicas: 2 })));
    expect(command).toEqual(['sh', '-c', expect.stringContaining('RANK_ROLES'), 'rank', 'train']);
    expect(env.slice(1)).toEqual([
      { name: 'RANK_ROLES', value: 'chief:1 worker:2' }, { name: 'RANK_VARIABLES', value: 'ROLE' }, { name: 'ROLE_chief', value: 'chief' }, { name: 'ROLE_worker' },
    ]);
  });

  test('what the others say on ports that nobody knew before is let in', () => {
    const { workload } = render(gang({ ports: [{ name: 'http', number: 8080, audience: Audience.PEERS, peers: ['member'] }], anyPortPeers: ['member'] }));
    expect(workload.object('NetworkPolicy', 'thing-member').toJson().spec.ingress).toEqual([
      { from: [{ podSelector: { matchLabels: expect.objectContaining({ 'app.kubernetes.io/component': 'member' }) } }] },
    ]);
  });

  test('it waits in its queue', () => {
    const queue = { name: 'q', keptBy: 'line', startsTogether: true, kinds: ['batch/job'], labels: { line: 'q' }, podAnnotations: { pods: 'q' }, scheduler: 'line' };
    const job = owner(gang({}, { queue }));
    expect(job.metadata.labels.line).toBe('q');
    expect(job.spec.template.metadata.annotations.pods).toBe('q');
    expect(job.spec.template.spec.schedulerName).toBe('line');
    expect(() => owner(gang({}, { queue: { ...queue, kinds: ['jobset.x-k8s.io/jobset'] } }))).toThrow(
      'queue: got a work of the kind batch/job in q, a queue of line, expected a kind that line holds back: jobset.x-k8s.io/jobset');
  });

  test('pods that stopped when they were told are no failures', () => {
    expect(owner(gang({ finish: { doneWhen: DoneWhen.ALL, uncountedExitCodes: [143], fatalExitCodes: [2] } })).spec.podFailurePolicy.rules).toEqual([
      { action: 'Ignore', onPodConditions: [{ status: 'True', type: 'DisruptionTarget' }] },
      { action: 'Ignore', onExitCodes: { containerName: 'member', operator: 'In', values: [143] } },
      { action: 'FailJob', onExitCodes: { containerName: 'member', operator: 'In', values: [2] } },
    ]);
  });

  test.each<[string, Partial<ComponentPlan>, string]>([
    ['roles for other numbers', roles({ name: 'worker', replicas: 4 }), 'ranks of member: got 4 in a component with 3 pods, expected as many as pods, each with an index'],
    ['pods without an index', { finish: { doneWhen: DoneWhen.ANY }, ...roles({ name: 'worker', replicas: 3 }) }, 'ranks of member: got 3 in a component with 3 pods without indexes'],
    ['one role twice', roles({ name: 'worker', replicas: 1 }, { name: 'worker', replicas: 2 }), 'role of member: got "worker", expected lower case letters, digits and underscores, each name once'],
    ['a role that no variable can end in', roles({ name: 'a-b', replicas: 3 }), 'role of member: got "a-b"'],
    ['roles without a command', { command: undefined, ...roles({ name: 'chief', replicas: 1 }, { name: 'worker', replicas: 2 }) }, 'command of member: got none, expected one: a Job has one template for all roles'],
    ['roles that use other things', roles({ name: 'chief', replicas: 1, resources: { memoryBytes: 1 } }, { name: 'worker', replicas: 2 }), 'resources of member: got other ones for the role chief, expected the same for all roles'],
    ['a variable that a role has, too', { environment: { ROLE: 'x' }, ...roles({ name: 'a', replicas: 1, environment: { ROLE: 'a' } }, { name: 'b', replicas: 2 }) }, 'environment variable ROLE of member: got two values'],
    ['a code of pods that stopped as told among those that end all', { finish: { doneWhen: DoneWhen.ALL, uncountedExitCodes: [143], fatalExitCodes: [143] } }, 'fatalExitCodes of member: got 143, with which pods end that were told to stop'],
  ])('refused: %s', (_, change, text) => {
    expect(() => owner(gang(change))).toThrow(text);
  });
});

describe('variables', () => {
  const variables = (change: Partial<ComponentPlan>) => owner(alone(change)).spec.template.spec.containers[0].env;
  const gang = { life: ComponentLife.RUN_TO_COMPLETION, update: { order: UpdateOrder.REPLACE } };

  test('the index stands before all that refer to it, and nothing else is expanded', () => {
    expect(variables({ ...gang, environment: { A: '$(HOME)' }, indexedEnvironment: { CONFIG: '{"index":{index},"home":"$(HOME)"}' } })).toEqual([
      { name: 'JOB_COMPLETION_INDEX', valueFrom: expect.anything() },
      { name: 'A', value: '$$(HOME)' },
      { name: 'CONFIG', value: '{"index":$(JOB_COMPLETION_INDEX),"home":"$$(HOME)"}' },
    ]);
  });

  test.each<[string, Partial<ComponentPlan>, string]>([
    ['a value and a Secret', { environment: { TOKEN: 'x' }, secretVariables: [{ name: 'TOKEN', secretName: 's', key: 'k' }] }, 'environment variable TOKEN of member: got two values'],
    ['the index by another way', { ...gang, environment: { JOB_COMPLETION_INDEX: '0' }, indexedEnvironment: { RANK: '{index}' } }, 'environment variable JOB_COMPLETION_INDEX of member: got two values'],
  ])('refused: %s', (_, change, text) => {
    expect(() => owner(alone(change))).toThrow(text);
  });
});

describe('claims that pods share', () => {
  test('one that exists is mounted and not made', () => {
    const plan = alone({ shared: [{ name: 'images', claim: 'images', path: '/data' }] }, { claims: [{ name: 'images', access: ClaimAccess.MANY_NODES }] });
    expect(render(plan).objects.map(({ kind }) => kind)).not.toContain('PersistentVolumeClaim');
    expect(owner(plan).spec.template.spec.volumes).toContainEqual({ name: 'images', persistentVolumeClaim: { claimName: 'images' } });
  });

  test('one that nobody knows', () => {
    expect(() => render(alone({ shared: [{ name: 'images', claim: 'images', path: '/data' }] }))).toThrow(
      'shared volume images of member: got claim "images", expected one of the plan\'s: it has none');
  });
});

describe('budgets', () => {
  test('of a Job say how many must stay, for its owner has no scale', () => {
    expect(render(training()).workload.object('PodDisruptionBudget', 'mnist-r7-worker').toJson().spec.minAvailable).toBe(3);
  });

  test('over several components count their pods together', () => {
    const plan = { ...cassandra(), components: [...cassandra().components, { ...cassandra().components[0], name: 'seed' }], budgets: [{ components: ['node', 'seed'], maxUnavailable: 1 }] };
    expect(render(plan).workload.object('PodDisruptionBudget', 'profiles-node').toJson().spec).toEqual({
      maxUnavailable: 1,
      selector: {
        matchLabels: { 'app.kubernetes.io/instance': 'profiles', 'app.kubernetes.io/name': 'cassandra' },
        matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'In', values: ['node', 'seed'] }],
      },
    });
  });

  test.each([
    ['a component in two', [{ components: ['member'], maxUnavailable: 1 }, { components: ['member'], maxUnavailable: 2 }], 'budgets: got component member in two'],
    ['an unknown component', [{ components: ['x'], maxUnavailable: 1 }], 'budget of x: got component "x", expected one of member'],
    ['none may go', [{ components: ['member'], maxUnavailable: 0 }], 'budget of member: got 0 of 3 pods'],
    ['of nothing', [{ components: [], maxUnavailable: 1 }], 'budget of nothing: got 1 of 0 pods'],
  ])('refused: %s', (_, budgets, text) => {
    expect(() => render(alone({}, { budgets }))).toThrow(text);
  });
});

describe('names', () => {
  test('of 52 characters are the longest for members', () => {
    expect(fits(alone({}, { name: 'n'.repeat(45) }))).toEqual([]);
    expect(() => render(alone({}, { name: 'n'.repeat(46) }))).toThrow(
      `name of the StatefulSet: got "${'n'.repeat(46)}-member" with 53 characters, expected at most 52; shorten "${'n'.repeat(46)}" to 45 characters or fewer`);
  });

  test.each<[string, WorkloadPlan, string]>([
    ['capitals', alone({}, { name: 'Thing' }), 'name: got "Thing", expected lower case letters, digits and hyphens, beginning with a letter and ending with a letter or a digit; write "thing"'],
    ['a digit first', alone({}, { name: '9lives' }), 'write "lives"'],
    ['nothing', alone({}, { name: '' }), 'name: got "", expected'],
    ['a namespace with dots', alone({}, { namespaceName: 'a.b' }), 'namespace: got "a.b"'],
    ['a long namespace', alone({}, { namespaceName: 'n'.repeat(64) }), 'namespace: got'],
    ['a component with an underscore', alone({ name: 'a_b' }), 'component a_b: got "a_b"'],
    ['a component twice', { ...alone(), components: [...alone().components, ...alone().components] }, 'component member: got the same name twice'],
    ['a long port', alone({ ports: [{ name: 'a-port-with-a-name', number: 1, audience: Audience.PEERS }] }), 'port of component member: got "a-port-with-a-name"'],
    ['a Job whose last index is too long', alone({ life: ComponentLife.RUN_TO_COMPLETION, update: { order: UpdateOrder.REPLACE }, replicas: 1001 }, { name: 'n'.repeat(52) }), 'name of the last pod of the Job: got'],
    ['half a member', alone({ replicas: 1.5 }), 'replicas of member: got 1.5, expected a whole number of 1 or more'],
  ])('refused: %s', (_, plan, text) => {
    expect(() => render(plan)).toThrow(text);
  });
});

describe('refused', () => {
  const volume = { name: 'data', path: '/data', bytes: 1024 ** 3, durable: true };
  test.each<[string, Partial<ComponentPlan>, string]>([
    ['root', { user: 0 }, 'user of member: got 0'],
    ['files without a place', { files: [{ name: 'a', content: '' }] }, 'runPath of member: got none, expected an absolute path'],
    ['a founder on no volume', { runPath: '/run/member', prepare: { founderVolume: 'data' } }, 'prepare.founderVolume of member: got "data", expected one of its durable volumes: it has none'],
    ['a durable volume of no size', { volumes: [{ ...volume, bytes: undefined }] }, 'size of volume data of member: got none'],
    ['volumes of two minds', { volumes: [volume, { ...volume, name: 'log', path: '/log', retain: false }] }, 'retain of the volumes of member: got true for data and false for log'],
    ['a durable volume of stateless pods', { life: ComponentLife.STATELESS, volumes: [volume] }, 'volume data of member: got a durable volume'],
    ['a durable volume of a Job', { life: ComponentLife.RUN_TO_COMPLETION, update: { order: UpdateOrder.REPLACE }, volumes: [volume] }, 'volume data of member: got a durable volume'],
    ['a volume of a name that is taken', { volumes: [{ ...volume, name: 'tmp' }] }, 'volume tmp of member: got the same name twice'],
    ['two volumes at one path', { volumes: [volume, { ...volume, name: 'x' }] }, 'mounts of member: got /data twice'],
    ['our file', { runPath: '/run/member', files: [{ name: 'prepare.sh', content: '' }] }, 'file prepare.sh of member: got the same name twice'],
    ['too much in files', { runPath: '/run/member', files: [{ name: 'a', content: 'x'.repeat(1024 * 1024) }] }, 'files of member: got'],
    ['a label of ours', { pod: { labels: { 'app.kubernetes.io/component': 'x' } } }, 'label app.kubernetes.io/component of member: got "x"'],
    ['an annotation of ours', { pod: { annotations: { 'cdk8s-data/files': 'x' } } }, 'annotation cdk8s-data/files of member: got "x"'],
    ['a variable of the engine', { environment: { A: '1' }, pod: { environment: { A: '2' } } }, 'environment variable A of member: got "2", expected "1"'],
    ['a sidecar of a name that is taken', { pod: { sidecars: [{ name: 'member' }] } }, 'sidecar of member: got "member"'],
    ['to empty a member that there is not', { draining: [3] }, 'draining of member: got 3, expected ordinals of its members, 0 to 2'],
    ['a sidecar without a name', { pod: { sidecars: [{}] } }, 'sidecar of member: got no name'],
  ])('%s', (_, change, text) => {
    expect(() => render(alone(change))).toThrow(`chart: ${text}`);
  });
});

test('a volume at /tmp is the only one there', () => {
  const plan = alone({ volumes: [{ name: 'scratch', path: '/tmp', bytes: 1024 ** 3, durable: false }] });
  expect(owner(plan).spec.template.spec.containers[0].volumeMounts).toEqual([{ name: 'scratch', mountPath: '/tmp' }]);
  expect(fits(plan)).toEqual([]);
});

test('an init container requests no more than the pod', () => {
  const small = alone({ runPath: '/run/member', files: [{ name: 'a', content: 'b' }], resources: { memoryBytes: 32 * 1024 ** 2, cpuMillis: 50, cpuLimitMillis: 50 } });
  expect(owner(small).spec.template.spec.initContainers[0].resources).toEqual({ limits: { cpu: '50m', memory: '32Mi' }, requests: { cpu: '50m', memory: '32Mi' } });
});

test('a change of a file changes the pods, and nothing else does', () => {
  const hash = (content: string, change = {}) =>
    owner(alone({ runPath: '/run/member', files: [{ name: 'a', content }], ...change })).spec.template.metadata.annotations['cdk8s-data/files'];
  expect(hash('1')).not.toBe(hash('2'));
  expect(hash('1', { replicas: 5 })).toBe(hash('1'));
});

test('a file that says so reaches the pods at their next start', () => {
  const member = (content: string) => alone({ runPath: '/run/member', files: [{ name: 'a', content: '1' }, { name: 'b', content, rolls: false }] });
  expect(owner(member('1'))).toEqual(owner(member('2')));
  expect(render(member('2')).objects.find((o: any) => o.kind === 'ConfigMap').data.b).toBe('2');
});

test('texts reach the pod as they are', () => {
  const plan = alone({ command: ['bash', '-c', 'echo $$ $(hostname) $HOME'], environment: { A: 'p$$w$(B)' } });
  const container = owner(plan).spec.template.spec.containers[0];
  expect(container.command[2]).toBe('echo $$$ $$(hostname) $HOME');
  expect(container.env[0].value).toBe('p$$$w$$(B)');
});

describe('what a comparison with the manifests of before must know stands on the StatefulSet, and not on its pods', () => {
  const annotations = (plan: WorkloadPlan) => owner(plan).metadata.annotations;

  test('the version, and the one of the state where there is one', () => {
    expect(annotations(alone({}, { version: '1.2.3', stateVersion: undefined }))).toEqual({ 'cdk8s-data/version': '1.2.3' });
    expect(annotations(kafka())).toEqual({ 'cdk8s-data/version': '4.3.1', 'cdk8s-data/state-version': '4.3' });
    expect(owner(kafka()).spec.template.metadata.annotations).not.toHaveProperty('cdk8s-data/version');
  });

  test('which members are being emptied, in order and once each', () => {
    const ring = cassandra();
    const plan = { ...ring, components: ring.components.map((component) => ({ ...component, draining: [2, 1, 2] })) };
    expect(annotations(plan)).toEqual({ 'cdk8s-data/version': '5.0.9', 'cdk8s-data/draining': '1,2' });
    expect(render(plan).workload.readBack()).toEqual(plan);
  });
});
