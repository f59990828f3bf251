import { RuleDefinition } from './rule-definition';
import { at } from '../../manifests/value';
import { under } from '../change';
import { ChangeClass } from '../change-class';
import { templatePath } from '../workload';

export const ON_DELETE: RuleDefinition = {
  id: 'change/on-delete',
  class: ChangeClass.IN_PLACE,
  proves: 'A changed template that reaches pods only when they are made anew: with OnDelete, a partition or a pause, of a CronJob, a ReplicaSet.',
  source: 'Kubernetes, StatefulSets, Update strategies: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies '
    + '(with OnDelete pods are not replaced by themselves)',
  judge: ({ kind, before, after }, open) => {
    const path = templatePath(kind);
    if (!path || !before || !after) return [];
    return under(open, path).map((field) => ({ ...field, todo: todo(kind, at(after, 'spec', 'paused') === true) }));
  },
};

function todo(kind: string, paused: boolean): string {
  if (kind === 'batch/CronJob') return 'its next run takes it';
  return paused ? 'its pods take it when it is resumed' : 'nothing happens by itself: delete its pods one by one, each when the last one is back';
}
