import { FlinkOptions, FlinkStateBackend } from './flink-options';
import { FlinkVersion } from './flink-version';
import { checkName, clusterIdOf, FLINK_USER, haIdOf, knownConfigMaps, LEADER, leaderName, savepointRecord, WORKER } from './identity';
import {
  checkedLeaderMemory, checkedWorkerMemory, Division, divisionOf, GIB, leaderMemorySettings, MANAGED_FRACTION, MIB, workerMemorySettings,
} from './memory';
import { operations } from './operations';
import { leaderPorts, LEADER_RPC, METRICS_PORT_PLAN, REST_PORT, WORKER_RPC, workerPorts } from './ports';
import { progressOf } from './progress';
import { savepointTask } from './savepoint-task';
import { script } from './scripts';
import {
  addressSettings, checkedConfig, configFile, identitySettings, jobSettings, LOCAL_RECOVERY_SETTINGS, metricSettings, readable, WORK_PATH,
} from './settings';
import { FlinkState, stateOf } from './state';
import { monitoring } from './watching';
import { Work, workOf } from './work';
import { refuse } from '../../contract/message';
import { checkedImage } from '../../declared/image';
import { resourcesOf } from '../../declared/resources';
import { required } from '../../declared/values';
import {
  CheckPlan, ComponentLife, ComponentPlan, ConfigMountPlan, Credentials, Domain, DoneWhen, EndpointRole, Failure, FarewellPlan, GroupPlan, LossEffect,
  PermissionPlan, PlacementPlan, ProgramPlan, ResourcePlan, RoleTold, Takeover, UpdateOrder, VolumePlan, WorkloadPlan,
} from '../../plan';
import { storeExample } from '../../store/example';
import { StreamRequest } from '../stream-application';

/**
 * What runs: leaders (JobManagers), of which one leads and others stand by, and workers (TaskManagers).
 */

/** The program of a job, without what it begins with. */
export type Program = Omit<ProgramPlan, 'beginsWith'>;

/** What all pods of one processor share. */
interface Processor {
  readonly request: StreamRequest;
  readonly options: FlinkOptions;
  readonly image: string;
  readonly work: Work;
  readonly state?: FlinkState;
  /** Settings that hold under any mechanism. */
  readonly settings: Record<string, string>;
  readonly program: Program;
}

const RUN_PATH = '/run/member';
const SAVEPOINT_PATH = '/etc/flink/savepoint';
/** What a run's leaders started with, where workers find it. */
const LEADERS_PATH = '/etc/flink/leaders';
/** The file in it that says of which image they are. */
const IMAGE_FILE = 'image';
/** A stream has no end, so that its Job never gives up. */
const FOR_EVER = 2147483647;
/** cluster.services.shutdown-timeout, and as much again. */
const FAREWELL: FarewellPlan = { waitSeconds: 0, stopSeconds: 30, graceSeconds: 60 };
const MOST_WORD_BYTES = 100 * 1024;

/** The plan of a program. `python`: it also needs managed memory for its own processes. */
export function flinkPlan(request: StreamRequest, options: FlinkOptions, program: Program, python: boolean): WorkloadPlan {
  const { path, name, namespaceName, promise, site } = request;
  const { version } = options;
  const image = checkedImage(path, 'image', options.image);
  if (request.state) checkName(request);
  const work = workOf(path, request.parallelism, options);
  const backend = backendOf(path, options, request.state !== undefined);
  const state = request.state && stateOf(request, version, request.state);
  checkRun(request, program);
  checkEnvironment(path, options);
  const settings = readable(path, version, {
    ...jobSettings(work, backend, state, request.checkpointSeconds),
    'io.tmp.dirs': WORK_PATH,
    ...(request.metrics ? metricSettings(`${namespaceName}/${name}`) : {}),
    ...checkedConfig(path, version, promise.delivery, options.config),
  });
  const processor: Processor = { request, options, image, work, settings, program, ...(state ? { state } : {}) };
  const division = divisionOf(path, options.memory, backend === FlinkStateBackend.HASHMAP && !python ? 0 : MANAGED_FRACTION);
  const components = [leader(processor), worker(processor, division)];
  const tasks = request.upgrade && state ? [savepointTask(request, image, state, request.upgrade)] : [];
  return {
    name,
    namespaceName,
    system: 'flink',
    version: version.version,
    ...(version.proven ? {} : { unproven: `flink ${version.minor}` }),
    promise,
    site,
    components,
    groups: groups(processor, components),
    ...(state && state.claims.length > 0 ? { claims: state.claims } : {}),
    ...(request.flows.length > 0 ? { flows: request.flows } : {}),
    budgets: components.filter(({ replicas }) => replicas > 1).map((component) => ({ components: [component.name], maxUnavailable: 1 })),
    endpoints: [{
      name: REST_PORT,
      suffix: REST_PORT,
      component: LEADER,
      port: REST_PORT,
      role: EndpointRole.ANY,
      told: RoleTold.ALL,
      encrypted: false,
      credentials: Credentials.NONE,
    }],
    certificates: [],
    tasks: tasks.map((task) => ({ ...task, ...(request.pods ? { pod: request.pods } : {}) })),
    ...(request.metrics ? { monitoring: monitoring(request, request.metrics, components) } : {}),
    operations: operations(state !== undefined),
    acceptedRisks: request.acceptedRisks,
    conflicts: [],
  };
}

