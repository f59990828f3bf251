import { RuleDefinition } from './rule-definition';
import { KubeObject } from '../../manifests/kube-object';
import { at } from '../../manifests/value';
import { under } from '../change';
import { ChangeClass } from '../change-class';
import { pathOf } from '../path';
import { isOfPod, rollsByItself, startsToRoll } from '../rolling';
import { ordinalsOf, templatePath } from '../workload';

export const POD_TEMPLATE: RuleDefinition = {
  id: 'change/pod-template',
  class: ChangeClass.ROLLING_RESTART,
  proves: 'Pods of a StatefulSet, a Deployment or a DaemonSet are replaced when their template changes.',
  source: 'Kubernetes, StatefulSets, Update strategies: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies; Kubernetes, Deployments, '
    + 'Strategy: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
  judge: ({ kind, before, after }, open) => {
    if (!before || !after) return [];
    const strategy = startsToRoll(before, after) ? [...under(open, pathOf('spec.updateStrategy')), ...under(open, pathOf('spec.paused'))] : [];
    const template = kind === 'Pod' ? open.filter(isOfPod) : rollsByItself(after) ? under(open, templatePath(kind)!) : [];
    return [
      ...strategy.map((field) => ({ ...field, todo: 'pods that still have an older template restart now' })),
      ...template.map((field) => ({ ...field, todo: how(kind, after) })),
    ];
  },
};

function how(kind: string, after: KubeObject): string {
  switch (kind) {
    case 'apps/StatefulSet': return ordinalsOf(after).count > 1
      ? 'its pods restart one after the other, from the highest ordinal down, each when the last one is ready'
      : 'its only pod restarts, and serves nobody meanwhile';
    case 'apps/DaemonSet': return 'its pods restart, node after node';
    case 'Pod': return 'its container restarts';
    default: return at(after, 'spec', 'strategy', 'type') === 'Recreate' ? 'all its pods stop before new ones start' : 'new pods take the place of the old ones';
  }
}
