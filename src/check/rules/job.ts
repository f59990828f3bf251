import { Judgement, RuleDefinition } from './rule-definition';
import { at } from '../../manifests/value';
import { under } from '../change';
import { ChangeClass } from '../change-class';
import { asksOf } from '../ours';
import { pathOf } from '../path';

const FIELDS = ['template', 'selector', 'manualSelector', 'completionMode', 'podFailurePolicy', 'successPolicy', 'backoffLimitPerIndex', 'managedBy'].map((field) => pathOf(`spec.${field}`));
const COMPLETIONS = pathOf('spec.completions');

export const JOB: RuleDefinition = {
  id: 'change/job',
  class: ChangeClass.FORBIDDEN,
  proves: 'A Job does what it was made for: its template, and how its success and failures count, can\'t be changed.',
  source: 'Kubernetes, pkg/apis/batch/validation/validation.go, ValidateJobSpecUpdate: '
    + 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/batch/validation/validation.go; Kubernetes, Jobs, Elastic Indexed Jobs: '
    + 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#elastic-indexed-jobs',
  judge: ({ kind, before, after }, open) => {
    if (kind !== 'batch/Job' || !before || !after) return [];
    const todo = asksOf(before) ?? 'other work is another Job: give it another name, such as one that ends in a hash of its content, or delete the old one before the new one is applied';
    const elastic = at(after, 'spec', 'completionMode') === 'Indexed' && at(after, 'spec', 'completions') === at(after, 'spec', 'parallelism');
    return [...FIELDS, ...elastic ? [] : [COMPLETIONS]].flatMap((path) => under(open, path)).map((field): Judgement => ({ ...field, todo }));
  },
};
