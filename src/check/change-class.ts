/**
 * What a change does when it is applied. Each has exactly one.
 */
export enum ChangeClass {
  /** No data is lost, and no pod that is kept restarts. */
  IN_PLACE = 'in place',
  /** Pods are stopped and started again. */
  ROLLING_RESTART = 'rolling restart',
  /** Data is copied between members. */
  DATA_MOVEMENT = 'data movement',
  /** It is safe only as two changes, with something done or seen between them. */
  TWO_STEPS = 'needs two steps',
  /** The API server refuses it. */
  FORBIDDEN = 'forbidden by Kubernetes',
  /** Something that holds data goes, or can't be found again. */
  DESTROYS_DATA = 'destroys data',
}

/** From the mildest to the worst. */
export const CLASSES: ChangeClass[] = [
  ChangeClass.IN_PLACE,
  ChangeClass.ROLLING_RESTART,
  ChangeClass.DATA_MOVEMENT,
  ChangeClass.TWO_STEPS,
  ChangeClass.FORBIDDEN,
  ChangeClass.DESTROYS_DATA,
];

/** Nothing worse than this may be applied as it is. */
const WORST_ALLOWED = ChangeClass.DATA_MOVEMENT;

/** 0 for the mildest. */
export function badness(of: ChangeClass): number {
  return CLASSES.indexOf(of);
}

/** Whether it must not be applied as it is. */
export function stops(of: ChangeClass): boolean {
  return badness(of) > badness(WORST_ALLOWED);
}
