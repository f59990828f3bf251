import { RuleDefinition } from './rule-definition';
import { kindOf, KubeObject, nameOf, nameText } from '../../manifests/kube-object';
import { at, same } from '../../manifests/value';
import { World } from '../change';
import { ChangeClass } from '../change-class';
import { holdsData } from '../data-kinds';
import { knownKind } from '../known-kinds';
import { claimTemplatesOf, retentionOf } from '../workload';

export const REMOVED_STATE: RuleDefinition = {
  id: 'change/removed-state',
  class: ChangeClass.DESTROYS_DATA,
  proves: 'Nothing goes that holds data, or by whose name data is found: a StatefulSet with claims, a claim, a volume, a snapshot, a namespace, '
    + 'the definition of a custom resource, or a cluster of a known operator, members and data of it among them.',
  source: 'Kubernetes, StatefulSets: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage (claims are found by name); '
    + 'Kubernetes, Persistent Volumes, Reclaiming: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming; Kubernetes, Custom resource definitions: '
    + 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#delete-a-customresourcedefinition (deletes all objects of its kind)',
  judge: ({ before, after }, open, world) => {
    const lost = before && !after && open.length > 0 ? lostWith(before, world) : undefined;
    return lost === undefined ? [] : [{ ...open[0], todo: lost }];
  },
};

const ON_PURPOSE = 'if it is meant to go, save what it holds, and let this rule through once';

/** What goes with an object, and what to do about it; nothing if that is no data. */
function lostWith(object: KubeObject, world: World): string | undefined {
  switch (kindOf(object)) {
    case 'apps/StatefulSet': return withStatefulSet(object, world);
    case 'PersistentVolumeClaim': return `its volume is deleted with it, unless the volume's reclaim policy is Retain: keep the claim; ${ON_PURPOSE}`;
    case 'PersistentVolume': return `nothing leads to what lies on it any more: keep it; ${ON_PURPOSE}`;
    case 'Namespace': return `all its objects are deleted with it, also those that are in no manifest, claims and Secrets among them: keep it; ${ON_PURPOSE}`;
    case 'apiextensions.k8s.io/CustomResourceDefinition':
      return `all objects of its kind are deleted with it, in every namespace: keep it, also while its operator is exchanged; ${ON_PURPOSE}`;
    case 'snapshot.storage.k8s.io/VolumeSnapshot':
    case 'snapshot.storage.k8s.io/VolumeSnapshotContent': return `the snapshot is deleted with it, unless its deletion policy is Retain: keep it; ${ON_PURPOSE}`;
    default: return withKnown(object, world) ?? (holdsData(object) ? `its operator takes what it made away, volumes among it in most cases: keep it; ${ON_PURPOSE}` : undefined);
  }
}

/** Of an operator whose changes were looked up. */
function withKnown(object: KubeObject, { changes }: World): string | undefined {
  const kind = knownKind(object);
  const lost = kind?.lost?.(object);
  const successor = changes.find(({ before, after }) => !before && after && kindOf(after) === kindOf(object) && kind?.isSame?.(object, after))?.after;
  const renamed = successor ? `${nameText(nameOf(successor))} seems to be its new name, and starts with nothing: keep the old name. ` : '';
  return lost === undefined ? undefined : `${renamed}${lost}; ${ON_PURPOSE}`;
}

function withStatefulSet(object: KubeObject, world: World): string | undefined {
  if (claimTemplatesOf(object).length === 0) return undefined;
  const successor = successorOf(object, world);
  if (successor) {
    const [was, is] = [nameOf(object), nameOf(successor)];
    if (was.name === is.name && (was.namespace === undefined || is.namespace === undefined)) {
      return `only one of its manifests says a namespace: if ${nameText(is)} is the same one, write its namespace in both and compare again; if not, it starts with empty disks`;
    }
    return `${nameText(is)} seems to be its new name: claims are found by the name of their StatefulSet, `
      + 'so that it would start with empty disks. Keep the old name and namespace, or copy the data first';
  }
  const claims = retentionOf(object, 'whenDeleted') === 'Delete'
    ? 'its claims are deleted with it'
    : 'its claims stay, and nothing reads them or cares for them any more';
  return `${claims}: keep it; ${ON_PURPOSE}`;
}

/** An added StatefulSet that looks like a removed one. */
function successorOf(object: KubeObject, world: World): KubeObject | undefined {
  const claims = (one: KubeObject) => claimTemplatesOf(one).map((claim) => at(claim, 'metadata', 'name')).sort();
  const container = (one: KubeObject) => at(at(one, 'spec', 'template', 'spec', 'containers')?.[0], 'name');
  const added = world.changes.flatMap(({ before, after, kind }) => after && !before && kind === 'apps/StatefulSet' ? [after] : []);
  return added.find((other) => same(claims(object), claims(other)) && same(container(object), container(other)));
}
