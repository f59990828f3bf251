import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu, Deployment, Secret } from 'cdk8s-plus-27';
import * as fc from 'fast-check';
import {
  Certificates, DataStorage, Failure, KafkaAuthentication, KafkaCluster, KafkaClusterProps, KafkaExternalAccess, KafkaUser, KafkaVersion, OnPremProps,
  Platform, PodPlan, Risk, Rule,
} from '../../src';

/**
 * Declarations of a Kafka cluster as plain data, so that a counterexample prints as what somebody could have written.
 */
export interface Declaration {
  readonly id: string;
  readonly namespace?: string;
  readonly clusterName?: string;
  readonly version: string;
  readonly metadataVersion?: string;
  readonly replicas: number;
  readonly controllers?: number;
  readonly combined?: boolean;
  readonly plaintext?: boolean;
  readonly survives?: Failure;
  readonly keepsAcknowledgedWrites?: boolean;
  readonly servesDuringMaintenance?: boolean;
  readonly recoveryMinutes?: number;
  readonly platform?: PlatformDeclaration;
  readonly storage: StorageDeclaration;
  readonly controllerStorage?: StorageDeclaration;
  readonly resources?: ResourcesDeclaration;
  readonly controllerResources?: ResourcesDeclaration;
  readonly heapMib?: number;
  readonly config?: Record<string, string>;
  readonly pods?: PodPlan;
  readonly imageRegistry?: string;
  readonly clusterId?: string;
  readonly certificates?: 'self-signed' | 'issuer' | Record<string, string>;
  readonly outside?: OutsideDeclaration;
  /** Rule ids, or all there are. */
  readonly accepted?: 'all' | string[];
  readonly topics?: TopicDeclaration[];
  readonly users?: UserDeclaration[];
  readonly grants?: GrantDeclaration[];
}

export interface PlatformDeclaration {
  readonly kind: 'aks' | 'eks' | 'gke' | 'on-prem';
  readonly zones: string[];
  readonly kubernetesVersion?: string;
  readonly storageClass?: string;
  readonly drainSeconds?: number;
  readonly volumesFollowPods?: boolean;
}

export interface StorageDeclaration {
  readonly durable: boolean;
  readonly kib: number;
  readonly retain?: boolean;
  readonly storageClass?: string;
}

export interface ResourcesDeclaration {
  readonly requestMib?: number;
  readonly limitMib?: number;
  readonly cpuMillis?: number;
  readonly cpuLimitMillis?: number;
}

export interface OutsideDeclaration {
  readonly host: string;
  /** Of each broker. */
  readonly brokerHost: string;
  readonly password: boolean;
  /** Without: by load balancers. */
  readonly firstNodePort?: number;
  readonly internet?: boolean;
  readonly ranges?: string[];
  readonly externalDns?: boolean;
}

export interface TopicDeclaration {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor?: number;
  readonly config?: Record<string, string>;
}

export interface UserDeclaration {
  readonly name: string;
  readonly password: boolean;
  readonly secret?: string;
}

export interface GrantDeclaration {
  /** The workload's construct id. */
  readonly workload: string;
  /** Which of the topics, counted round. */
  readonly topic: number;
  /** Which of the users, counted round. Without: one of the workload's own. */
  readonly user?: number;
  /** A consumer group. Without: it produces. */
  readonly group?: string;
  readonly transactionalIdPrefix?: string;
}

// ---- from data to constructs

/** The ids of all rules. */
export const RULE_IDS = Object.values(Rule).filter((rule): rule is Rule => rule instanceof Rule).map((rule) => rule.id);

function platform({ kind, drainSeconds, ...told }: PlatformDeclaration): Platform {
  const drainLimit = drainSeconds === undefined ? undefined : Duration.seconds(drainSeconds);
  const common: OnPremProps = { ...told, drainLimit };
  switch (kind) {
    case 'aks': return Platform.aks({ region: 'eastus', ...common });
    case 'eks': return Platform.eks({ region: 'us-east-1', ...common, storageClass: common.storageClass ?? 'gp3' });
    case 'gke': return Platform.gke({ region: 'us-central1', ...common });
    case 'on-prem': return Platform.onPrem(common);
  }
}

function storage({ durable, kib, ...options }: StorageDeclaration): DataStorage {
  return durable ? DataStorage.persistent(Size.kibibytes(kib), options) : DataStorage.ephemeral(Size.kibibytes(kib));
}

