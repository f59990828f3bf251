import { Duration } from 'cdk8s';
import { CheckpointRequest } from './checkpoints';
import { DataSet } from './data-set';
import { TrainingRequest } from './framework';
import { addressOf, Place, placesOf } from './places';
import { TrainingJobProps } from './training-props';
import { refuse } from '../contract/message';
import { bytes as inWords } from '../contract/words';
import { checkedImage } from '../declared/image';
import { resourcesOf } from '../declared/resources';
import { required, shown, wholeNumber } from '../declared/values';
import { Mechanism } from '../mechanism/mechanism';
import { Failure, FarewellPlan, PodPlan, QueuePlan, ResourcePlan, SitePlan, VolumePlan } from '../plan';
import { acceptedRisks } from '../workload/declared';

/** Beside a checkpoint: until the signal is there, and until the process has ended. Kubernetes' own grace period for all of it. */
const SLACK_SECONDS = 30;
/** What Python and shells end with where nothing that is tried again can help. https://docs.python.org/3/library/sys.html#sys.exit, https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html (2.8.2) */
const FATAL_EXIT_CODES = [2, 126, 127];
const ATTEMPTS = 3;
const USER = 1000;
const WORD = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Where a job is declared, and who runs it. */
interface Declared {
  readonly path: string;
  /** The job's name without its run. */
  readonly id: string;
  readonly name: string;
  readonly namespaceName: string;
  readonly site: SitePlan;
  readonly mechanism: Mechanism;
  readonly queue?: QueuePlan;
}

/** The declaration, checked and with every default filled in. */
export function requestOf({ path, id, name, namespaceName, site, mechanism, queue }: Declared, props: TrainingJobProps): TrainingRequest {
  const checkpoints: CheckpointRequest | undefined = props.checkpoints
    && required(path, 'checkpoints', props.checkpoints, '_toRequest', "Checkpoints.claim('mnist', { every: Duration.minutes(10), takes: Duration.seconds(40) })")._toRequest();
  const kept = checkpoints && place('checkpoints', checkpoints.store, '/checkpoints', false, `${id}-checkpoints`);
  const sets = (props.data ?? []).map((set) => dataPlace(path, set));
  const places = placesOf(path, site, [...kept ? [kept] : [], ...sets]);
  // Of who runs jobs, not all can tell codes apart: what was not asked for must not be refused.
  const { attempts = ATTEMPTS, fatalExitCodes = props.controller ? [] : FATAL_EXIT_CODES, suspended = false, spot = false, user = USER } = props;
  if (suspended && queue?.heldBackBy !== undefined) {
    refuse({
      path,
      what: 'suspended',
      got: `true in ${queue.name}, a queue of ${queue.keptBy}`,
      expected: `one of both: ${queue.keptBy} alone says when its work may start, and would let it start as soon as there is room`,
      change: `leave suspended away, and hold it back by ${queue.heldBackBy}; or leave queue away`,
    });
  }
  const resources = workerResources(path, props);
  const cheap = spot ? [spotNodes(path, site)] : [];
  const startedTogetherBy = mechanism.startsTogether ? mechanism.name : queue?.startsTogether ? queue.keptBy : undefined;
  return {
    path,
    name,
    namespaceName,
    image: checkedImage(path, 'image', props.image),
    command: commandOf(path, props.command),
    user: wholeNumber(path, 'user', user, 1),
    resources,
    ...props.accelerators?._slice ? { slice: props.accelerators._slice } : {},
    oneTemplate: props.controller === undefined,
    environment: {
      ...places.environment,
      TRAINING_RUN: props.run,
      ...home(props),
      ...kept ? { CHECKPOINT_DIR: `${addressOf(kept)}/${id}/${props.run}`, CHECKPOINT_EVERY_SECONDS: String(checkpoints!.everySeconds) } : {},
      ...Object.fromEntries(sets.map((set) => [`DATA_${set.name.slice('data-'.length).toUpperCase().replace(/-/g, '_')}`, addressOf(set)])),
    },
    secretVariables: [...props.secretVariables ?? [], ...places.secretVariables],
    volumes: [sharedMemory(path, props, resources)],
    shared: places.shared,
    claims: places.claims,
    ...places.identity ? { identity: places.identity } : {},
    interruptible: spot,
    pods: podsOf(props, [props.accelerators?._nodes(path, site) ?? {}, ...cheap]),
    podsWithoutDevices: podsOf(props, cheap),
    farewell: farewell(checkpoints),
    startOvers: wholeNumber(path, 'attempts', attempts, 0),
    ...props.deadline === undefined ? {} : { deadlineSeconds: deadlineOf(path, props.deadline) },
    fatalExitCodes,
    suspended,
    progress: { keptOutside: checkpoints !== undefined, ...checkpoints ? { everySeconds: checkpoints.everySeconds } : {} },
    ...startedTogetherBy === undefined ? {} : { startedTogetherBy },
    ...queue ? { queue } : {},
    // A lost pod interrupts it, and so does every drain: it goes on, but never through.
    promise: { survives: Failure.NONE, keepsAcknowledgedWrites: false, servesDuringMaintenance: false },
    site,
    acceptedRisks: acceptedRisks(path, props.acceptedRisks),
  };
}

