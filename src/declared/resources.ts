import { Size } from 'cdk8s';
import { ContainerResources, Cpu } from 'cdk8s-plus-27';
import { required } from './values';
import { refuse } from '../contract/message';

/**
 * What one member may use, as far as the user said so.
 */
export interface ResourceRequest {
  /**
   * Requested processor time, in thousandths of a core.
   * @default - the engine's
   */
  readonly cpuMillis?: number;
  /**
   * Most processor time, in thousandths of a core.
   * @default - no limit
   */
  readonly cpuLimitMillis?: number;
  /**
   * Memory in bytes, request and limit alike.
   * @default - the engine's
   */
  readonly memoryBytes?: number;
}

function millis(path: string, what: string, cpu?: Cpu): number | undefined {
  if (cpu === undefined) return undefined;
  required(path, what, cpu, 'amount', 'Cpu.millis(500)');
  return cpu.amount.endsWith('m') ? Number(cpu.amount.slice(0, -1)) : Number(cpu.amount) * 1000;
}

function bytes(path: string, what: string, size?: Size): number | undefined {
  if (size === undefined) return undefined;
  return required(path, what, size, 'toKibibytes', 'Size.gibibytes(4)').toKibibytes() * 1024;
}

/** The part of cdk8s-plus' resources that a plan can keep: memory is requested and limited alike. `what`: the prop, for messages. */
export function resourcesOf(path: string, resources: ContainerResources = {}, what = 'resources'): ResourceRequest {
  const request = bytes(path, `${what}.memory.request`, resources.memory?.request);
  const limit = bytes(path, `${what}.memory.limit`, resources.memory?.limit);
  if (request !== undefined && limit !== undefined && request !== limit) {
    refuse({
      path,
      what: `${what}.memory`,
      got: `request ${request / 1048576} MiB and limit ${limit / 1048576} MiB`,
      expected: 'both alike, because memory above the request may be taken away while heap and page cache are full',
      change: 'give only the limit',
    });
  }
  if (resources.ephemeralStorage) {
    refuse({ path, what: `${what}.ephemeralStorage`, got: 'a value', expected: 'none', change: 'say what the members store with `storage`' });
  }
  const cpuMillis = millis(path, `${what}.cpu.request`, resources.cpu?.request);
  const cpuLimitMillis = millis(path, `${what}.cpu.limit`, resources.cpu?.limit);
  if (cpuMillis !== undefined && cpuLimitMillis !== undefined && cpuLimitMillis < cpuMillis) {
    refuse({ path, what: `${what}.cpu`, got: `limit ${cpuLimitMillis}m below request ${cpuMillis}m`, expected: 'a limit of at least the request, or none', change: 'leave the limit away' });
  }
  return { cpuMillis, cpuLimitMillis, memoryBytes: limit ?? request };
}
