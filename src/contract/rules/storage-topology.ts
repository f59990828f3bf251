import { RuleDefinition } from './rule-definition';
import { Domain, Failure } from '../../plan';
import { hardCap } from '../loss';

export const STORAGE_TOPOLOGY: RuleDefinition = {
  id: 'storage/topology',
  proves: 'Where zones matter, a volume is made in the zone where its pod was placed: one made before may lie where the pod must not stand.',
  source: 'Kubernetes, Storage Classes, Volume binding mode: https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode '
    + '(with immediate binding, "unschedulable Pods")',
  check: (plan) => plan.site.volumesFollowPods
    ? []
    : plan.components
      .filter((component) => (component.volumes ?? []).some((volume) => volume.durable))
      .filter((component) => plan.promise.survives === Failure.ZONE || hardCap(component, Domain.ZONE) !== undefined)
      .map((component) => ({
        got: `component ${component.name}: placed by zone, with volumes that are made before its pods are placed`,
        expected: 'a storage class that waits for the pod (volumeBindingMode: WaitForFirstConsumer)',
        change: 'name such a storage class',
      })),
};
