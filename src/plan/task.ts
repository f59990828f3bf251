import { PermissionPlan } from './component';
import { PodPlan } from './pod';
import { FilePlan, SecretMountPlan } from './volume';

/**
 * When a task runs.
 */
export enum TaskWhen {
  /** Once for each content: a changed task is a new object. */
  ONCE = 'once',
  /** On a schedule. */
  SCHEDULE = 'schedule',
}

/**
 * Work that an operator may do by itself, so that no task is needed there.
 */
export enum Duty {
  /** Makes what is declared inside of the system, and keeps it so. */
  CONTENTS = 'contents',
  /** Makes users known, and gives them the rights that are declared. */
  PRINCIPALS = 'principals',
  /** Makes the Secrets of passwords. */
  PASSWORDS = 'passwords',
  /** Moves data, so that each member has its share. */
  SPREAD = 'spread',
  /** Raises what is kept and spoken, once all binaries know it. */
  STATE_VERSION = 'state-version',
  /** Applies settings that change while the system runs. */
  SETTINGS = 'settings',
  /** Stops the work so that another run can go on from where it was. */
  STOP = 'stop',
}

/**
 * One-shot work on a running workload: topics, users, moves, backups.
 * It is safe to run it twice.
 */
export interface TaskPlan {
  /** Short name, `topics`. The object's name ends in a hash of the content. */
  readonly name: string;
  /** When it runs. */
  readonly when: TaskWhen;
  /**
   * What it does of the work that an operator may do by itself.
   * @default - none of it: only a mechanism that runs tasks can have it
   */
  readonly duty?: Duty;
  /**
   * A cron schedule. With `when: SCHEDULE` only.
   * @default - none
   */
  readonly schedule?: string;
  /** The image. */
  readonly image: string;
  /** The command and its arguments. */
  readonly command: string[];
  /** Numeric user and group. */
  readonly user: number;
  /** Memory in bytes, request and limit alike. */
  readonly memoryBytes: number;
  /**
   * Processor in thousandths of a core, request only. A container without a request is given time last, and a namespace
   * with a quota on requests refuses it.
   * @default - no request
   */
  readonly cpuMillis?: number;
  /**
   * Environment variables with plain values.
   * @default - none
   */
  readonly environment?: Record<string, string>;
  /**
   * Names of ConfigMaps that it makes, and that others wait for.
   * @default - none
   */
  readonly leaves?: string[];
  /** The scripts it runs, found in `/etc/task/files`. */
  readonly files: FilePlan[];
  /**
   * Secrets it reads as files.
   * @default - none
   */
  readonly secrets?: SecretMountPlan[];
  /**
   * Rights on the Kubernetes API.
   * @default - none, and no token
   */
  readonly permissions?: PermissionPlan[];
  /**
   * How often a failed run is tried again.
   * @default 6
   */
  readonly attempts?: number;
  /**
   * Exit codes after which trying again is useless.
   * @default - none
   */
  readonly fatalExitCodes?: number[];
  /**
   * Whether only the newest content may be at work. Each run finds the name of the newest Job in the file
   * `/etc/task/current/name`, which changes under its hands, and its own in the variable `CURRENT_TASK`.
   * With `when: ONCE` only.
   * @default false
   */
  readonly exclusive?: boolean;
  /**
   * Names of the component ports that it connects to.
   * @default - none
   */
  readonly uses?: string[];
  /**
   * What the user adds to all pods: where they may run, and with which pull secrets. Its sidecars are left out.
   * @default - nothing
   */
  readonly pod?: PodPlan;
}