function resources({ requestMib, limitMib, cpuMillis, cpuLimitMillis }: ResourcesDeclaration): KafkaClusterProps['resources'] {
  const size = (mib?: number) => mib === undefined ? undefined : Size.mebibytes(mib);
  const cpu = (millis?: number) => millis === undefined ? undefined : Cpu.millis(millis);
  return { memory: { request: size(requestMib), limit: size(limitMib) }, cpu: { request: cpu(cpuMillis), limit: cpu(cpuLimitMillis) } };
}

function certificates(told: NonNullable<Declaration['certificates']>): Certificates {
  if (told === 'self-signed') return Certificates.selfSigned();
  return told === 'issuer' ? Certificates.issuer({ name: 'company' }) : Certificates.secrets(told);
}

function outside({ host, password, firstNodePort, ranges, ...told }: OutsideDeclaration): KafkaExternalAccess {
  const options = { bootstrapHost: host, authentication: password ? KafkaAuthentication.scram() : undefined, ...told };
  return firstNodePort === undefined
    ? KafkaExternalAccess.loadBalancer({ ...options, allowedSourceRanges: ranges })
    : KafkaExternalAccess.nodePort({ ...options, firstNodePort });
}

function props(told: Declaration): KafkaClusterProps {
  const risk = (id: string) => Risk.accept(Rule.of(id), 'a property test wants to see it');
  return {
    version: KafkaVersion.of(told.version),
    metadataVersion: told.metadataVersion,
    replicas: told.replicas,
    controllers: told.controllers,
    combined: told.combined,
    plaintext: told.plaintext,
    guarantees: {
      survives: told.survives,
      keepsAcknowledgedWrites: told.keepsAcknowledgedWrites,
      servesDuringMaintenance: told.servesDuringMaintenance,
      recoveryPoint: told.recoveryMinutes === undefined ? undefined : Duration.minutes(told.recoveryMinutes),
    },
    platform: told.platform && platform(told.platform),
    storage: storage(told.storage),
    controllerStorage: told.controllerStorage && storage(told.controllerStorage),
    resources: told.resources && resources(told.resources),
    controllerResources: told.controllerResources && resources(told.controllerResources),
    heap: told.heapMib === undefined ? undefined : Size.mebibytes(told.heapMib),
    config: told.config,
    pods: told.pods,
    imageRegistry: told.imageRegistry,
    clusterId: told.clusterId,
    clusterName: told.clusterName,
    certificates: told.certificates && certificates(told.certificates),
    externalAccess: told.outside && outside(told.outside),
    acceptedRisks: (told.accepted === 'all' ? RULE_IDS : told.accepted)?.map(risk),
  };
}

function addTopicsAndUsers(chart: Chart, cluster: KafkaCluster, { topics = [], users = [], grants = [] }: Declaration): void {
  const declared = topics.map(({ name, ...options }) => cluster.addTopic(name, options));
  const known: KafkaUser[] = users.map(({ name: called, password, secret }, i) => {
    const given = secret === undefined ? undefined : Secret.fromSecretName(chart, `secret-${i}`, secret);
    return cluster.addUser(called, password ? { authentication: KafkaAuthentication.scram({ secret: given }) } : {});
  });
  const pick = <T>(list: T[], at?: number) => at === undefined || list.length === 0 ? undefined : list[at % list.length];
  for (const { workload: id, topic, user, group, transactionalIdPrefix } of grants) {
    const granted = pick(declared, topic);
    if (!granted) continue;
    const workload = chart.node.tryFindChild(id) as Deployment ?? new Deployment(chart, id, { containers: [{ image: 'registry.example.com/app:1' }] });
    if (group === undefined) granted.grantProduce(workload, { user: pick(known, user), transactionalIdPrefix });
    else granted.grantConsume(workload, { user: pick(known, user), group });
  }
}

export const CHART = 'chart';

/** The program that somebody would have written. */
export function declare(told: Declaration): Chart {
  const chart = new Chart(new App(), CHART, { namespace: told.namespace });
  addTopicsAndUsers(chart, new KafkaCluster(chart, told.id, props(told)), told);
  return chart;
}

/** Secrets that somebody else makes. */
export function externalSecrets(told: Declaration): string[] {
  const given = typeof told.certificates === 'object' ? Object.values(told.certificates) : [];
  return [...given, ...told.pods?.imagePullSecrets ?? [], ...(told.users ?? []).flatMap(({ secret }) => secret ?? [])];
}

// ---- what somebody would write

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const few = (least: number, most: number) => fc.integer({ min: least, max: most });

const name = fc.constantFrom('events', 'a', 'e-1', 'orders-of-the-shop', 'k'.repeat(40));
const zonesOf: Record<PlatformDeclaration['kind'], string[]> = {
  'aks': ['1', '2', '3', '4', '5'], 'eks': ['a', 'b', 'c', 'd', 'e'], 'gke': ['a', 'b', 'c', 'd', 'e'], 'on-prem': ['rack-1', 'rack-2', 'rack-3', 'R.4', '5'],
};

