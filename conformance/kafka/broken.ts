// Manifests broken on purpose, one way each: what the experiments must notice, or they prove nothing.
import { KubeObject } from '../kubernetes/api';

type Break = (object: KubeObject) => KubeObject | undefined;

const workload = (change: (spec: KubeObject['spec']) => void): Break => (object) => {
  if (object.kind !== 'StatefulSet') { return object; }
  const copy = structuredClone(object);
  change(copy.spec);
  return copy;
};

/** A member is Ready as soon as it is started, and asks nobody when it is told to leave. */
export const withoutGate: Break = workload((spec) => {
  const [member] = spec.template.spec.containers;
  delete member.readinessProbe;
  delete member.lifecycle;
  delete spec.minReadySeconds;
});

export const withoutBudget: Break = (object) => object.kind === 'PodDisruptionBudget' ? undefined : object;

/** One after the other whenever pods are made, though the gate of the first needs the others. */
export const oneAfterTheOther: Break = workload((spec) => { spec.podManagementPolicy = 'OrderedReady'; });

/** Placement as a wish. */
export const softPlacement: Break = workload((spec) => {
  const pod = spec.template.spec;
  const terms = pod.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
  pod.affinity.podAntiAffinity = {
    preferredDuringSchedulingIgnoredDuringExecution: terms.map((podAffinityTerm: unknown) => ({ weight: 100, podAffinityTerm })),
  };
  for (const constraint of pod.topologySpreadConstraints) {
    constraint.whenUnsatisfiable = 'ScheduleAnyway';
    delete constraint.minDomains;
  }
});

/** A run that moves partitions never asks whether its throttles are gone. */
export const withoutLifting: Break = (object) => {
  const script = object.data?.['rebalance.sh'];
  if (!script) { return object; }
  const kept = script.replace('reassign --verify ', 'reassign --verify --preserve-throttles ').replace('lift_throttles && unregister', 'unregister');
  if (kept.includes('lift_throttles &&') || !kept.includes('--preserve-throttles')) { throw new Error('rebalance.sh is not what it was: nothing was broken'); }
  return { ...object, data: { ...object.data, 'rebalance.sh': kept } };
};

/** Several breaks in one. */
export function all(...breaks: Break[]): Break {
  return (object) => breaks.reduce<KubeObject | undefined>((o, b) => o && b(o), object);
}