/** What keeps nothing needs no disk for it, unless that is said. */
function backendOf(path: string, options: FlinkOptions, keepsState: boolean): FlinkStateBackend {
  const { stateBackend = keepsState ? FlinkStateBackend.ROCKSDB : FlinkStateBackend.HASHMAP } = options;
  if (Object.values(FlinkStateBackend).includes(stateBackend)) return stateBackend;
  return refuse({ path, what: 'stateBackend', got: `'${stateBackend}'`, expected: 'FlinkStateBackend.ROCKSDB or FlinkStateBackend.HASHMAP', change: 'write one of them' });
}

function checkRun({ path, state, restoreFrom, site }: StreamRequest, program: Program): void {
  if (restoreFrom && !state) {
    refuse({ path, what: 'restoreFrom', got: 'a savepoint without state', expected: 'a place to keep what follows', change: `leave restoreFrom away, or write state: ${storeExample(site.platform)}` });
  }
  const bytes = program.arguments.reduce((sum, word) => sum + Buffer.byteLength(word), 0);
  if (bytes > MOST_WORD_BYTES) {
    refuse({ path, what: 'arguments', got: `${bytes} bytes`, expected: `at most ${MOST_WORD_BYTES}: they stand on a command line`, change: 'put them into a file of the image' });
  }
}

/** What the scripts and Flink's own need can't be told otherwise. */
const OWN_VARIABLES = [
  'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'CHECK_PORT', 'ENABLE_BUILT_IN_PLUGINS', 'FLINK_BIN_DIR', 'FLINK_CONF_DIR', 'FLINK_HOME', 'FLINK_LIB_DIR',
  'FLINK_LOG_DIR', 'FLINK_OPT_DIR', 'FLINK_PID_DIR', 'FLINK_PLUGINS_DIR', 'HIGHLY_AVAILABLE', 'HOSTNAME', 'IMAGE', 'IMAGE_FILE', 'MEMBER_DIR', 'PROC',
  'RESOURCE_ID', 'SAVEPOINT', 'SAVEPOINT_FILE', 'WORK_DIR',
];

function checkEnvironment(path: string, { environment: plain = {}, secretEnvironment = [] }: FlinkOptions): void {
  const names = [...Object.keys(plain), ...secretEnvironment.map(({ name }) => name)];
  for (const [at, name] of names.entries()) {
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !OWN_VARIABLES.includes(name) && names.indexOf(name) === at) continue;
    refuse({
      path,
      what: 'environment',
      got: `the name '${name}'${names.indexOf(name) === at ? '' : ' twice'}`,
      expected: 'names of letters, digits and underscores, each once, and none that the start scripts use',
      change: 'name it otherwise',
    });
  }
}

function leader(processor: Processor): ComponentPlan {
  const { request, options, program, settings, state } = processor;
  const { path, restoreFrom, promise } = request;
  const standby = state !== undefined && promise.survives !== Failure.NONE;
  const resources = resourcesOf(path, options.leaderResources, 'leaderResources');
  const memory = checkedLeaderMemory(path, resources.memoryBytes ?? 2 * GIB);
  const own = { ...settings, ...leaderMemorySettings(memory) };
  const { files, ...rest } = common(processor, own, 'start-leader.sh', leaderCommand(program));
  return {
    ...rest,
    files: [...files, { name: IMAGE_FILE, content: `${processor.image}\n` }],
    name: LEADER,
    ...(state ? fixedRun(request) : EXCHANGED),
    replicas: standby ? 2 : 1,
    resources: { ...cpuOf(resources, 500), memoryBytes: memory.process, heapBytes: memory.heap },
    ports: [...leaderPorts(), ...(request.metrics ? [METRICS_PORT_PLAN] : [])],
    program: { ...program, ...(restoreFrom?.path === undefined ? {} : { beginsWith: restoreFrom.path }) },
    ...(state ? { permissions: leaderPermissions(request, options.version) } : {}),
    configs: [...request.configs, ...savepointMount(request)],
    volumes: [{ name: 'work', path: WORK_PATH, durable: false }],
    gate: { command: [], http: { port: REST_PORT, path: '/config' }, everySeconds: 5, timeoutSeconds: 5, failures: 3 },
    alive: alive(),
    environment: { ...environment(processor, LEADER_RPC), ...(restoreFrom?.path === undefined ? {} : { SAVEPOINT: restoreFrom.path }) },
    placement: standby ? placement(request, 2) : [],
  };
}