export const platforms: fc.Arbitrary<PlatformDeclaration> = fc.record({
  kind: fc.constantFrom('aks' as const, 'eks' as const, 'gke' as const, 'on-prem' as const),
  count: fc.oneof(fc.constant(3), few(0, 5)),
  kubernetesVersion: optional(few(27, 37).map((minor) => `1.${minor}`)),
  storageClass: optional(fc.constantFrom('fast', 'premium.ssd-2')),
  drainSeconds: optional(fc.constantFrom(600, 900, 3600)),
  volumesFollowPods: fc.constantFrom(undefined, true),
}).map(({ count, ...rest }) => ({ ...rest, zones: zonesOf[rest.kind].slice(0, count) }));

const GIB_IN_KIB = 1024 * 1024;

const durable: fc.Arbitrary<StorageDeclaration> = fc.record({
  durable: fc.constant(true),
  kib: fc.oneof(few(1024, 10 * GIB_IN_KIB), few(1, 2000).map((gib) => gib * GIB_IN_KIB)),
  retain: fc.constantFrom(undefined, true),
  storageClass: optional(fc.constantFrom('fast', 'local')),
});

const sound: fc.Arbitrary<ResourcesDeclaration> = fc.record({
  limitMib: optional(few(512, 65536)),
  cpuMillis: optional(few(1, 4000)),
  cpuLimitMillis: optional(few(4000, 16000)),
});

const text = fc.string({ minLength: 1, maxLength: 12 });

const pods: fc.Arbitrary<PodPlan> = fc.record({
  labels: fc.constantFrom<Record<string, string>[]>({ team: 'shop' }, { 'example.com/tier': 'data', 'x': '' }),
  annotations: fc.dictionary(fc.constantFrom('example.com/a', 'b'), text),
  nodeSelector: fc.constant({ 'node.example.com/disk': 'ssd' }),
  tolerations: fc.array(fc.record({
    key: fc.constantFrom('dedicated', 'spot'), value: optional(fc.constant('kafka')), effect: optional(fc.constant('NoSchedule')),
  }, { requiredKeys: ['key'] }), { maxLength: 2 }),
  priorityClass: fc.constant('high'),
  imagePullSecrets: fc.constant(['pull']),
  environment: fc.dictionary(fc.constantFrom('A', 'KAFKA_OPTS', 'B_1'), text),
  sidecars: fc.constant([{ name: 'logs', image: 'registry.example.com/logs:1' }]),
}, { requiredKeys: [] });

const topic: fc.Arbitrary<TopicDeclaration> = fc.record({
  name: fc.stringMatching(/^[a-zA-Z0-9.-][a-zA-Z0-9._-]{2,20}$/),
  partitions: few(1, 500),
  replicationFactor: optional(few(1, 3)),
  config: optional(fc.dictionary(fc.constantFrom('retention.ms', 'cleanup.policy', 'min.insync.replicas'), fc.constantFrom('1', '2', '604800000'))),
});

const user: fc.Arbitrary<UserDeclaration> = fc.record({
  name: fc.constantFrom('shop', 'billing', 'audit-2', '7', 'u'.repeat(20)),
  password: fc.boolean(),
  secret: optional(fc.constant('given-password')),
});

const grant: fc.Arbitrary<GrantDeclaration> = fc.record({
  workload: fc.constantFrom('web', 'worker'),
  topic: few(0, 3),
  user: optional(few(0, 2)),
  group: optional(fc.constantFrom('billing', 'Group.1')),
  transactionalIdPrefix: optional(fc.constant('web-')),
});

const wayIn: fc.Arbitrary<OutsideDeclaration> = fc.record({
  host: fc.constantFrom('kafka.example.com', 'k'),
  brokerHost: fc.constantFrom('broker-{ordinal}.kafka.example.com', '{ordinal}.k'),
  password: fc.boolean(),
  firstNodePort: optional(few(30000, 32700)),
  internet: optional(fc.boolean()),
  ranges: optional(fc.constantFrom(['10.0.0.0/8'], ['0.0.0.0/0', '2001:db8::/32'])),
  externalDns: optional(fc.boolean()),
});

const config = fc.dictionary(
  fc.constantFrom('log.retention.hours', 'num.io.threads', 'compression.type', 'default.replication.factor', 'min.insync.replicas', 'offsets.topic.replication.factor'),
  fc.constantFrom('1', '2', '3', 'zstd', 'a\\b = #c'), { maxKeys: 3 });

