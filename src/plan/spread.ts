/**
 * How fast data moves between members when some come or go.
 */
export interface SpreadPlan {
  /** Bytes a second of each member, in and out. */
  readonly bytesPerSecond: number;
  /** Pieces that a member receives at the same time. */
  readonly piecesAtOnce: number;
}
