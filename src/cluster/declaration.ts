import { Size } from 'cdk8s';
import { ContainerResources, Cpu } from 'cdk8s-plus-27';
import { ResourceRequest, StorageRequest } from './engine';
import { refuse } from '../contract/message';

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? `'${value}'` : typeof value === 'number' ? String(value) : JSON.stringify(value) ?? typeof value;
}

/**
 * A value of the type that the compiler would demand: for programs that it does not check. Told by a member, for two
 * copies of a library know different classes.
 */
export function required<T extends object>(path: string, what: string, value: T, member: keyof T, example: string): T {
  if (typeof value !== 'object' || value === null || !(member in value)) {
    refuse({ path, what, got: shown(value), expected: `a value such as ${example}`, change: `write ${what}: ${example}` });
  }
  return value;
}

/** Numbers of pods. */
export function wholeNumber(path: string, what: string, got: number, least: number): number {
  if (!Number.isSafeInteger(got) || got < least) {
    refuse({ path, what, got: shown(got), expected: `a whole number of ${least} or more`, change: `write ${what}: ${Number.isFinite(got) ? Math.max(least, Math.ceil(got)) : least}` });
  }
  return got;
}

export function storageOf(path: string, storage: StorageRequest): StorageRequest {
  if (!(storage.bytes >= 1024 * 1024)) {
    refuse({ path, what: 'storage', got: `${storage.bytes} bytes`, expected: '1 MiB or more', change: 'write storage: DataStorage.persistent(Size.gibibytes(100))' });
  }
  return storage;
}

/** Host, path, tag and digest, as https://github.com/distribution/reference has them. */
const IMAGE = /^([A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?\/)?[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$/;

export function checkedImage(path: string, what: string, image: string): string {
  if (!IMAGE.test(image) || image.length > 255) {
    refuse({ path, what, got: `the image '${image}'`, expected: 'a host with an optional path, all in lower case, then name and tag', change: "write it like 'registry.example.com/mirror'" });
  }
  return image;
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

/** A registry with an optional path, as it stands in front of an image's name. */
export function registryOf(path: string, registry?: string): string | undefined {
  if (registry !== undefined && !/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)*$/.test(registry)) {
    refuse({
      path,
      what: 'imageRegistry',
      got: shown(registry),
      expected: 'a host, with an optional port and path, and neither a scheme nor a slash at the end',
      change: "write imageRegistry: 'registry.example.com/mirror'",
    });
  }
  return registry;
}

/** The part of cdk8s-plus' resources that a plan can keep: memory is requested and limited alike. */
export function resourcesOf(path: string, resources: ContainerResources = {}): ResourceRequest {
  const request = bytes(path, 'resources.memory.request', resources.memory?.request);
  const limit = bytes(path, 'resources.memory.limit', resources.memory?.limit);
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
  const cpuMillis = millis(path, 'resources.cpu.request', resources.cpu?.request);
  const cpuLimitMillis = millis(path, 'resources.cpu.limit', resources.cpu?.limit);
  if (cpuMillis !== undefined && cpuLimitMillis !== undefined && cpuLimitMillis < cpuMillis) {
    refuse({ path, what: 'resources.cpu', got: `limit ${cpuLimitMillis}m below request ${cpuMillis}m`, expected: 'a limit of at least the request, or none', change: 'leave the limit away' });
  }
  return { cpuMillis, cpuLimitMillis, memoryBytes: limit ?? request };
}
