/** What a system's members run, as their manifests say. */
export interface Software {
  /** The version of the binaries. */
  readonly version: string;
  /** The version of what they keep, where it is raised apart from the binaries. */
  readonly stateVersion?: string;
}

/** Why a step from one to the other must not be made as it is. */
export interface Objection {
  readonly got: string;
  readonly expected: string;
  /** The smallest change that mends it. */
  readonly change: string;
}

/** What a system says of a step from what ran to what is to run. */
export type Transition = (from: Software, to: Software) => Objection[];
