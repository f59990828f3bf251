import { checkOptions, Derived, startOf } from './command';
import { refuse } from '../../contract/message';
import { shown, wholeNumber } from '../../declared/values';
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
    this.check(request, processes, devices);
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

  private check({ path, command, fatalExitCodes }: TrainingRequest, processes: number, devices: number): void {
    if (devices > 0 && processes > devices) {
      refuse({
        path,
        what: 'framework',
        got: `processesPerNode: ${processes} for ${devices} of accelerators.perWorker`,
        expected: 'a device for each process',
        change: `write processesPerNode: ${devices}, or leave it away`,
      });
    }
    const start = startOf(command);
    if (start.by === 'python' && (processes > 1 || this.elastic)) {
      refuse({
        path,
        what: 'command',
        got: `${written(command)}, which starts one process in a node, for ${this.elastic ? 'nodes that come and go' : `${processes} processes`}`,
        expected: 'torchrun, which starts the processes of a node and lets the nodes meet',
        change: `write command: ${written(['torchrun', ...start.program])}${this.elastic ? ', or leave elastic away' : ', or processesPerNode: 1'}`,
      });
    }
    if (start.by !== 'torchrun') return;
    checkOptions(path, start.options, this.derived(processes, devices));
    const hidden = fatalExitCodes.find((code) => !ITS_OWN(code));
    if (hidden !== undefined) {
      refuse({
        path,
        what: 'fatalExitCodes',
        got: `${hidden} under torchrun`,
        expected: 'codes that torchrun does not hide: it ends with 1 whatever the trainer ended with, also where trying again helps',
        change: this.elastic || processes > 1 ? 'leave it away' : "leave it away, or start the trainer itself: command: ['python', 'train.py']",
      });
    }
  }

  /** By the arguments of torchrun. */
  private derived(processes: number, devices: number): Derived {
    const { nodes, elastic } = this;
    const none = { right: [], change: '' };
    const common: Derived = {
      'nnodes': elastic
        ? { right: [`${elastic.fewest}:${elastic.most}`], change: 'write other bounds in elastic' }
        : { right: [String(nodes), `${nodes}:${nodes}`], change: 'write nodes' },
      'nproc-per-node': { right: [String(processes), ...processes === devices ? ['gpu', 'auto'] : []], change: 'write processesPerNode' },
    };
    if (elastic) {
      return {
        ...common,
        'max-restarts': { right: [String(elastic.restarts)], change: 'write elastic.maxRestarts' },
        'rdzv-backend': { right: ['c10d'], change: '' },
        'rdzv-endpoint': none,
        'rdzv-id': none,
        'standalone': none,
      };
    }
    return {
      ...common,
      'node-rank': { right: nodes === 1 ? ['0'] : [], change: '' },
      'master-addr': none,
      'master-port': { right: [String(STATIC_PORT)], change: '' },
      'rdzv-backend': { right: ['static'], change: 'write elastic, where nodes come and go' },
      'rdzv-endpoint': none,
      ...nodes === 1 ? {} : { standalone: none },
    };
  }
}

/** The codes that are no trainer's: wrong arguments of torchrun, what the shell ends with, and signals. 1 is how torchrun ends whatever happened. */
const ITS_OWN = (code: number) => [2, 126, 127].includes(code) || code > 128;

/** A command as a program has it. */
function written(command: string[]): string {
  return `[${command.map(shown).join(', ')}]`;
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
    // With one store for all rounds, who was there before does not tell the address again, and a node that comes later waits for it until it gives up, and
    // all with it: next_rendezvous in torch/distributed/elastic/rendezvous/dynamic_rendezvous.py, seen with PyTorch 2.6.
    TORCH_DISABLE_SHARE_RDZV_TCP_STORE: '1',
  };
}
