import { Size } from 'cdk8s';
import { ContainerResources } from 'cdk8s-plus-27';
import { FlinkVersion } from './flink-version';

/**
 * Where workers keep their state while they work.
 */
export enum FlinkStateBackend {
  /** In RocksDB, on disk, in managed memory: as much state as the disk holds. Checkpoints are incremental. */
  ROCKSDB = 'rocksdb',
  /** As objects on the heap: faster, and as much as the heap holds. */
  HASHMAP = 'hashmap',
}

/**
 * How a worker's memory is divided. The heap of tasks has what is left.
 */
export interface FlinkMemoryOptions {
  /**
   * The part of Flink's memory (all but metaspace and overhead of the JVM) for RocksDB, sorting and Python: from 0 to less than 1.
   * @default 0.4, Flink's own; 0 with `FlinkStateBackend.HASHMAP` in a jar, which uses none
   */
  readonly managedFraction?: number;
  /**
   * The part of it for network buffers, 64 MiB at least: from 0 to less than 1. Many shuffles at a high parallelism need more.
   * @default 0.1, Flink's own
   */
  readonly networkFraction?: number;
  /**
   * Memory for loaded classes, 64 MiB or more. Programs with many dependencies need more; too little shows as `OutOfMemoryError: Metaspace`.
   * @default Size.mebibytes(256), Flink's own
   */
  readonly metaspace?: Size;
  /**
   * Memory that the program itself takes outside of the heap.
   * @default - none
   */
  readonly taskOffHeap?: Size;
}

/**
 * A volume of each worker's own.
 */
export interface FlinkLocalRecoveryOptions {
  /** Its size: twice the state of a worker, and more. */
  readonly size: Size;
  /**
   * Name of the StorageClass.
   * @default - the platform's
   */
  readonly storageClass?: string;
}

/**
 * An environment variable with a value from a Secret that somebody else makes.
 */
export interface FlinkSecretVariable {
  /** The variable's name. */
  readonly name: string;
  /** The Secret's name, in the namespace of the processor. */
  readonly secretName: string;
  /** The key in it. */
  readonly key: string;
}

/**
 * What only Flink has.
 */
export interface FlinkOptions {
  /** The version of Flink in the image. */
  readonly version: FlinkVersion;
  /** The image with Flink and the program: Flink's own (`docker.io/library/flink`), with the program on top. It needs bash and curl, which that one has. */
  readonly image: string;
  /**
   * Arguments of the program.
   * @default - none
   */
  readonly arguments?: string[];
  /**
   * Pieces of the work that one worker runs at the same time: 1 to 128. They share its memory.
   * @default 1
   */
  readonly slotsPerWorker?: number;
  /**
   * Workers. Those above what the parallelism needs stand by: a lost one is made up for at once, instead of when its pod is back.
   * @default - as many as the parallelism needs
   */
  readonly workers?: number;
  /**
   * Key groups: the pieces that state is cut into, and so the highest parallelism that it can ever be spread to. 1 to 32768. It can't be changed
   * once there is state: another number begins with nothing. A number that many others divide spreads evenly.
   * @see https://nightlies.apache.org/flink/flink-docs-stable/docs/dev/datastream/execution/parallel/#setting-the-maximum-parallelism
   * @default 720
   */
  readonly maxParallelism?: number;
  /**
   * Where workers keep their state while they work.
   * @default FlinkStateBackend.ROCKSDB; HASHMAP where no `state` is declared, for there is little of it
   */
  readonly stateBackend?: FlinkStateBackend;
  /**
   * Processor time and memory of each leader (JobManager).
   * @default - half a core, 2 GiB
   */
  readonly leaderResources?: ContainerResources;
  /**
   * Processor time and memory of each worker (TaskManager).
   * @default - a core for each slot, 4 GiB
   */
  readonly workerResources?: ContainerResources;
  /**
   * How a worker's memory is divided.
   * @default - as Flink does
   */
  readonly memory?: FlinkMemoryOptions;
  /**
   * Gives each worker a volume of its own, from which a restarted one has its state back without reading it from the store. Workers then restart one
   * after the other.
   * @default - none: all state comes from the store
   */
  readonly localRecovery?: FlinkLocalRecoveryOptions;
  /**
   * Environment variables of leaders and workers.
   * @default - none
   */
  readonly environment?: Record<string, string>;
  /**
   * Environment variables with values from Secrets.
   * @default - none
   */
  readonly secretEnvironment?: FlinkSecretVariable[];
  /**
   * Further settings of Flink. What is derived here, or promised, can't be changed here, under none of its names; secrets don't belong here.
   * @see https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/config/
   * @default - none
   */
  readonly config?: Record<string, string>;
}

/**
 * A program in a jar.
 */
export interface FlinkJarOptions extends FlinkOptions {
  /** Where the image has it: `local:///opt/flink/usrlib/fraud.jar`. */
  readonly jar: string;
  /**
   * The class with the program's `main`.
   * @default - what the jar's manifest says
   */
  readonly entryClass?: string;
}

/**
 * A program in Python.
 */
export interface FlinkPythonOptions extends FlinkOptions {
  /** Where the image has it: `/opt/flink/usrlib/fraud.py`. */
  readonly script: string;
  /**
   * The Python that runs it, with the package `apache-flink` of the same version.
   * @default 'python3'
   */
  readonly python?: string;
}
