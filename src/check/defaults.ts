import { Difference } from './difference';
import { isUnder, pathOf } from './path';
import { same } from '../manifests/value';

/**
 * What the API server fills in, of the fields that nobody can change later: to write it down, or no longer, is no change.
 * Source: Kubernetes, SetDefaults... in pkg/apis/{apps,batch,core,scheduling,storage}/v1/defaults.go; read in 1.34 and 1.36.
 */
const DEFAULTS: Record<string, Record<string, unknown>> = {
  'apps/StatefulSet': { 'spec.podManagementPolicy': 'OrderedReady', 'spec.volumeClaimTemplates.*.spec.volumeMode': 'Filesystem' },
  'batch/Job': { 'spec.completionMode': 'NonIndexed', 'spec.manualSelector': false },
  'PersistentVolume': { 'spec.volumeMode': 'Filesystem' },
  'PersistentVolumeClaim': { 'spec.volumeMode': 'Filesystem' },
  'Secret': { type: 'Opaque' },
  'scheduling.k8s.io/PriorityClass': { preemptionPolicy: 'PreemptLowerPriority' },
  'storage.k8s.io/CSIDriver': { 'spec.attachRequired': true },
  'storage.k8s.io/StorageClass': { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
};

/** Whether a field of a kind says the same as before once the API server has filled it in. */
export function sameByDefault(kind: string, { path, was, is }: Difference): boolean {
  return Object.entries(DEFAULTS[kind] ?? {}).some(([field, byDefault]) =>
    path.length === pathOf(field).length && isUnder(path, pathOf(field)) && same(was ?? byDefault, is ?? byDefault));
}
