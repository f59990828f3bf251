import { KubeObject } from '../manifests/kube-object';

/** What an operator makes of a changed field, for data and for those who are connected. */
export enum Effect {
  /** Volumes, or members with theirs, go from now on where they were kept before. */
  KEPT_NO_MORE = 'kept no more',
  /** A volume goes. */
  VOLUME_GONE = 'volume gone',
  /** Members go, and nobody asks whether they hold data. */
  MEMBERS_GONE = 'members gone',
  /** Another number of members votes, and what the old ones agreed on may be lost. */
  VOTERS = 'voters',
  /** Members go only when they are empty, and nobody empties them. */
  MEMBERS_HELD = 'members held',
  /** It stays as it was: the operator can't do it. */
  IGNORED = 'ignored',
  /** Clients no longer find or enter what they are connected to. */
  ENDPOINT = 'endpoint',
  /** Data moves, by the operator's doing. */
  MOVED = 'moved',
  /** Members restart, by the operator's doing. */
  RESTARTED = 'restarted',
}

/** Keys of maps, and `[name]` for an element of a list. */
export type FieldPath = readonly string[];

/** A field, and what its change does. */
export interface Consequence {
  readonly effect: Effect;
  /** Empty for an object that came. */
  readonly path: FieldPath;
  /** Why, and what to do. */
  readonly todo: string;
}

/** All manifests of before and of now. */
export interface Beside {
  readonly previous: KubeObject[];
  readonly next: KubeObject[];
}

/** Which versions an object says that its members run. */
export interface SaidSoftware {
  /** As updates are known by. */
  readonly system: string;
  readonly version?: string;
  readonly stateVersion?: string;
}

/** What changes of a custom resource do: what its operator's documentation and source say, for a comparison of manifests. */
export interface KnownKind {
  /** What follows when it goes, beside data. */
  readonly gone?: string;
  /** Where the versions stand: of the binaries, of what they keep. */
  readonly versionPaths?: { readonly version: FieldPath; readonly stateVersion: FieldPath };
  /** What data goes with the object, and what stays. Nothing where none goes. */
  lost?(object: KubeObject): string | undefined;
  /** Whether an object of another name is the same thing under a new one. */
  isSame?(one: KubeObject, other: KubeObject): boolean;
  /** The Secret that goes with it. */
  secretName?(object: KubeObject): string | undefined;
  /** Which versions its members run. */
  software?(object: KubeObject): SaidSoftware;
  /** What the change of fields does. `before` is absent for an object that came. */
  consequences?(before: KubeObject | undefined, after: KubeObject, beside: Beside): Consequence[];
}
