import { WorkloadPlan } from '../../plan';

/** One way in which a plan breaks a rule. */
export interface Finding {
  /** What was found, with the numbers. */
  readonly got: string;
  /** What would keep the promise, with the numbers. */
  readonly expected: string;
  /** The smallest change that mends it. */
  readonly change: string;
}

/** A rule: what it proves of a plan, and how. It knows promises, groups and components, and no system. */
export interface RuleDefinition {
  /** Area and name, the file's name with a slash: `storage/durable`. It never changes. */
  readonly id: string;
  /** One sentence for people: what holds where the rule is kept, and for which guarantee. */
  readonly proves: string;
  /** Where the rule comes from: title and address, or why it is so by definition. */
  readonly source: string;
  /** All the ways in which the plan breaks it. */
  check(plan: WorkloadPlan): Finding[];
}