/** Declarations that make sense by themselves; whether they keep what they promise is another question. */
export const plausible: fc.Arbitrary<Declaration> = fc.record({
  id: name,
  namespace: fc.constantFrom('orders', 'a', 'n'.repeat(63)),
  version: fc.constantFrom('4.3.1', '4.2.0', '4.9.0', '5.0.1'),
  metadataVersion: optional(fc.constant('4.2')),
  replicas: fc.oneof(fc.constant(3), few(1, 9)),
  controllers: optional(few(1, 5)),
  combined: fc.constantFrom(undefined, false, true),
  plaintext: fc.constantFrom(undefined, undefined, undefined, true),
  survives: fc.constantFrom(undefined, Failure.NONE, Failure.NODE, Failure.ZONE),
  keepsAcknowledgedWrites: optional(fc.boolean()),
  servesDuringMaintenance: optional(fc.boolean()),
  platform: platforms,
  storage: durable,
  controllerStorage: durable,
  resources: sound,
  controllerResources: sound,
  config,
  pods,
  imageRegistry: fc.constant('registry.example.com:5000/mirror'),
  certificates: fc.constantFrom('self-signed' as const, 'issuer' as const, { broker: 'b-tls', controller: 'c-tls', admin: 'a-tls' }),
  outside: wayIn,
  accepted: fc.constantFrom<Declaration['accepted'][]>(undefined, 'all', 'all', 'all', ['storage/durable']),
  topics: fc.uniqueArray(topic, { maxLength: 3, selector: ({ name: of }) => of }),
  users: fc.uniqueArray(user, { maxLength: 3, selector: ({ name: of }) => of }),
  grants: fc.array(grant, { maxLength: 3 }),
}, { requiredKeys: ['id', 'namespace', 'version', 'replicas', 'storage'] }).map(({ topics, users, grants, ...rest }) => ({
  ...rest,
  ...(topics && {
    topics: topics.map((of) => ({ ...of, ...(of.replicationFactor && { replicationFactor: Math.min(of.replicationFactor, rest.replicas) }) })),
  }),
  ...(rest.plaintext ? { outside: undefined } : { users, grants }),
}));

// ---- what somebody would write by mistake

const oddNumber = fc.constantFrom(0, -1, 2.5, NaN, Infinity, 1e9, 1001);
const oddText = fc.oneof(
  fc.constantFrom('', ' ', '-', 'A', 'a_b', 'a.b', '..', '__a', 'a b', 'é', '日本', 'x'.repeat(70), 'x'.repeat(300), '$(A)', '${B}', '"', "'", '\\', '# x', 'null', 'yes', '{{ .Values }}'),
  text);
const oddStorage: fc.Arbitrary<StorageDeclaration> = fc.record({
  durable: fc.boolean(),
  kib: fc.constantFrom(0, 1, 1023, GIB_IN_KIB),
  retain: optional(fc.boolean()),
  storageClass: optional(fc.constantFrom('', 'Fast', 'a b')),
});
const oddResources: fc.Arbitrary<ResourcesDeclaration> = fc.record({
  requestMib: optional(fc.constantFrom(0, 1, 511, 2048)),
  limitMib: optional(fc.constantFrom(0, 1, 4096)),
  cpuMillis: optional(few(0, 2000)),
  cpuLimitMillis: optional(few(0, 1000)),
});
const oddPlatform: fc.Arbitrary<PlatformDeclaration> = fc.record({
  kind: fc.constantFrom('aks' as const, 'eks' as const, 'gke' as const, 'on-prem' as const),
  zones: fc.array(fc.oneof(fc.constantFrom('1', 'a', 'rack-1', '0'), oddText), { maxLength: 5 }),
  kubernetesVersion: optional(fc.constantFrom('1.26', '1', '2.0', 'v1.30.1', '1.3', 'latest', '')),
  storageClass: optional(oddText),
  drainSeconds: optional(fc.constantFrom(0, 30, 0.5)),
  volumesFollowPods: optional(fc.boolean()),
});
const oddPods = fc.constantFrom<PodPlan[]>(
  { labels: { 'app.kubernetes.io/name': 'mine' } },
  { annotations: { 'cdk8s-data/files': 'mine' } },
  { environment: { CLUSTER_ID: 'mine' } },
  { sidecars: [{ name: 'broker', image: 'x' }] },
  { sidecars: [{ image: 'x' }] },
  { sidecars: [null] },
  { sidecars: [{ name: 'a', image: 'x' }, { name: 'a', image: 'y' }] },
  { sidecars: [], tolerations: [], imagePullSecrets: [], labels: {}, annotations: {}, environment: {}, nodeSelector: {} },
  { tolerations: [{}] },
);

