import { Finding, RuleDefinition } from './rule-definition';
import { ComponentLife, ComponentPlan } from '../../plan';
import { groupsOf } from '../groups';

export const STORAGE_DURABLE: RuleDefinition = {
  id: 'storage/durable',
  proves: 'With `keepsAcknowledgedWrites`, members with state keep it on volumes that outlive the pod, and that are kept when the workload shrinks or is deleted.',
  source: 'Kubernetes, Volumes, emptyDir: https://kubernetes.io/docs/concepts/storage/volumes/#emptydir (removed with its pod); '
    + 'Kubernetes, StatefulSets, PersistentVolumeClaim retention: '
    + 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
  check: (plan) => plan.promise.keepsAcknowledgedWrites
    ? plan.components.filter((c) => groupsOf(plan, c).some((group) => group.holdsState)).flatMap(check)
    : [],
};

function check(component: ComponentPlan): Finding[] {
  if (component.life !== ComponentLife.MEMBER) {
    return [{
      got: `component ${component.name}: holds state in ${component.life} pods, which have no volumes of their own`,
      expected: 'members, each with a durable volume',
      change: `make ${component.name} members, or set keepsAcknowledgedWrites: false`,
    }];
  }
  const durable = (component.volumes ?? []).filter((volume) => volume.durable);
  if (durable.length === 0) {
    return [{
      got: `component ${component.name}: holds state, and no volume outlives its pod`,
      expected: 'a durable volume or more',
      change: 'use persistent storage, or set keepsAcknowledgedWrites: false',
    }];
  }
  return durable.filter((volume) => volume.retain === false).map((volume) => ({
    got: `component ${component.name}: volume ${volume.name} is deleted with its member`,
    expected: 'volumes that are kept',
    change: `retain ${volume.name}, or set keepsAcknowledgedWrites: false`,
  }));
}
