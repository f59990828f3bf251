import { MANAGED_BY_LABEL, MANAGER } from '../builtin/names';
import { KubeObject, labelOf } from '../manifests/kube-object';

/** Whether this library rendered it, so that its labels and annotations mean what they say. */
export function isOurs(object: KubeObject | undefined): boolean {
  return labelOf(object, MANAGED_BY_LABEL) === MANAGER;
}
