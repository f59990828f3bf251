import { DeviceSlice } from './framework';
import { refuse } from '../contract/message';
import { shown, wholeNumber } from '../declared/values';
import { PodPlan, SitePlan } from '../plan';

/**
 * Devices of one kind.
 */
export interface AcceleratorOptions {
  /** Devices that each worker has to itself: 1 or more. */
  readonly perWorker: number;
  /**
   * The model, as a label of the platform's nodes names it: `nvidia-l4` on GKE, `NVIDIA-A100-SXM4-80GB` with GPU feature discovery.
   * @default - any
   */
  readonly model?: string;
}

/**
 * Google's TPUs.
 */
export interface TpuOptions {
  /** Chips that each worker has to itself: as many as a machine of the slice has. */
  readonly perWorker: number;
  /** The model, `tpu-v6e-slice`. */
  readonly model: string;
  /** How the chips of the slice are connected, `2x4`. */
  readonly topology: string;
}

/**
 * Devices that workers compute with. They are requested and limited alike, for Kubernetes hands out whole ones; the platform knows
 * the taints and labels of the nodes that have them.
 */
export class Accelerator {
  /** GPUs of NVIDIA, `nvidia.com/gpu`. @throws if there are none */
  public static nvidia(options: AcceleratorOptions): Accelerator {
    return new Accelerator('Accelerator.nvidia', 'nvidia.com/gpu', options.perWorker, options.model);
  }

  /** GPUs of AMD, `amd.com/gpu`. @throws if there are none */
  public static amd(options: AcceleratorOptions): Accelerator {
    return new Accelerator('Accelerator.amd', 'amd.com/gpu', options.perWorker, options.model);
  }

  /**
   * Google's TPUs, `google.com/tpu`. GKE only. A slice of several machines is one thing: there must be as many workers as it has machines.
   * @see https://cloud.google.com/kubernetes-engine/docs/concepts/plan-tpus
   * @throws if there are none, or the chips of the slice are no multiple of those of a worker
   */
  public static tpu(options: TpuOptions): Accelerator {
    chipsOf(options);
    return new Accelerator('Accelerator.tpu', 'google.com/tpu', options.perWorker, options.model, options.topology);
  }

  /** AWS Trainium and Inferentia, `aws.amazon.com/neuron`. EKS only. @throws if there are none */
  public static neuron(options: AcceleratorOptions): Accelerator {
    return new Accelerator('Accelerator.neuron', 'aws.amazon.com/neuron', options.perWorker, options.model);
  }

  private constructor(
    private readonly path: string,
    private readonly resource: string,
    private readonly perWorker: number,
    private readonly model?: string,
    private readonly topology?: string,
  ) {
    wholeNumber(path, 'perWorker', perWorker, 1);
  }

  /** What a worker requests. @internal */
  public get _devices(): Record<string, string> {
    return { [this.resource]: String(this.perWorker) };
  }

  /** The workers that share a slice, each on a machine of it. Nothing where each has a slice of its own. @internal */
  public get _slice(): DeviceSlice | undefined {
    const { topology, perWorker } = this;
    const workers = topology === undefined ? 1 : chips(topology) / perWorker;
    return workers > 1 ? { topology: topology!, workers } : undefined;
  }

  /**
   * How pods get onto the nodes that have them. On a platform that is not known nothing is said of the nodes.
   * @throws where the platform has none
   * @internal
   */
  public _nodes(path: string, site: SitePlan): PodPlan {
    const { accelerators: known } = site;
    const here = known?.find(({ resource }) => resource === this.resource);
    if (known && !here) {
      refuse({
        path,
        what: 'accelerators',
        got: `${this.resource} on ${site.platform}`,
        expected: `a device that its nodes may have: ${known.map(({ resource }) => resource).join(', ')}`,
        change: 'choose another accelerator, or another platform',
      });
    }
    return {
      nodeSelector: { ...this.label(path, site, 'model', this.model, here?.modelLabel), ...this.label(path, site, 'topology', this.topology, here?.topologyLabel) },
      tolerations: here?.taints ?? [],
    };
  }

  private label(path: string, site: SitePlan, what: string, value?: string, label?: string): Record<string, string> {
    if (value === undefined) return {};
    if (label === undefined) {
      refuse({
        path,
        what: `accelerators.${what}`,
        got: `${shown(value)} of ${this.resource} on ${site.platform}`,
        expected: `none: no label that all its nodes have names the ${what}`,
        change: `leave ${what} away, and name a label of your node pool: pods: { nodeSelector: { ... } }`,
      });
    }
    if (!/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(value)) {
      refuse({ path: this.path, what, got: shown(value), expected: `a value of the node label ${label}`, change: `write one that \`kubectl get nodes -L ${label}\` shows` });
    }
    return { [label!]: value };
  }
}

const TOPOLOGY = /^[1-9][0-9]*(x[1-9][0-9]*){1,2}$/;

/** `4x4` has 16 chips. */
function chips(topology: string): number {
  return topology.split('x').reduce((product, side) => product * Number(side), 1);
}

/** The machines of a slice are alike. */
function chipsOf({ topology, perWorker }: TpuOptions): void {
  const path = 'Accelerator.tpu';
  if (!TOPOLOGY.test(topology)) {
    refuse({ path, what: 'topology', got: shown(topology), expected: 'two or three numbers of chips', change: "write topology: '2x4'" });
  }
  wholeNumber(path, 'perWorker', perWorker, 1);
  const all = chips(topology);
  if (all % perWorker !== 0) {
    refuse({
      path,
      what: 'perWorker',
      got: `${perWorker} of the ${all} chips of ${topology}`,
      expected: 'as many as each machine of the slice has, so that they add up to its chips',
      change: `write ${perWorker > all ? `perWorker: ${all}` : 'what the machine type has: 1, 4 or 8'}, or another topology`,
    });
  }
}
