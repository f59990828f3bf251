import { ASKS_ANNOTATION } from '../builtin/change-marks';
import { MANAGED_BY_LABEL, MANAGER } from '../builtin/names';
import { annotationOf, KubeObject, labelOf } from '../manifests/kube-object';

/** Whether this library rendered it, so that its labels and annotations mean what they say. */
export function isOurs(object: KubeObject | undefined): boolean {
  return labelOf(object, MANAGED_BY_LABEL) === MANAGER;
}

/** What a person declares to change it, where it says so. */
export function asksOf(object: KubeObject | undefined): string | undefined {
  return isOurs(object) ? annotationOf(object, ASKS_ANNOTATION) : undefined;
}
