import { Finding, RuleDefinition } from './rule-definition';
import { GroupPlan, WorkloadPlan } from '../../plan';
import { componentsOf, groupsOfSeveral, livesOnCopies, membersOf } from '../groups';
import { count } from '../words';

export const DISRUPTION_BUDGET: RuleDefinition = {
  id: 'disruption/budget',
  proves: 'With `servesDuringMaintenance`, whatever drains do at once leaves each group enough members to serve, over all its components and budgets. '
    + 'In any case no budget blocks a drain for good.',
  source: 'Kubernetes, Specifying a Disruption Budget: https://kubernetes.io/docs/tasks/run-application/configure-pdb/ '
    + '(with maxUnavailable 0 "the drain never completes"); '
    + 'Kubernetes, API-initiated Eviction: https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/ '
    + '(a pod in two budgets can\'t be evicted: 500; a pod in none always can)',
  check: (plan) => [...blockedDrains(plan), ...(plan.promise.servesDuringMaintenance ? [...unguarded(plan), ...tooGenerous(plan)] : [])],
};

function budgetsOver(plan: WorkloadPlan, component: string) {
  return plan.budgets.filter((budget) => budget.components.includes(component));
}

function blockedDrains(plan: WorkloadPlan): Finding[] {
  const zero = plan.budgets.filter((budget) => budget.maxUnavailable < 1).map((budget) => ({
    got: `a budget over ${budget.components.join(', ')} that lets ${budget.maxUnavailable} go, so that a drain never ends`,
    expected: 'maxUnavailable of 1 or more',
    change: 'set maxUnavailable: 1',
  }));
  const twice = plan.components.filter((c) => budgetsOver(plan, c.name).length > 1).map((component) => ({
    got: `component ${component.name} in ${budgetsOver(plan, component.name).length} budgets, so that its pods can't be evicted at all`,
    expected: 'one budget at most',
    change: `leave ${component.name} in one of them`,
  }));
  return [...zero, ...twice];
}

/** Components whose pods a drain may take all at once, since no budget counts them. */
function unguarded(plan: WorkloadPlan): Finding[] {
  const guarded = new Set(groupsOfSeveral(plan).flatMap((group) => componentsOf(plan, group)));
  return [...guarded].filter((component) => budgetsOver(plan, component.name).length === 0).map((component) => ({
    got: `component ${component.name} in no budget, so that drains may take all ${component.replicas} at once`,
    expected: 'a budget over each component that must keep serving',
    change: `add a budget over ${component.name} with maxUnavailable: 1`,
  }));
}

function tooGenerous(plan: WorkloadPlan): Finding[] {
  return groupsOfSeveral(plan).flatMap((group) => {
    // Pods in two budgets can't be evicted at all: that is said above, and there is nothing to count.
    if (group.components.some((name) => budgetsOver(plan, name).length > 1)) { return []; }
    const allowed = allowedAtOnce(plan, group);
    const left = pieces(plan, group) - Math.min(pieces(plan, group), allowed);
    if (allowed === 0 || left >= needed(group)) { return []; }
    const spare = pieces(plan, group) - needed(group);
    const budgets = budgetsOf(plan, group);
    return [{
      got: `group ${group.name}: ${count(allowed, 'member')} may be drained at once (${words(plan, group)}), leaving ${left} of ${pieces(plan, group)}`,
      expected: `${needed(group)} left to serve`,
      change: spare < 1
        ? `keep ${needed(group) + 1} copies: with ${pieces(plan, group)} that serve with ${needed(group)} no drain is invisible`
        : budgets.length > 1
          ? `count ${group.components.join(' and ')} in one budget with maxUnavailable: ${spare}`
          : `set maxUnavailable: ${spare}`,
    }];
  });
}

function budgetsOf(plan: WorkloadPlan, group: GroupPlan) {
  return plan.budgets.filter((budget) => budget.components.some((name) => group.components.includes(name)));
}

/** The worst case: every budget is spent on this group alone. */
function allowedAtOnce(plan: WorkloadPlan, group: GroupPlan): number {
  return budgetsOf(plan, group).reduce((sum, budget) => {
    const pods = componentsOf(plan, group).filter((c) => budget.components.includes(c.name)).reduce((n, c) => n + c.replicas, 0);
    return sum + Math.min(pods, budget.maxUnavailable);
  }, 0);
}

/** The drained members may be the very ones that hold a piece. Where any pod will do, all pods are one piece. */
function pieces(plan: WorkloadPlan, group: GroupPlan): number {
  return livesOnCopies(group) ? group.copies : membersOf(plan, group);
}

function needed(group: GroupPlan): number {
  return livesOnCopies(group) ? group.servesWith : 1;
}

function words(plan: WorkloadPlan, group: GroupPlan): string {
  return budgetsOf(plan, group).map((budget) => `${budget.maxUnavailable} of ${budget.components.join(', ')}`).join(' + ');
}
