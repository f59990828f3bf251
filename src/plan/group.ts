import { Domain } from './placement';

/**
 * Who makes another member serve when one is lost.
 */
export enum Takeover {
  /** The system itself: an election, another copy. */
  SYSTEM = 'system',
  /** An agent beside each member. */
  AGENT = 'agent',
  /** Nobody: the same pod must come back. */
  SAME_POD = 'same-pod',
  /** Nothing is to be taken over. */
  NOT_NEEDED = 'not-needed',
}

/**
 * What clients notice when one member is lost.
 */
export enum LossEffect {
  /** Nothing, or one retry. */
  NOTHING = 'nothing',
  /** The work stands still until the member is replaced. */
  PAUSE = 'pause',
  /** The work starts over from its last checkpoint. */
  START_OVER = 'start-over',
}

/**
 * What interrupted work goes on from.
 */
export interface ProgressPlan {
  /** Whether it is kept where it outlives the pods and the workload: a shared volume that is kept, an object store. */
  readonly keptOutside: boolean;
  /**
   * How often it is kept, in seconds: what a failure costs at most, beside the time to begin again.
   * @default - it is not kept while the work goes on
   */
  readonly everySeconds?: number;
  /**
   * How long keeping it may take until it is given up, in seconds.
   * @default - not known: it counts as no time
   */
  readonly takesSeconds?: number;
  /**
   * The setting that says so, as a person writes it.
   * @default - none
   */
  readonly takesSetting?: string;
  /**
   * How long after a failure the work starts again at the latest, in seconds, as far as the system decides it.
   * @default - not known: it counts as no time
   */
  readonly resumesSeconds?: number;
}

/**
 * Members that share a fate: a quorum, a ring, the copies of partitions, a gang.
 */
export interface GroupPlan {
  /** Short name, `quorum`. */
  readonly name: string;
  /** Names of the components whose pods are its members. */
  readonly components: string[];
  /**
   * How many members hold each piece: all of them in a quorum, the replication factor of partitions.
   */
  readonly copies: number;
  /**
   * How a person has more members, where no number is declared: a clause, `write ...`.
   * @default - by a larger number
   */
  readonly moreBy?: string;
  /** How many copies must stay so that it serves. */
  readonly servesWith: number;
  /**
   * How many copies hold a write when the client is told so, at the strength of the client properties.
   * @default - it acknowledges no writes
   */
  readonly acknowledgedBy?: number;
  /**
   * Whether servesWith is a majority of copies.
   * @default false
   */
  readonly votes?: boolean;
  /**
   * The domain over which the system itself spreads the copies of a piece, if it knows of one.
   * @default - it does not: any members may hold the copies
   */
  readonly spreadOver?: Domain;
  /** Who makes another member serve. */
  readonly takeover: Takeover;
  /** What clients notice when one member is lost. */
  readonly lossOfOne: LossEffect;
  /**
   * Whether a copy that lacks acknowledged writes may become the one that counts.
   * @default false
   */
  readonly electsStale?: boolean;
  /**
   * Whether its members hold state that can't be made again from elsewhere.
   */
  readonly holdsState: boolean;
  /**
   * What its work goes on from after a loss that pauses it or makes it start over.
   * @default - nothing is lost with a pause: the work keeps no state
   */
  readonly progress?: ProgressPlan;
  /**
   * How often its work may start over until it counts as failed. One lost member costs one, however many pods it takes with it.
   * @default - as often as the components' attempts allow
   */
  readonly startOvers?: number;
  /**
   * Who sees to it that its members start together or not at all. Of a group whose work needs all of them.
   * @default - nobody: some may hold what others wait for
   */
  readonly startedTogetherBy?: string;
}

/**
 * How many pods evictions may take at once.
 */
export interface BudgetPlan {
  /** Names of the components that are counted together. No component is in two budgets. */
  readonly components: string[];
  /** How many may be down at once, 1 or more. */
  readonly maxUnavailable: number;
}
