import { refuse } from '../contract/message';
import { BudgetPlan, ComponentLife, ComponentPlan, WorkloadPlan } from '../plan';
import { Manifest, metadata } from './manifest';
import { partName, selectorOf } from './names';

/** Whether the owner of a component's pods says how many there should be: a Job doesn't. */
export function isScaled({ life }: ComponentPlan): boolean {
  return life !== ComponentLife.RUN_TO_COMPLETION;
}

/** How many pods evictions (drains of nodes) may take at once. Rolls don't ask it. */
export function disruptionBudget(path: string, plan: WorkloadPlan, budget: BudgetPlan, scaled = isScaled): Manifest {
  const what = `budget of ${budget.components.join(', ') || 'nothing'}`;
  const components = budget.components.map((name) => plan.components.find((component) => component.name === name)
    ?? refuse({
      path,
      what,
      got: `component "${name}"`,
      expected: `one of ${plan.components.map((component) => component.name).join(', ')}`,
      change: 'name one that exists',
    }));
  const pods = components.reduce((sum, component) => sum + component.replicas, 0);
  if (pods === 0 || !Number.isInteger(budget.maxUnavailable) || budget.maxUnavailable < 1) {
    refuse({
      path,
      what,
      got: `${budget.maxUnavailable} of ${pods} pods`,
      expected: 'components, and a maxUnavailable of 1 or more: a budget of none blocks every drain for ever',
      change: 'let maxUnavailable be 1',
    });
  }
  // Kubernetes can work out "at most so many down" only where it can ask the owner how many there should be.
  const scalable = components.every(scaled);
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata(plan, partName(plan, budget.components[0]), budget.components.length === 1 ? budget.components[0] : undefined),
    spec: {
      maxUnavailable: scalable ? budget.maxUnavailable : undefined,
      minAvailable: scalable ? undefined : Math.max(0, pods - budget.maxUnavailable),
      selector: selectorOf(plan, budget.components),
    },
  };
}

/** Eviction of a pod with two budgets fails for ever. */
export function checkBudgets(path: string, plan: WorkloadPlan): void {
  const counted = plan.budgets.flatMap((budget) => budget.components);
  const twice = counted.find((name, at) => counted.indexOf(name) !== at);
  if (twice !== undefined) {
    refuse({ path, what: 'budgets', got: `component ${twice} in two`, expected: 'each component in one at most', change: 'take it out of one' });
  }
}
