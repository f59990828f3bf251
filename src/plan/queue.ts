/**
 * A queue that work waits in until there is room for all of it.
 */
export interface QueuePlan {
  /** Its name. */
  readonly name: string;
  /** Who keeps it: `kueue`. */
  readonly keptBy: string;
  /** Whether it lets all pods of a work start together or none of them. */
  readonly startsTogether: boolean;
  /** The kinds of work that it can hold back, API group and kind in lower case: `batch/job`, `kubeflow.org/tfjob`. */
  readonly kinds: string[];
  /**
   * Kinds of work that it would hold back, too, if it were told so: what is to be written where its keeper is declared, by kind.
   * @default - none
   */
  readonly addedBy?: Record<string, string>;
  /**
   * How work is held back in it, as a person is told, where it alone says when its work may start: what the work itself says of that does not last.
   * @default - the work may say so itself
   */
  readonly heldBackBy?: string;
  /**
   * Labels of the object that is the work, whichever mechanism makes it.
   * @default - none
   */
  readonly labels?: Record<string, string>;
  /**
   * Annotations of the pods.
   * @default - none
   */
  readonly podAnnotations?: Record<string, string>;
  /**
   * Who places the pods.
   * @default - Kubernetes' own scheduler
   */
  readonly scheduler?: string;
}