const oddConfig = fc.dictionary(
  fc.oneof(
    fc.constantFrom('listeners', 'node.id', 'log.dirs', 'min.insync.replicas', 'unclean.leader.election.enable', 'default.replication.factor'),
    oddText),
  fc.oneof(fc.constantFrom('true', '9', '0', '1.5'), oddText), { maxKeys: 3 });
const oddTopics: fc.Arbitrary<TopicDeclaration[]> = fc.array(fc.record({
  name: oddText,
  partitions: fc.oneof(few(1, 3), oddNumber),
  replicationFactor: optional(fc.oneof(few(1, 9), oddNumber)),
  config: optional(fc.dictionary(oddText, oddText, { maxKeys: 2 })),
}), { maxLength: 2 });
const oddUsers: fc.Arbitrary<UserDeclaration[]> = fc.array(fc.record({
  name: fc.oneof(fc.constantFrom('broker', 'ca', 'shop'), oddText),
  password: fc.boolean(),
  secret: optional(fc.constant('given')),
}), { maxLength: 2 });
const oddGrants: fc.Arbitrary<GrantDeclaration[]> = fc.array(fc.record({
  workload: fc.constantFrom('Web', 'w'.repeat(70), 'admin', 'a.b'), topic: fc.constant(0), group: optional(oddText), transactionalIdPrefix: optional(oddText),
}), { minLength: 1, maxLength: 2 });
const oddWayIn: fc.Arbitrary<OutsideDeclaration> = fc.record({
  host: fc.oneof(fc.constantFrom('kafka.example.com', '10.0.0.1', 'broker-1.example.com'), oddText),
  brokerHost: fc.oneof(fc.constantFrom('broker-{ordinal}.example.com', 'broker.example.com'), oddText),
  password: fc.boolean(),
  firstNodePort: optional(fc.oneof(fc.constantFrom(30000, 32766, 9094), oddNumber)),
  ranges: optional(fc.array(fc.oneof(fc.constantFrom('10.0.0.0/8', '10.0.0.0', '10.0.0.0/33'), oddText), { maxLength: 2 })),
});
const oddSecrets = fc.dictionary(fc.constantFrom('broker', 'controller', 'admin', 'shop', 'typo'), fc.oneof(fc.constantFrom('a-tls', 'b-tls'), oddText));

/** One thing that is out of place. */
const mistake: fc.Arbitrary<Partial<Declaration>> = fc.oneof<fc.Arbitrary<Partial<Declaration>>[]>(
  fc.record({ id: oddText.filter((id) => id !== '' && !id.includes('/')) }), // constructs' own rules
  fc.record({ namespace: optional(oddText) }),
  fc.record({ clusterName: oddText }),
  fc.record({ version: fc.oneof(fc.constantFrom('4.1.2', '3.9.0', '4.3'), oddText) }),
  fc.record({ metadataVersion: fc.oneof(fc.constantFrom('9.9', '3.9', '4.3.1'), oddText) }),
  fc.record({ replicas: oddNumber }),
  fc.record({ controllers: oddNumber }),
  fc.record({ recoveryMinutes: few(0, 5) }),
  fc.record({ platform: oddPlatform }),
  fc.record({ storage: oddStorage }),
  fc.record({ controllerStorage: oddStorage }),
  fc.record({ resources: oddResources }),
  fc.record({ controllerResources: oddResources }),
  fc.record({ heapMib: fc.constantFrom(100, 100000) }),
  fc.record({ config: oddConfig }),
  fc.record({ pods: oddPods }),
  fc.record({ imageRegistry: oddText }),
  fc.record({ clusterId: fc.oneof(fc.constant('A'.repeat(22)), oddText) }),
  fc.record({ certificates: oddSecrets }),
  fc.record({ outside: oddWayIn }),
  fc.record({ accepted: fc.array(fc.oneof(fc.constantFrom(...RULE_IDS, 'storage/durabel', 'x/y'), oddText), { maxLength: 3 }) }),
  fc.record({ topics: oddTopics }),
  fc.record({ users: oddUsers }),
  fc.record({ topics: fc.constant<TopicDeclaration[]>([{ name: 'orders', partitions: 1 }]), grants: oddGrants }),
);

/** Any declaration: sound ones, and ones with up to two mistakes. */
export const declarations: fc.Arbitrary<Declaration> = fc
  .tuple(plausible, fc.oneof(fc.constant([]), fc.array(mistake, { minLength: 1, maxLength: 2 })))
  .map(([base, mistakes]) => Object.assign({}, base, ...mistakes));
