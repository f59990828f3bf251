import { Finding, RuleDefinition } from './rule-definition';
import { ComponentLife, ComponentPlan, UpdateOrder, WorkloadPlan } from '../../plan';
import { componentsOf, groupsOf, groupsOfSeveral, livesOnCopies } from '../groups';
import { count } from '../words';

export const UPDATE_SERIAL: RuleDefinition = {
  id: 'update/serial',
  proves: 'With `servesDuringMaintenance`, an update takes one member of a group at a time, waits until it is a full member again, '
    + 'and lets members leave in order. Stateless pods may also be replaced by new ones first.',
  source: 'Kubernetes, StatefulSets, Update strategies: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies '
    + '(one at a time, and only after the last is Ready); Kubernetes, Disruptions: '
    + 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/ (workloads "are not limited by PDBs when doing rolling upgrades": two of them roll at the same time)',
  check: (plan) => plan.promise.servesDuringMaintenance
    ? [...served(plan).flatMap((component) => [...order(plan, component), ...gate(component), ...farewell(component)]), ...together(plan)]
    : [],
};

/**
 * Components of groups whose restarts clients must not notice. What runs to completion is never rolled: whether its work stands still meanwhile is the
 * matter of availability/pause.
 */
function served(plan: WorkloadPlan): ComponentPlan[] {
  const groups = groupsOfSeveral(plan);
  const rolled = plan.components.filter(({ life }) => life !== ComponentLife.RUN_TO_COMPLETION);
  return rolled.filter(({ name }) => groups.some(({ components }) => components.includes(name)));
}

function order(plan: WorkloadPlan, component: ComponentPlan): Finding[] {
  const holdsState = groupsOf(plan, component).some((group) => group.holdsState);
  const maySurge = component.life === ComponentLife.STATELESS && !holdsState;
  if (component.update.order === UpdateOrder.SERIAL || (component.update.order === UpdateOrder.SURGE && maySurge)) { return []; }
  return [{
    got: `component ${component.name}: update order ${component.update.order}`,
    expected: maySurge ? 'serial or surge' : 'serial',
    change: `set UpdateOrder.${maySurge ? 'SURGE' : 'SERIAL'}, or set servesDuringMaintenance: false`,
  }];
}

function gate(component: ComponentPlan): Finding[] {
  if (component.gate) { return []; }
  return [{
    got: `component ${component.name}: no gate, so that the next pod goes before the last is back`,
    expected: 'a gate that passes when a pod is a full member again',
    change: `give ${component.name} a gate`,
  }];
}

function farewell(component: ComponentPlan): Finding[] {
  if (component.farewell || component.life !== ComponentLife.MEMBER) { return []; }
  return [{
    got: `component ${component.name}: no farewell, so that a member is killed after Kubernetes' own 30 seconds`,
    expected: 'a farewell that covers its orderly stop',
    change: `give ${component.name} a farewell`,
  }];
}

/** A changed template rolls all components of a group at the same time, each one pod at a time. */
function together(plan: WorkloadPlan): Finding[] {
  return groupsOfSeveral(plan).filter(livesOnCopies).flatMap((group) => {
    const atOnce = componentsOf(plan, group).length;
    const left = group.copies - Math.min(group.copies, atOnce);
    if (atOnce < 2 || left >= group.servesWith) { return []; }
    return [{
      got: `group ${group.name}: ${count(atOnce, 'component')} that roll at the same time, leaving ${left} of ${group.copies}`,
      expected: `${group.servesWith} left to serve`,
      change: `make ${group.components.join(' and ')} one component`,
    }];
  });
}
