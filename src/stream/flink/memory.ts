import { Size } from 'cdk8s';
import { FlinkMemoryOptions } from './flink-options';
import { refuse } from '../../contract/message';
import { required, shown, written } from '../../declared/values';

/**
 * How Flink divides the memory of its processes: as org.apache.flink.runtime.util.config.memory does (ProcessMemoryUtils,
 * TaskExecutorFlinkMemoryUtils, JobManagerFlinkMemoryUtils), which bin/config.sh asks before a process starts. A process whose memory does not add up
 * never starts, so that is found here.
 */

export const MIB = 1024 * 1024;
export const GIB = 1024 * MIB;

/** Flink's defaults: org.apache.flink.configuration.TaskManagerOptions and JobManagerOptions. */
const METASPACE = 256 * MIB;
const OVERHEAD = { fraction: 0.1, min: 192 * MIB, max: GIB };
const FRAMEWORK_HEAP = 128 * MIB;
const FRAMEWORK_OFF_HEAP = 128 * MIB;
const NETWORK_MIN = 64 * MIB;
const LEADER_OFF_HEAP = 128 * MIB;
export const MANAGED_FRACTION = 0.4;
const NETWORK_FRACTION = 0.1;

/** JobManagerOptions.MIN_JVM_HEAP_SIZE: below it Flink starts, and warns. For the tasks of a worker it takes none at all: the same is asked of them here. */
const LEAST_HEAP = 128 * MIB;
/** What the rule memory/heap grants a heap, of all memory. */
const LARGEST_HEAP_SHARE = 0.75;

/** A worker's memory, in bytes. */
export interface WorkerMemory {
  readonly process: number;
  readonly metaspace: number;
  readonly overhead: number;
  readonly frameworkHeap: number;
  readonly frameworkOffHeap: number;
  readonly taskHeap: number;
  readonly taskOffHeap: number;
  readonly network: number;
  readonly managed: number;
}

/** A leader's memory, in bytes. */
export interface LeaderMemory {
  readonly process: number;
  readonly metaspace: number;
  readonly overhead: number;
  readonly heap: number;
  readonly offHeap: number;
}

/** What a worker's memory is divided by. */
export interface Division {
  readonly managedFraction: number;
  readonly networkFraction: number;
  readonly metaspace: number;
  readonly taskOffHeap: number;
}

/**
 * A part of a number of bytes, rounded down. Fractions are single precision in Flink, and MemorySize.multiply takes the digits that Java writes of
 * them for exact.
 */
export function part(bytes: number, fraction: number): number {
  const [digits, exponent] = Math.fround(fraction).toExponential().split('e');
  const [whole, behind = ''] = digits.split('.');
  const places = BigInt(behind.length - Number(exponent));
  return Number(places > 0n ? BigInt(bytes) * BigInt(whole + behind) / 10n ** places : BigInt(bytes) * BigInt(whole + behind));
}

function overheadOf(process: number): number {
  return Math.min(OVERHEAD.max, Math.max(OVERHEAD.min, part(process, OVERHEAD.fraction)));
}

/**
 * As Flink divides it; a large heap leaves a quarter of all memory to the rest of the process, which Flink would not. What is left for the heap of tasks
 * may be less than nothing.
 */
export function workerMemory(process: number, division: Division): WorkerMemory {
  let memory = divided(process, division, overheadOf(process));
  const surplus = () => memory.frameworkHeap + memory.taskHeap - Math.floor(process * LARGEST_HEAP_SHARE);
  // of what the overhead gets more, network buffers and managed memory have their share to give; fractions are not exact, so that some bytes may be left
  while (surplus() > 0) {
    const more = surplus() / (1 - division.networkFraction - division.managedFraction);
    memory = divided(process, division, memory.overhead + Math.ceil(more));
  }
  return memory;
}

function divided(process: number, division: Division, overhead: number): WorkerMemory {
  const { metaspace, taskOffHeap } = division;
  const flink = Math.max(0, process - metaspace - overhead);
  const managed = part(flink, division.managedFraction);
  const network = Math.max(NETWORK_MIN, part(flink, division.networkFraction));
  const common = { process, metaspace, overhead, frameworkHeap: FRAMEWORK_HEAP, frameworkOffHeap: FRAMEWORK_OFF_HEAP, taskOffHeap, network, managed };
  return { ...common, taskHeap: process - metaspace - overhead - FRAMEWORK_HEAP - FRAMEWORK_OFF_HEAP - taskOffHeap - network - managed };
}

/** As Flink divides it; a large heap leaves a quarter of all memory to the rest of the process, which Flink would not. */
export function leaderMemory(process: number): LeaderMemory {
  const least = Math.ceil(process * (1 - LARGEST_HEAP_SHARE)) - METASPACE - LEADER_OFF_HEAP;
  const overhead = Math.max(overheadOf(process), least);
  return { process, metaspace: METASPACE, overhead, offHeap: LEADER_OFF_HEAP, heap: process - METASPACE - overhead - LEADER_OFF_HEAP };
}

/** The least memory, in whole MiB, of which `heap` leaves enough. */
function leastMemory(heap: (process: number) => number): number {
  let low = 0;
  let high = 1024 * 1024; // a TiB
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (heap(middle * MIB) >= LEAST_HEAP) high = middle; else low = middle;
  }
  return high;
}

const mib = (bytes: number) => `${Math.floor(bytes / MIB)} MiB`;

