/**
 * A directory that a component writes to.
 */
export interface VolumePlan {
  /** Name in the pod; the claim template's name when durable (`data` gives the claim `data-<pod>`). */
  readonly name: string;
  /** Where it is mounted, absolute. */
  readonly path: string;
  /**
   * Size in bytes. For volumes that are not durable: the limit.
   * @default - no limit (only for volumes that are not durable)
   */
  readonly bytes?: number;
  /** Whether the content outlives the pod (a claim), or goes with it (an emptyDir). */
  readonly durable: boolean;
  /**
   * Whether the claim is kept when the component shrinks or is deleted. Durable volumes only.
   * @default true
   */
  readonly retain?: boolean;
  /**
   * The storage class. Durable volumes only.
   * @default - the site's
   */
  readonly storageClass?: string;
  /**
   * Whether it lies in memory. Counts against the memory limit. Volumes that are not durable only.
   * @default false
   */
  readonly inMemory?: boolean;
}

/**
 * A Secret that a component or a task reads as files.
 */
export interface SecretMountPlan {
  /** Name of the volume in the pod. */
  readonly name: string;
  /** The Secret's name. */
  readonly secretName: string;
  /** Where its keys appear as files, absolute. */
  readonly path: string;
}

/**
 * A claim of the workload that the pods of a component share.
 */
export interface SharedVolumePlan {
  /** Name of the volume in the pod. */
  readonly name: string;
  /** The claim's name: one of the plan's. */
  readonly claim: string;
  /** Where it is mounted, absolute. */
  readonly path: string;
  /**
   * Whether it can only be read there.
   * @default false
   */
  readonly readOnly?: boolean;
}

/**
 * A ConfigMap of somebody else's that a component reads as files. Until it exists, the pods wait.
 */
export interface ConfigMountPlan {
  /** Name of the volume in the pod. */
  readonly name: string;
  /** The ConfigMap's name. */
  readonly configMapName: string;
  /** Where its keys appear as files, absolute. */
  readonly path: string;
  /**
   * Whether a task of the workload makes it, in a change before this one.
   * @default false
   */
  readonly left?: boolean;
}

/**
 * An environment variable with a value from a Secret.
 */
export interface SecretVariablePlan {
  /** The variable's name. */
  readonly name: string;
  /** The Secret's name. */
  readonly secretName: string;
  /** The key in it. */
  readonly key: string;
}

/**
 * A file that a component reads: configuration or a script.
 */
export interface FilePlan {
  /** The file's name, without a folder. Names that end in `.sh` are made executable. */
  readonly name: string;
  /** The whole content. */
  readonly content: string;
  /**
   * Whether a change of it restarts the pods of the component. Where it does not, each pod goes on with what it found when it was made.
   * @default true
   */
  readonly rolls?: boolean;
}

/**
 * A file that a component takes from another image than its own, such as an agent for its runtime: what runs before it,
 * with that image, copies the file. The image needs the program `cp`.
 */
export interface BorrowedFilePlan {
  /** Short name, of what copies it and of the volume that holds it: `agent`. */
  readonly name: string;
  /** The image that has it. */
  readonly image: string;
  /** Where that image has it, absolute. */
  readonly source: string;
  /** Where the component finds it, absolute. Its folder holds nothing else, and can't be written to. */
  readonly path: string;
}
