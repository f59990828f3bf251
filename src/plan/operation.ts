/**
 * How much of an operation happens without a person.
 */
export enum Automation {
  /** All of it, whenever it is needed. */
  AUTOMATIC = 'automatic',
  /** What was rendered does it, once a change is applied. */
  HELPER = 'helper',
  /** A person does it. */
  MANUAL = 'manual',
  /** Nobody can. */
  NONE = 'none',
}

/**
 * Something that is done to a running system, and who does it.
 */
export interface OperationPlan {
  /** What: `safe restart`. */
  readonly name: string;
  /** How much of it happens without a person. */
  readonly automation: Automation;
  /** How, in a sentence. */
  readonly how: string;
  /** Where that is written, or was seen. */
  readonly source: string;
}

/**
 * Who operates a workload, and what of it.
 */
export interface MechanismPlan {
  /** `built-in objects`, or an operator and its version. */
  readonly name: string;
  /** Operations, in the order of a cluster's life. Empty where nothing is known. */
  readonly operations: OperationPlan[];
}