export function checkedLeaderMemory(path: string, process: number): LeaderMemory {
  const memory = leaderMemory(process);
  if (memory.heap >= LEAST_HEAP) return memory;
  return refuse({
    path,
    what: 'leaderResources.memory',
    got: `${mib(process)}: ${mib(memory.metaspace)} of metaspace, ${mib(memory.overhead)} of overhead and ${mib(memory.offHeap)} outside of the heap leave ${mib(memory.heap)} for the heap`,
    expected: `${mib(LEAST_HEAP)} of heap or more`,
    change: `write leaderResources: { memory: { limit: Size.mebibytes(${leastMemory((bytes) => leaderMemory(bytes).heap)}) } }`,
  });
}

export function checkedWorkerMemory(path: string, process: number, division: Division): WorkerMemory {
  const memory = workerMemory(process, division);
  if (memory.taskHeap >= LEAST_HEAP) return memory;
  const { metaspace, overhead, frameworkHeap, frameworkOffHeap, taskOffHeap, network, managed } = memory;
  return refuse({
    path,
    what: 'workerResources.memory',
    got: `${mib(process)}: ${mib(metaspace)} of metaspace, ${mib(overhead)} of overhead, ${mib(frameworkHeap + frameworkOffHeap)} for Flink itself, ${mib(network)} of network buffers, `
      + `${mib(managed)} of managed memory${taskOffHeap > 0 ? ` and ${mib(taskOffHeap)} outside of the heap` : ''} leave ${mib(memory.taskHeap)} for the heap of tasks`,
    expected: `${mib(LEAST_HEAP)} of heap or more`,
    change: `write workerResources: { memory: { limit: Size.mebibytes(${leastMemory((bytes) => workerMemory(bytes, division).taskHeap)}) } }`,
  });
}

/** How a worker's memory is divided, checked. */
export function divisionOf(path: string, options: FlinkMemoryOptions = {}, defaultManagedFraction: number): Division {
  const managedFraction = checkedFraction(path, 'memory.managedFraction', options.managedFraction ?? defaultManagedFraction, MANAGED_FRACTION);
  const networkFraction = checkedFraction(path, 'memory.networkFraction', options.networkFraction ?? NETWORK_FRACTION, NETWORK_FRACTION);
  if (managedFraction + networkFraction >= 1) {
    refuse({
      path,
      what: 'memory',
      got: `${managedFraction} of it managed and ${networkFraction} for the network`,
      expected: 'less than 1 together: the heap has what is left',
      change: `write memory: { managedFraction: ${MANAGED_FRACTION}, networkFraction: ${NETWORK_FRACTION} }`,
    });
  }
  return {
    managedFraction,
    networkFraction,
    metaspace: checkedSize(path, 'memory.metaspace', options.metaspace, 64 * MIB, METASPACE),
    taskOffHeap: checkedSize(path, 'memory.taskOffHeap', options.taskOffHeap, 0, 0),
  };
}

function checkedFraction(path: string, what: string, got: number, usual: number): number {
  if (typeof got === 'number' && got >= 0 && got < 1) return got;
  return refuse({ path, what, got: shown(got), expected: 'a number from 0 to less than 1', change: `write ${written(what, String(usual))}` });
}

function checkedSize(path: string, what: string, given: Size | undefined, least: number, byDefault: number): number {
  if (given === undefined) return byDefault;
  const got = required(path, what, given, 'toKibibytes', 'Size.mebibytes(256)').toKibibytes() * 1024;
  if (!(got >= least)) refuse({ path, what, got: mib(got), expected: `${mib(least)} or more`, change: `write ${written(what, `Size.mebibytes(${least / MIB})`)}` });
  return got;
}

/** A size as Flink reads it. */
export function flinkSize(bytes: number): string {
  return bytes % MIB === 0 ? `${bytes / MIB}m` : `${bytes}b`;
}

/** What a process is told of its overhead: only where it is not what Flink would make of it. */
function overheadSettings(of: string, { overhead, process }: { overhead: number; process: number }): Record<string, string> {
  return overhead === overheadOf(process) ? {} : {
    [`${of}.memory.jvm-overhead.min`]: flinkSize(overhead),
    [`${of}.memory.jvm-overhead.max`]: flinkSize(overhead),
  };
}

/** What a leader is told. */
export function leaderMemorySettings(memory: LeaderMemory): Record<string, string> {
  return { 'jobmanager.memory.process.size': flinkSize(memory.process), ...overheadSettings('jobmanager', memory) };
}

export function workerMemorySettings(memory: WorkerMemory, division: Division): Record<string, string> {
  return {
    'taskmanager.memory.process.size': flinkSize(memory.process),
    ...overheadSettings('taskmanager', memory),
    ...(division.managedFraction === MANAGED_FRACTION ? {} : { 'taskmanager.memory.managed.fraction': String(division.managedFraction) }),
    ...(division.networkFraction === NETWORK_FRACTION ? {} : { 'taskmanager.memory.network.fraction': String(division.networkFraction) }),
    ...(division.metaspace === METASPACE ? {} : { 'taskmanager.memory.jvm-metaspace.size': flinkSize(division.metaspace) }),
    ...(division.taskOffHeap === 0 ? {} : { 'taskmanager.memory.task.off-heap.size': flinkSize(division.taskOffHeap) }),
  };
}
