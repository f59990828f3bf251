import { RuleDefinition } from './rule-definition';
import { parseQuantity } from '../../builtin/quantity';
import { under } from '../change';
import { ChangeClass } from '../change-class';
import { Difference } from '../difference';
import { isUnder, pathOf } from '../path';

const SIZE = pathOf('spec.resources.requests.storage');
const ATTRIBUTES = pathOf('spec.volumeAttributesClassName');
const VOLUME = pathOf('spec.volumeName');

export const CLAIM: RuleDefinition = {
  id: 'change/claim',
  class: ChangeClass.FORBIDDEN,
  proves: 'A claim keeps the volume that it got: it may grow, and nothing else of it changes.',
  source: 'Kubernetes, pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimUpdate: '
    + 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ("spec is immutable after creation except resources.requests and volumeAttributesClassName")',
  judge: ({ kind, before }, open) => {
    if (kind !== 'PersistentVolumeClaim' || !before) return [];
    return under(open, ['spec']).filter((field) => !mayChange(field)).map((field) => ({
      ...field,
      todo: isUnder(field.path, SIZE)
        ? 'a volume can\'t shrink: keep the size, or make a new claim and copy the data there'
        : 'keep it; make a new claim, copy the data there, and let the pods use that one',
    }));
  },
};

function mayChange({ path, was, is }: Difference): boolean {
  if (isUnder(path, ATTRIBUTES)) return is !== undefined;
  if (isUnder(path, VOLUME)) return was === undefined;
  const [before, after] = [parseQuantity(was), parseQuantity(is)];
  return isUnder(path, SIZE) && before !== undefined && after !== undefined && after >= before;
}
