/**
 * An address of a pod's own that answers over plain HTTP. A status from 200 to 399 passes.
 */
export interface HttpCheckPlan {
  /** Name of the component's port. */
  readonly port: string;
  /** The path, `/readyz`. */
  readonly path: string;
}

/**
 * What asks a member how it is.
 */
export interface CheckPlan {
  /** The command and its arguments. Exit code 0 passes. Empty with `http`. */
  readonly command: string[];
  /**
   * What is asked instead of a command.
   * @default - the command
   */
  readonly http?: HttpCheckPlan;
  /** Seconds between two runs. */
  readonly everySeconds: number;
  /** Seconds after which a run counts as failed. The command ends by itself before. */
  readonly timeoutSeconds: number;
  /**
   * Failures in a row until the answer counts.
   * @default 3
   */
  readonly failures?: number;
}

/**
 * How a member leaves: what runs before it is told to stop, and how long stopping may take.
 */
export interface FarewellPlan {
  /**
   * Runs before the stop signal, inside the grace period.
   * @default - nothing runs
   */
  readonly command?: string[];
  /** The longest time that the command takes, in seconds: it ends by itself. 0 without a command. */
  readonly waitSeconds: number;
  /** The longest time that the system's own orderly stop takes after the signal, in seconds. */
  readonly stopSeconds: number;
  /** From the first word to the kill, in seconds: at least waitSeconds + stopSeconds. */
  readonly graceSeconds: number;
}