const TO_CHANGE = "write upgrade: Savepoint.to('...') with the former program and apply it, then the changed program with restoreFrom: Savepoint.named('...'), of the same name";

/** Leaders of one run: what they go on from is kept under its id, so that another program is another run. */
function fixedRun({ restoreFrom }: StreamRequest): Pick<ComponentPlan, 'life' | 'run' | 'update' | 'finish'> {
  return {
    life: ComponentLife.RUN_TO_COMPLETION,
    ...(restoreFrom ? { run: restoreFrom.name } : {}),
    update: { order: UpdateOrder.REPLACE, asks: TO_CHANGE },
    finish: { doneWhen: DoneWhen.ANY, attempts: FOR_EVER, inPlace: true },
  };
}

/** A leader that keeps nothing: another program takes its place. Two at once would both read and write. */
const EXCHANGED: Pick<ComponentPlan, 'life' | 'update'> = { life: ComponentLife.STATELESS, update: { order: UpdateOrder.ALL_AT_ONCE } };

/** A right to make, to list or to follow objects can't be limited to names. Where the names of a version were not read, neither are the others. */
function leaderPermissions(request: StreamRequest, { _knownNames: knownNames }: FlinkVersion): PermissionPlan[] {
  const on = { apiGroup: '', resource: 'configmaps' };
  const [any, named] = [['create', 'list', 'watch'], ['delete', 'get', 'patch', 'update']];
  if (!knownNames) return [{ ...on, verbs: [...any, ...named].sort() }];
  return [{ ...on, verbs: any }, { ...on, verbs: named, resourceNames: knownConfigMaps(request) }];
}

/** What follows `--` is the program's, whatever it looks like. */
function leaderCommand({ archive, entry, arguments: words }: Program): string[] {
  return [...(entry === undefined ? [] : ['--job-classname', entry]), ...(archive === undefined ? [] : ['--jars', archive]), '--', ...words];
}

/** Until the former run has left its savepoint, the leaders of this one wait. */
function savepointMount({ name, restoreFrom }: StreamRequest): ConfigMountPlan[] {
  if (!restoreFrom || restoreFrom.path !== undefined) return [];
  return [{ name: 'savepoint', configMapName: savepointRecord(name, restoreFrom.name), path: SAVEPOINT_PATH, left: true }];
}

function worker(processor: Processor, division: Division): ComponentPlan {
  const { request, options, settings, state, work } = processor;
  const resources = resourcesOf(request.path, options.workerResources, 'workerResources');
  const memory = checkedWorkerMemory(request.path, resources.memoryBytes ?? 4 * GIB, division);
  const volume = localVolume(request, options, state);
  const local = volume ? LOCAL_RECOVERY_SETTINGS : {};
  return {
    ...common(processor, { ...settings, ...local, ...workerMemorySettings(memory, division) }, 'start-worker.sh', []),
    name: WORKER,
    life: volume ? ComponentLife.MEMBER : ComponentLife.STATELESS,
    replicas: work.workers,
    resources: { ...cpuOf(resources, 1000 * work.slots), memoryBytes: memory.process, heapBytes: memory.frameworkHeap + memory.taskHeap },
    ports: [...workerPorts(), ...(request.metrics ? [METRICS_PORT_PLAN] : [])],
    // all that it asked for, in conformance/flink/seen.md: it learns who leads, and reads none by its name
    ...(state ? { permissions: [{ apiGroup: '', resource: 'configmaps', verbs: ['list', 'watch'] }] } : {}),
    // with state the API server refuses to change it, so that it tells of which image a running job is
    configs: [...request.configs, { name: 'leaders', configMapName: leaderName(request), path: LEADERS_PATH }],
    volumes: [volume ?? { name: 'work', path: WORK_PATH, durable: false }],
    gate: check('ready'),
    alive: alive(),
    environment: {
      ...environment(processor, WORKER_RPC),
      IMAGE: processor.image,
      IMAGE_FILE: `${LEADERS_PATH}/${IMAGE_FILE}`,
      ...(volume ? { RESOURCE_ID: 'true' } : {}),
    },
    placement: placement(request, work.workers).map((place) => ({ ...place, hard: false })),
    update: { order: volume ? UpdateOrder.SERIAL : UpdateOrder.ALL_AT_ONCE },
  };
}

