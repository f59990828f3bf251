import { Size } from 'cdk8s';
import { refuse } from '../../contract/message';
import { ResourceRequest } from '../../declared/resources';
import { ResourcePlan } from '../../plan';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/**
 * Half of it is heap; the rest must hold what the JVM needs besides, and the tools of gate and farewell, which may run
 * at once and take 98 MiB each (measured on 4.3.1).
 */
const LEAST_MEMORY = 768 * MIB;
/** Kafka's hardware guide: 4 to 6 GB of heap are plenty, the rest serves better as page cache. */
const MOST_HEAP = 6 * GIB;

/** Memory, processor time and heap of a member. */
export function memberResources(path: string, request: ResourceRequest, defaults: MemberDefaults, heap?: Size): ResourcePlan {
  const memoryBytes = request.memoryBytes ?? defaults.memoryBytes;
  if (memoryBytes < LEAST_MEMORY) {
    refuse({
      path,
      what: 'resources.memory',
      got: `${memoryBytes / MIB} MiB`,
      expected: `${LEAST_MEMORY / MIB} MiB or more: heap, page cache and the readiness gate's own JVM must fit`,
      change: 'write resources: { memory: { limit: Size.gibibytes(4) } }',
    });
  }
  const heapBytes = heap ? heap.toKibibytes() * 1024 : Math.min(MOST_HEAP, Math.floor(memoryBytes / 2 / MIB) * MIB);
  return {
    cpuMillis: request.cpuMillis ?? defaults.cpuMillis,
    ...(request.cpuLimitMillis === undefined ? {} : { cpuLimitMillis: request.cpuLimitMillis }),
    memoryBytes,
    heapBytes,
    usesPageCache: true,
  };
}

interface MemberDefaults {
  readonly memoryBytes: number;
  readonly cpuMillis: number;
}

export const BROKER_DEFAULTS: MemberDefaults = { memoryBytes: 4 * GIB, cpuMillis: 1000 };
export const CONTROLLER_DEFAULTS: MemberDefaults = { memoryBytes: 2 * GIB, cpuMillis: 500 };

/**
 * Equal start and end: a heap that grows later takes the memory from the page cache at the worst moment.
 * A server without memory ends, instead of staying a member that answers nothing.
 */
export function heapOptions(resources: ResourcePlan): string {
  const mebibytes = Math.floor((resources.heapBytes ?? 0) / MIB);
  return `-Xms${mebibytes}m -Xmx${mebibytes}m -XX:+ExitOnOutOfMemoryError`;
}
