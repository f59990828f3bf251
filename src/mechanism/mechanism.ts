import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Access } from './access';
import { ContentPlan, OperationPlan, PrincipalPlan, TaskPlan, WorkloadPlan } from '../plan';

/**
 * Who turns a plan into objects, and operates what comes of it.
 */
export interface Mechanism {
  /** As a person calls it: `Strimzi 1.2.0`. */
  readonly name: string;
  /**
   * What clients need to know that hangs on it.
   * @default - the engine's own names hold
   */
  readonly access?: (plan: WorkloadPlan) => Access;
  /**
   * What the names of claims begin with, of a cluster of that name.
   * @default - the built-in objects'
   */
  readonly claimPrefix?: (name: string) => string;
  /**
   * Who does what.
   * @default - what the engine says of built-in objects
   */
  readonly operations?: OperationPlan[];
  /**
   * Whether it starts pods that need each other together or not at all, without a queue.
   * @default false
   */
  readonly startsTogether?: boolean;
  /** Whether it issues the workload's certificates itself. */
  readonly issuesCertificates: boolean;
  /** @throws when it can't keep the plan */
  render(scope: Construct, plan: WorkloadPlan): Rendering;
}

/**
 * A plan as objects. What is declared later comes to it one by one; `produce` is called again when the program has run.
 */
export interface Rendering {
  /** The objects that were patched. */
  readonly patchedObjects: readonly ApiObject[];
  /** How many patches there are, over all objects. */
  readonly patches: number;
  /** One object. @throws where there is none of that name */
  object(kind: string, name: string): ApiObject;
  /** The plan as the objects say, patches included. */
  readBack(): WorkloadPlan;
  /** One-shot work. */
  addTask(name: string, produce: () => TaskPlan): void;
  /** Something inside of the system. */
  addContent(produce: () => ContentPlan): void;
  /** Somebody whom the system knows. */
  addPrincipal(produce: () => PrincipalPlan): void;
}
