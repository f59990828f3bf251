import { Size } from 'cdk8s';
import { ContainerResources, Cpu } from 'cdk8s-plus-27';
import { ResourceRequest, StorageRequest } from './engine';
import { refuse } from '../contract/message';

/** Numbers of pods. */
export function wholeNumber(path: string, what: string, got: number, least: number): number {
  if (!Number.isSafeInteger(got) || got < least) {
    refuse({ path, what, got: String(got), expected: `a whole number of ${least} or more`, change: `write ${what}: ${Math.max(least, Math.ceil(got) || least)}` });
  }
  return got;
}

export function storageOf(path: string, storage: StorageRequest): StorageRequest {
  if (!(storage.bytes >= 1024 * 1024)) {
    refuse({ path, what: 'storage', got: `${storage.bytes} bytes`, expected: '1 MiB or more', change: 'write storage: DataStorage.persistent(Size.gibibytes(100))' });
  }
  return storage;
}

function millis(cpu?: Cpu): number | undefined {
  if (cpu === undefined) return undefined;
  return cpu.amount.endsWith('m') ? Number(cpu.amount.slice(0, -1)) : Number(cpu.amount) * 1000;
}

function bytes(size?: Size): number | undefined {
  return size === undefined ? undefined : size.toKibibytes() * 1024;
}

/** The part of cdk8s-plus' resources that a plan can keep: memory is requested and limited alike. */
export function resourcesOf(path: string, resources: ContainerResources = {}): ResourceRequest {
  const request = bytes(resources.memory?.request);
  const limit = bytes(resources.memory?.limit);
  if (request !== undefined && limit !== undefined && request !== limit) {
    refuse({
      path,
      what: 'resources.memory',
      got: `request ${request / 1048576} MiB and limit ${limit / 1048576} MiB`,
      expected: 'both alike, because memory above the request may be taken away while heap and page cache are full',
      change: 'give only the limit',
    });
  }
  if (resources.ephemeralStorage) {
    refuse({ path, what: 'resources.ephemeralStorage', got: 'a value', expected: 'none', change: 'say what the members store with `storage`' });
  }
  const cpuMillis = millis(resources.cpu?.request);
  const cpuLimitMillis = millis(resources.cpu?.limit);
  if (cpuMillis !== undefined && cpuLimitMillis !== undefined && cpuLimitMillis < cpuMillis) {
    refuse({ path, what: 'resources.cpu', got: `limit ${cpuLimitMillis}m below request ${cpuMillis}m`, expected: 'a limit of at least the request, or none', change: 'leave the limit away' });
  }
  return { cpuMillis, cpuLimitMillis, memoryBytes: limit ?? request };
}
