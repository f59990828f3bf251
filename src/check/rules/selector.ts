import { RuleDefinition } from './rule-definition';
import { selects } from '../../builtin/read-back';
import { KubeObject } from '../../manifests/kube-object';
import { at, mapOf, mapsOf, same } from '../../manifests/value';
import { under } from '../change';
import { ChangeClass } from '../change-class';
import { pathOf } from '../path';

const KINDS = ['apps/DaemonSet', 'apps/Deployment', 'apps/ReplicaSet', 'apps/StatefulSet'];
const SELECTOR = pathOf('spec.selector');
const LABELS = pathOf('spec.template.metadata.labels');

export const SELECTOR_KEPT: RuleDefinition = {
  id: 'change/selector',
  class: ChangeClass.FORBIDDEN,
  proves: 'A workload selects the same pods as before, and its template makes pods that it selects.',
  source: 'Kubernetes, Deployments, Label selector updates: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates '
    + '(immutable in apps/v1); pkg/apis/apps/validation/validation.go: https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go',
  judge: ({ kind, before, after }, open) => {
    if (!KINDS.includes(kind) || !before || !after) return [];
    const fields = under(open, SELECTOR);
    if (fields.length > 0 && !same(selectorOf(before), selectorOf(after))) {
      const todo = 'keep the selector. Another one is another workload: give it another name, and take the old one away when the new one serves'
        + `${kind === 'apps/StatefulSet' ? '; its volumes do not move with it' : ''}`;
      return fields.map((field) => ({ ...field, todo }));
    }
    const labels = under(open, LABELS);
    if (labels.length === 0 || selects(clean(selectorOf(after)), mapOf(at(after, ...LABELS)))) return [];
    return labels.map((field) => ({ ...field, todo: 'the selector no longer selects the pods of this template: keep the labels that it names' }));
  },
};

/** Before apps/v1, a selector that was left out was taken from the template. */
function selectorOf(object: KubeObject): any {
  return at(object, ...SELECTOR) ?? { matchLabels: at(object, ...LABELS) };
}

/** As far as it is a selector at all. */
function clean(selector: any): any {
  const expressions = mapsOf(at(selector, 'matchExpressions')).filter(({ values }) => values === undefined || Array.isArray(values));
  return { matchLabels: mapOf(at(selector, 'matchLabels')), matchExpressions: expressions };
}