function localVolume({ path, site }: StreamRequest, { localRecovery }: FlinkOptions, state?: FlinkState): VolumePlan | undefined {
  if (localRecovery === undefined) return undefined;
  if (!state) {
    const expected = 'a place for checkpoints: what a restarted worker finds is its part of one';
    refuse({ path, what: 'localRecovery', got: 'a volume without state', expected, change: `leave localRecovery away, or write state: ${storeExample(site.platform)}` });
  }
  const { size, storageClass } = required(path, 'localRecovery', localRecovery, 'size', '{ size: Size.gibibytes(50) }');
  const bytes = required(path, 'localRecovery.size', size, 'toKibibytes', 'Size.gibibytes(50)').toKibibytes() * 1024;
  if (!(bytes >= GIB)) refuse({ path, what: 'localRecovery.size', got: `${bytes / MIB} MiB`, expected: '1 GiB or more', change: 'write localRecovery: { size: Size.gibibytes(50) }' });
  // what it holds can be read from the store again
  return { name: 'work', path: WORK_PATH, bytes, durable: true, retain: false, ...(storageClass === undefined ? {} : { storageClass }) };
}

/** What leaders and workers have in common. */
function common({ request, options, image, state }: Processor, settings: Record<string, string>, start: string, words: string[]) {
  const { namespaceName, name } = request;
  const whole = {
    ...settings,
    ...(state ? identitySettings(namespaceName, clusterIdOf(request), haIdOf(request)) : {}),
    ...addressSettings(state ? undefined : `${name}-${LEADER}.${namespaceName}.svc`),
  };
  const secretVariables = [...state?.secretVariables ?? [], ...options.secretEnvironment ?? []];
  return {
    image,
    command: ['bash', `${RUN_PATH}/files/${start}`, ...words],
    user: FLINK_USER,
    settings,
    files: [configFile(options.version, whole), ...['log4j-console.properties', 'check.sh', 'flink-member.sh', start].map(script)],
    runPath: RUN_PATH,
    secrets: request.secrets,
    ...(secretVariables.length > 0 ? { secretVariables } : {}),
    ...state?.pods,
    farewell: FAREWELL,
    ...(request.pods ? { pod: request.pods } : {}),
  };
}

/** What the scripts need to know; they list it. */
function environment({ options, state }: Processor, port: number): Record<string, string> {
  return {
    ...options.environment,
    CHECK_PORT: String(port),
    HIGHLY_AVAILABLE: String(state !== undefined),
    WORK_DIR: WORK_PATH,
    ...(state?.plugin === undefined ? {} : { ENABLE_BUILT_IN_PLUGINS: state.plugin }),
  };
}

function check(what: 'ready' | 'alive'): CheckPlan {
  return { command: ['bash', `${RUN_PATH}/files/check.sh`, what], everySeconds: what === 'ready' ? 5 : 15, timeoutSeconds: 5, failures: what === 'ready' ? 3 : 4 };
}

const alive = () => check('alive');

function cpuOf(request: { cpuMillis?: number; cpuLimitMillis?: number }, byDefault: number): Pick<ResourcePlan, 'cpuMillis' | 'cpuLimitMillis'> {
  return { cpuMillis: request.cpuMillis ?? byDefault, ...(request.cpuLimitMillis === undefined ? {} : { cpuLimitMillis: request.cpuLimitMillis }) };
}

/** Apart, as far as that was promised; else as a wish. */
function placement({ promise, site }: StreamRequest, replicas: number): PlacementPlan[] {
  if (replicas === 1) return [];
  const zones = site.zones.length;
  return [
    { over: Domain.HOST, atMost: 1, hard: promise.survives !== Failure.NONE },
    ...(zones > 1 ? [{ over: Domain.ZONE, atMost: Math.ceil(replicas / zones), hard: promise.survives === Failure.ZONE }] : []),
  ];
}

/** The leaders elect one of them at the API server. Workers have nothing that the store has not: the work pauses, and goes on from there. */
function groups({ state, request, work, settings }: Processor, [leaders]: ComponentPlan[]): GroupPlan[] {
  return [
    {
      name: 'leadership',
      components: [LEADER],
      copies: leaders.replicas,
      servesWith: 1,
      takeover: Takeover.SYSTEM,
      lossOfOne: LossEffect.PAUSE,
      holdsState: false,
      ...(state ? {} : { moreBy: `write state: ${storeExample(request.site.platform)}, from which a standby takes over` }),
    },
    {
      name: 'work',
      components: [WORKER],
      copies: work.workers,
      servesWith: Math.ceil(work.parallelism / work.slots),
      takeover: Takeover.NOT_NEEDED,
      lossOfOne: LossEffect.PAUSE,
      holdsState: false,
      progress: progressOf(request.path, settings, state !== undefined, request.checkpointSeconds),
    },
  ];
}
