import { KubeObject, labelOf } from './kube-object';
import { MANAGED_BY_LABEL, MANAGER } from '../builtin/names';

/** Whether this library rendered it, so that its labels and annotations mean what they say. */
export function isOurs(object: KubeObject | undefined): boolean {
  return labelOf(object, MANAGED_BY_LABEL) === MANAGER;
}
