import { RuleDefinition } from './rule-definition';
import { Failure, GroupPlan, PromisePlan, Takeover, WorkloadPlan } from '../../plan';
import { livesOnCopies, membersOf, onlyPauses } from '../groups';
import { count } from '../words';

export const AVAILABILITY_SINGLE_POINT: RuleDefinition = {
  id: 'availability/single-point',
  proves: 'Where a failure or maintenance is to be outlived, no group is a single pod, waits for the same pod to come back, or needs every copy it has.',
  source: 'Kubernetes, Specifying a Disruption Budget, "Single-instance Stateful Application": '
    + 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/ (tolerate downtime, or block drains: there is no third way); '
    + 'Kubernetes, Force Delete StatefulSet Pods: https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/ '
    + '(a pod on a lost node is not replaced until someone confirms that the node is gone)',
  check: (plan) => {
    if (plan.promise.survives === Failure.NONE && !plan.promise.servesDuringMaintenance) { return []; }
    return plan.groups.filter((group) => !onlyPauses(group)).flatMap((group) => {
      const found = what(plan, group);
      return found ? [{ ...found, change: `${found.change}, or lower the guarantees to ${lowered(plan.promise)}` }] : [];
    });
  },
};

function what(plan: WorkloadPlan, group: GroupPlan) {
  const members = membersOf(plan, group);
  if (members === 1) {
    const enough = group.votes || group.acknowledgedBy !== undefined ? 3 : 2;
    return { got: `group ${group.name}: 1 member`, expected: `${enough} members or more`, change: group.moreBy ?? `give it ${enough} members` };
  }
  if (group.takeover === Takeover.SAME_POD) {
    return {
      got: `group ${group.name}: ${count(members, 'member')}, and nobody takes over from a lost one: the same pod must come back`,
      expected: 'a takeover by the system or by an agent',
      change: 'run it with an agent or an operator that promotes another member',
    };
  }
  // With survives other than NONE this is what replication/copies and quorum/majority count.
  if (plan.promise.survives === Failure.NONE && livesOnCopies(group) && group.copies <= group.servesWith) {
    return {
      got: `group ${group.name}: ${count(group.copies, 'copy', 'copies')} that serve with ${group.servesWith}`,
      expected: `${group.servesWith + 1} copies or more, so that one may restart`,
      change: `keep ${group.servesWith + 1} copies`,
    };
  }
  return undefined;
}

function lowered(promise: PromisePlan): string {
  return [
    ...(promise.survives === Failure.NONE ? [] : ['survives: Failure.NONE']),
    ...(promise.servesDuringMaintenance ? ['servesDuringMaintenance: false'] : []),
  ].join(', ');
}
