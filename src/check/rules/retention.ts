import { RuleDefinition } from './rule-definition';
import { at } from '../../manifests/value';
import { Effect } from '../../operators/known-kind';
import { ChangeClass } from '../change-class';
import { having } from '../known-kinds';
import { isUnder, Path, pathOf } from '../path';

/** Where each kind says what becomes of volumes, and what holds where it says nothing. */
const POLICIES: Record<string, Path[]> = {
  'apps/StatefulSet': ['whenDeleted', 'whenScaled'].map((when) => ['spec', 'persistentVolumeClaimRetentionPolicy', when]),
  'PersistentVolume': [pathOf('spec.persistentVolumeReclaimPolicy')],
  'snapshot.storage.k8s.io/VolumeSnapshotContent': [pathOf('spec.deletionPolicy')],
};

const TAKES_AWAY = ['Delete', 'Recycle'];

export const RETENTION: RuleDefinition = {
  id: 'change/retention',
  class: ChangeClass.DESTROYS_DATA,
  proves: 'What was kept stays kept: no policy turns to Delete, and no operator is told so, by which claims, volumes or snapshots go with what uses them.',
  source: 'Kubernetes, StatefulSets, PersistentVolumeClaim retention: '
    + 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention; Kubernetes, Persistent Volumes, Reclaiming: '
    + 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming; each operator\'s documentation',
  judge: (change, open, world) => {
    const { kind, before, after } = change;
    if (!before || !after || !Object.hasOwn(POLICIES, kind)) return having(Effect.KEPT_NO_MORE, change, open, world);
    const turned = POLICIES[kind].filter((path) => !TAKES_AWAY.includes(at(before, ...path)) && TAKES_AWAY.includes(at(after, ...path)));
    return open.flatMap((field) => {
      const words = turned.filter((path) => isUnder(path, field.path)).map((path) => path[path.length - 1]);
      if (words.length === 0) return [];
      const todo = `by ${words.join(' and ')} the data goes from now on, also where nobody meant it: keep Retain, and delete by hand what is no longer needed`;
      return [{ ...field, todo }];
    });
  },
};
