import { RuleDefinition } from './rule-definition';
import { Effect } from '../../operators/known-kind';
import { Change } from '../change';
import { ChangeClass } from '../change-class';
import { holdsData } from '../data-kinds';
import { Difference } from '../difference';
import { having, knownKind } from '../known-kinds';
import { membersText, scalingOf } from '../scaling';
import { claimTemplatesOf } from '../workload';

export const SCALE_IN_UNKNOWN: RuleDefinition = {
  id: 'change/scale-in-unknown',
  class: ChangeClass.TWO_STEPS,
  proves: 'What this library did not render, a StatefulSet with claims or a cluster of a known operator, gets fewer members only when somebody '
    + 'who knows the system has seen to their data.',
  source: 'Kubernetes, StatefulSets, PersistentVolumeClaim retention: '
    + 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention (claims are kept by default, and nothing reads them); '
    + 'each operator\'s documentation',
  judge: (change, open, world) => {
    const { before, after } = change;
    if (after && knownKind(after)) return having(Effect.MEMBERS_HELD, change, open, world);
    if (before && after && holdsData(before)) {
      const todo = 'see in its operator\'s documentation whether it empties members before it takes them away; if not, empty them first. Then let this rule through';
      return open.filter(counts).map((field) => ({ ...field, todo }));
    }
    return ofStatefulSet(change, open);
  },
};

/** What operators call the number of a cluster's members. */
const NUMBERS = ['clusterSize', 'count', 'instances', 'members', 'numberOfInstances', 'replicas', 'replicasCount', 'servers', 'shards', 'shardsCount', 'size'];

function counts({ path, was, is }: Difference): boolean {
  return path[0] === 'spec' && NUMBERS.includes(path[path.length - 1]) && typeof was === 'number' && typeof is === 'number' && is < was;
}

function ofStatefulSet(change: Change, open: Difference[]) {
  const scaling = scalingOf(change, open);
  if (!scaling || scaling.undrained.length === 0 || claimTemplatesOf(change.before).length === 0) return [];
  const todo = `${membersText(scaling.undrained)} may hold data that no other has: take them out of the system first, as its documentation says, `
    + 'then let this rule through for the change that lowers replicas';
  return scaling.fields.map((field) => ({ ...field, todo }));
}
