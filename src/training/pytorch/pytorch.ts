import { refuse } from '../../contract/message';
import { wholeNumber } from '../../declared/values';
import { DoneWhen, ElasticPlan, WorkloadPlan } from '../../plan';
import { ITrainingFramework, TrainingRequest } from '../framework';
import { gangPlan } from '../gang';

/**
 * Bounds within which nodes may come and go.
 */
export interface ElasticOptions {
  /** The fewest nodes with which it goes on: 1 or more, and no more than `nodes`. */
  readonly minNodes: number;
  /**
   * How often the processes may start over from the last checkpoint because nodes came or went, or one of them failed.
   * @default 100
   */
  readonly maxRestarts?: number;
}

/**
 * Nodes, each of them a pod, and the processes in them.
 */
export interface DistributedOptions {
  /** Nodes, 1 or more: the most, where they may come and go. */
  readonly nodes: number;
  /**
   * Processes in each node, 1 or more: one for each device.
   * @default - the devices of a node; one without devices
   */
  readonly processesPerNode?: number;
  /**
   * Bounds within which nodes may come and go.
   * @default - none: it works with all of them or not at all
   */
  readonly elastic?: ElasticOptions;
}

/** Where the first node listens: what torchrun takes by itself, for nodes that are all there (https://docs.pytorch.org/docs/stable/elastic/run.html) and for those that come and go. */
const STATIC_PORT = 29500;
const ELASTIC_PORT = 29400;
/**
 * How long the nodes wait for each other, in seconds. torchrun's own 10 minutes are also the longest that Kubernetes puts off a pod that failed, so that some
 * would give up just before the others come.
 */
const JOIN_SECONDS = 1800;
/** As many as there may be reasons, for a node that comes back is one. */
const MAX_RESTARTS = 100;

/**
 * PyTorch's way to train on several machines: `torchrun`, which starts the processes of each node and finds its options in the environment (PET_*).
 * The command begins with it: `['torchrun', 'train.py']`. With one process in each node it may also be the trainer itself, `['python', 'train.py']`: torchrun
 * ends with 1 whatever the trainer ended with, so only then can exit codes mean anything.
 */
export class PyTorch {
  /**
   * Distributed training. The address at which the nodes meet is that of the first: it never changes.
   * @throws if there are no nodes, or the bounds cross
   */
  public static distributed(options: DistributedOptions): ITrainingFramework {
    const path = 'PyTorch.distributed';
    const { processesPerNode, elastic } = options;
    const nodes = wholeNumber(path, 'nodes', options.nodes, 1);
    if (processesPerNode !== undefined) wholeNumber(path, 'processesPerNode', processesPerNode, 1);
    return new PyTorchFramework(nodes, processesPerNode, elastic && bounds(path, nodes, elastic));
  }

  private constructor() {}
}

function bounds(path: string, nodes: number, { minNodes, maxRestarts = MAX_RESTARTS }: ElasticOptions): ElasticPlan {
  wholeNumber(path, 'elastic.minNodes', minNodes, 1);
  if (minNodes > nodes) {
    refuse({ path, what: 'elastic.minNodes', got: `${minNodes} of ${nodes} nodes`, expected: `${nodes} or fewer`, change: `write nodes: ${minNodes}, or minNodes: ${nodes}` });
  }
  return { fewest: minNodes, most: nodes, restarts: wholeNumber(path, 'elastic.maxRestarts', maxRestarts, 0) };
}

/** Nodes that torchrun makes one. */
class PyTorchFramework implements ITrainingFramework {
  constructor(private readonly nodes: number, private readonly processesPerNode?: number, private readonly elastic?: ElasticPlan) {}

  public plan(request: TrainingRequest): WorkloadPlan {
    const { nodes, elastic } = this;
    const devices = Object.values(request.resources.devices ?? {}).reduce((sum, count) => sum + Number(count), 0);
    const processes = this.processesPerNode ?? Math.max(1, devices);
    // in one node a trainer may use several devices, or start processes, by itself
    if (elastic || (processes > 1 && (nodes > 1 || this.processesPerNode !== undefined))) checkStarter(request);
    const environment = {
      PET_NPROC_PER_NODE: String(processes),
      ...elastic ? elasticEnvironment(request.name, elastic) : staticEnvironment(nodes),
      ...!elastic && processes === 1 ? processEnvironment(nodes) : {},
    };
    return gangPlan(request, {
      system: 'pytorch',
      component: 'node',
      port: elastic ? ELASTIC_PORT : STATIC_PORT,
      ranks: { strategy: 'distributed', roles: [{ name: 'node', replicas: nodes }], port: 'rendezvous', processes, ...elastic ? { elastic } : {}, environment },
      // The first node holds the meeting place: when it is done, one that comes late would wait for it in vain.
      doneWhen: elastic ? DoneWhen.FIRST : DoneWhen.ALL,
    });
  }
}

/** A trainer that Python runs is one process, which reads none of torchrun's options: nodes that come and go, or several processes, would train each by itself. */
function checkStarter({ path, command: [program, ...words] }: TrainingRequest): void {
  const script = words.find((word) => !word.startsWith('-'));
  if (!/(^|\/)python[0-9.]*$/.test(program) || !script?.endsWith('.py') || words.includes('-m')) return;
  const mended = ['torchrun', ...words.slice(words.indexOf(script))].map((word) => `'${word}'`).join(', ');
  refuse({
    path,
    what: 'command',
    got: `${program}, which starts one process in each node`,
    expected: 'torchrun, which starts several and lets nodes come and go',
    change: `write command: [${mended}]`,
  });
}

/** What torchrun takes for its options. */
function staticEnvironment(nodes: number): Record<string, string> {
  return {
    PET_NNODES: String(nodes),
    PET_NODE_RANK: '{index}',
    PET_MASTER_ADDR: '{host:0}',
    PET_MASTER_PORT: String(STATIC_PORT),
    PET_RDZV_CONF: `timeout=${JOIN_SECONDS}`,
  };
}

/**
 * What `init_process_group` looks for, so that one process in each node needs no torchrun, which hides exit codes:
 * https://docs.pytorch.org/docs/stable/distributed.html#environment-variable-initialization
 */
function processEnvironment(nodes: number): Record<string, string> {
  return { MASTER_ADDR: '{host:0}', MASTER_PORT: String(STATIC_PORT), RANK: '{index}', WORLD_SIZE: String(nodes), LOCAL_RANK: '0' };
}

function elasticEnvironment(name: string, { fewest, most, restarts }: ElasticPlan): Record<string, string> {
  return {
    PET_NNODES: `${fewest}:${most}`,
    PET_MAX_RESTARTS: String(restarts),
    PET_RDZV_BACKEND: 'c10d',
    PET_RDZV_ENDPOINT: `{host:0}:${ELASTIC_PORT}`,
    PET_RDZV_ID: name,
    PET_RDZV_CONF: `join_timeout=${JOIN_SECONDS}`,
  };
}
