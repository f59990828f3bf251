import { RuleDefinition } from './rule-definition';
import { isClusterScoped } from '../../manifests/kinds';
import { kindOf, KubeObject, nameOf, nameText } from '../../manifests/kube-object';
import { at } from '../../manifests/value';
import { World } from '../change';
import { ChangeClass } from '../change-class';
import { knownKind } from '../known-kinds';
import { claimTemplatesOf, templateOf, usersOf } from '../workload';

export const REMOVED_IN_USE: RuleDefinition = {
  id: 'change/removed-in-use',
  class: ChangeClass.TWO_STEPS,
  proves: 'What pods or claims still name does not go before them: a ConfigMap or a Secret that is read, what an operator makes a Secret of, a ServiceAccount, the Service of a StatefulSet, a class of '
    + 'volumes, of priority or of runtime.',
  source: 'Kubernetes, Configure a Pod to Use a ConfigMap, Restrictions: '
    + 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#restrictions (a pod does not start without it); '
    + 'Kubernetes, Storage Classes: https://kubernetes.io/docs/concepts/storage/storage-classes/; Kubernetes, Pod Priority and Preemption: '
    + 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#pod-priority (a pod that names a class that there is not is rejected)',
  judge: ({ before, after }, open, world) => {
    if (!before || after || open.length === 0) return [];
    const names = usersIn(world, before).map((user) => nameText(nameOf(user))).sort();
    const todo = `${names.join(', ')} still ${names.length === 1 ? 'names' : 'name'} it, and new pods or volumes there need it: take the name out there first, and the object away in a later change`;
    return names.length > 0 ? [{ ...open[0], todo }] : [];
  },
};

/** Where pods name what must be there before them. */
const NAMED_BY_PODS: Record<string, string> = {
  'ServiceAccount': 'serviceAccountName',
  'node.k8s.io/RuntimeClass': 'runtimeClassName',
  'scheduling.k8s.io/PriorityClass': 'priorityClassName',
};

/** Who names it in the manifests of now. */
function usersIn(world: World, object: KubeObject): KubeObject[] {
  const kind = kindOf(object);
  const { name, namespace } = nameOf(object);
  const secretName = knownKind(object)?.secretName?.(object);
  if (secretName !== undefined) return usersOf(world, { ...object, apiVersion: 'v1', kind: 'Secret', metadata: { ...object.metadata, name: secretName } });
  const beside = (other: KubeObject) => namespace === nameOf(other).namespace || isClusterScoped(kind);
  switch (kind) {
    case 'ConfigMap':
    case 'Secret': return usersOf(world, object);
    case 'Service': return world.workloads.filter((other) => kindOf(other) === 'apps/StatefulSet' && at(other, 'spec', 'serviceName') === name && beside(other));
    case 'storage.k8s.io/StorageClass': return world.next.filter((other) => claimsOf(other).some((claim) => at(claim, 'spec', 'storageClassName') === name));
  }
  if (!Object.hasOwn(NAMED_BY_PODS, kind)) return [];
  return world.workloads.filter((other) => at(templateOf(other), 'spec', NAMED_BY_PODS[kind]) === name && beside(other));
}

function claimsOf(object: KubeObject): unknown[] {
  return kindOf(object) === 'PersistentVolumeClaim' ? [object] : claimTemplatesOf(object);
}
