import { RuleDefinition } from './rule-definition';
import { kindOf } from '../../manifests/kube-object';
import { ChangeClass } from '../change-class';
import { knownKind } from '../known-kinds';

export const REMOVED: RuleDefinition = {
  id: 'change/removed',
  class: ChangeClass.IN_PLACE,
  proves: 'Whatever else is no longer declared goes: at once where something prunes, when somebody deletes it where nothing does.',
  source: 'Kubernetes, Declarative Management, How to delete objects: https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#how-to-delete-objects',
  judge: ({ before, after }, open) => {
    if (!before || after || open.length === 0) return [];
    return [{ ...open[0], todo: knownKind(before)?.gone ?? CONSEQUENCES[kindOf(before)] }];
  },
};

const PODS = 'its pods are stopped, and none comes instead';

/** What somebody might not think of. */
const CONSEQUENCES: Record<string, string> = {
  'Service': 'its name and address go: nobody finds what it led to any more',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding': 'what it refused is let through',
  'apps/DaemonSet': PODS,
  'apps/Deployment': PODS,
  'apps/StatefulSet': PODS,
  'networking.k8s.io/NetworkPolicy': 'what it let in is shut out, or, if no other selects its pods, everything is let in',
  'policy/PodDisruptionBudget': 'drains may then take all the pods that it protected at once',
};