function deadlineOf(path: string, deadline: Duration): number {
  const example = 'Duration.hours(24)';
  const got = required(path, 'deadline', deadline, 'toSeconds', example).toSeconds({ integral: false });
  if (!Number.isInteger(got) || got < 1) refuse({ path, what: 'deadline', got: `${got} s`, expected: 'whole seconds, 1 or more', change: `write deadline: ${example}` });
  return got;
}

/** A part of a name. */
export function word(path: string, what: string, got: string, example: string): string {
  if (typeof got !== 'string' || !WORD.test(got)) {
    const expected = 'lower-case letters, digits and hyphens, with a letter or a digit at either end';
    refuse({ path, what, got: shown(got), expected, change: `write ${what}: '${example}'` });
  }
  return got;
}

function commandOf(path: string, command: string[]): string[] {
  if (!Array.isArray(command) || command.length === 0 || command.some((each) => typeof each !== 'string')) {
    refuse({ path, what: 'command', got: shown(command), expected: 'a list of texts, a program and its arguments', change: "write command: ['python', 'train.py']" });
  }
  return command;
}

function workerResources(path: string, { resources, accelerators }: TrainingJobProps): ResourcePlan {
  const { cpuMillis, cpuLimitMillis, memoryBytes } = resourcesOf(path, resources);
  if (memoryBytes === undefined) {
    refuse({
      path,
      what: 'resources.memory',
      got: 'nothing',
      expected: 'the memory of a worker: without a limit the pods of one job take it from whatever else is on the node',
      change: 'write resources: { memory: { limit: Size.gibibytes(64) } }',
    });
  }
  const devices = accelerators && required(path, 'accelerators', accelerators, '_devices', 'Accelerator.nvidia({ perWorker: 1 })')._devices;
  return {
    ...cpuMillis === undefined ? {} : { cpuMillis },
    ...cpuLimitMillis === undefined ? {} : { cpuLimitMillis },
    memoryBytes: memoryBytes!,
    ...devices ? { devices } : {},
  };
}

/** https://docs.pytorch.org/docs/stable/multiprocessing.html (shared memory of data loaders); a container's own has 64 MiB. */
function sharedMemory(path: string, { sharedMemory: size }: TrainingJobProps, { memoryBytes }: ResourcePlan): VolumePlan {
  const bytes = size && required(path, 'sharedMemory', size, 'toKibibytes', 'Size.gibibytes(8)').toKibibytes() * 1024;
  if (bytes !== undefined && bytes > memoryBytes) {
    refuse({
      path,
      what: 'sharedMemory',
      got: `${inWords(bytes)} of a worker with ${inWords(memoryBytes)}`,
      expected: 'less than the memory of a worker, for it is a part of it',
      change: 'write a smaller one, or more resources.memory',
    });
  }
  return { name: 'shm', path: '/dev/shm', durable: false, inMemory: true, ...bytes === undefined ? {} : { bytes } };
}

function place(name: string, store: Place['store'], mount: string, readOnly: boolean, madeClaim: string): Place {
  return { name, store, mount, readOnly, madeClaim };
}

function dataPlace(path: string, { name, store }: DataSet): Place {
  word(path, 'data.name', name, 'images');
  const declared = required(path, `data.${name}.store`, store, 'toRequest', "SharedVolume.existing('images')").toRequest();
  if (declared.volume && declared.volume.claimName === undefined) {
    refuse({
      path,
      what: `data.${name}.store`,
      got: 'a claim that is made',
      expected: 'one that exists: a new one holds no data',
      change: `write SharedVolume.existing('${name}')`,
    });
  }
  return place(`data-${name}`, declared, `/data/${name}`, true, name);
}

/** Nodes that may be taken away. */
function spotNodes(path: string, { platform, interruptible }: SitePlan): PodPlan {
  if (!interruptible) {
    refuse({
      path,
      what: 'spot',
      got: `true on ${platform}`,
      expected: 'a platform with nodes of which it is known that they may be taken away',
      change: "name their labels: Platform.onPrem({ spotLabels: { 'example.com/spot': 'true' } })",
    });
  }
  return { nodeSelector: interruptible!.labels, tolerations: interruptible!.taints };
}

/** What the user adds, and what nodes of a kind ask for. */
function podsOf({ pods = {}, environment }: TrainingJobProps, added: PodPlan[]): PodPlan {
  return {
    ...pods,
    environment: { ...pods.environment, ...environment },
    nodeSelector: Object.assign({}, ...added.map(({ nodeSelector }) => nodeSelector), pods.nodeSelector),
    tolerations: [...added.flatMap(({ tolerations }) => tolerations ?? []), ...pods.tolerations ?? []],
  };
}

/**
 * The root file system can't be written to, and most images know no user of this number, so that nothing says where caches go and who runs:
 * https://docs.python.org/3/library/os.path.html#os.path.expanduser, https://docs.python.org/3/library/getpass.html#getpass.getuser
 */
function home({ environment, pods, secretVariables = [] }: TrainingJobProps): Record<string, string> {
  const told = [...Object.keys({ ...pods?.environment, ...environment }), ...secretVariables.map(({ name }) => name)];
  return Object.fromEntries(Object.entries({ HOME: '/tmp', USER: 'trainer' }).filter(([name]) => !told.includes(name)));
}

/** Told to stop, it makes one more checkpoint. */
function farewell(checkpoints?: CheckpointRequest): FarewellPlan {
  const stopSeconds = checkpoints?.takesSeconds ?? 0;
  return { waitSeconds: 0, stopSeconds, graceSeconds: stopSeconds + SLACK_SECONDS };
}
