import { RuleDefinition } from './rule-definition';
import { parseQuantity } from '../../builtin/quantity';
import { under } from '../change';
import { ChangeClass } from '../change-class';
import { Difference } from '../difference';
import { pathOf } from '../path';

export const CLAIM_TEMPLATES: RuleDefinition = {
  id: 'change/claim-templates',
  class: ChangeClass.FORBIDDEN,
  proves: 'Claim templates of a StatefulSet stay as they were made: size, class and access of its volumes can\'t be changed there.',
  source: 'Kubernetes, pkg/apis/apps/validation/validation.go, ValidateStatefulSetUpdate: '
    + 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go ("updates to statefulset spec for fields other than [...] are forbidden")',
  judge: ({ kind, before }, open) => {
    if (kind !== 'apps/StatefulSet' || !before) return [];
    return under(open, pathOf('spec.volumeClaimTemplates')).filter(differs).map((field) => ({ ...field, todo: todo(field) }));
  },
};

function size(field: Difference): [number, number] | undefined {
  if (field.path[field.path.length - 1] !== 'storage') return undefined;
  const [was, is] = [parseQuantity(field.was), parseQuantity(field.is)];
  return was === undefined || is === undefined ? undefined : [was, is];
}

/** What the API server writes there itself: pkg/apis/apps/v1/conversion.go. */
const NOT_COMPARED = ['apiVersion', 'kind', 'status'];

/** 1Gi is 1024Mi, and the API server knows it. */
function differs(field: Difference): boolean {
  const sizes = size(field);
  return sizes ? sizes[0] !== sizes[1] : !NOT_COMPARED.includes(field.path[3]);
}

const ANEW = 'then delete the StatefulSet with --cascade=orphan (its pods and claims stay) and apply';

function todo(field: Difference): string {
  const sizes = size(field);
  if (!sizes) return `keep it; if it must change, new claims alone have it: see to it that the old ones stay, ${ANEW}`;
  if (sizes[1] < sizes[0]) return 'a volume can\'t shrink: keep the size, or let the system copy its data to members with smaller volumes';
  return `enlarge each claim first (kubectl patch pvc; its class must allow expansion), ${ANEW}; let this rule through for that`;
}
