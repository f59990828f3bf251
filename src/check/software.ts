import { under } from './change';
import { Difference } from './difference';
import { STATE_VERSION_ANNOTATION, VERSION_ANNOTATION } from '../builtin/remembered';
import { Software } from '../cluster/transition';
import { annotationOf, KubeObject } from '../manifests/kube-object';

/** What the members of a workload run, where its manifest says so. */
export function softwareOf(object: KubeObject | undefined): Software | undefined {
  const version = annotationOf(object, VERSION_ANNOTATION);
  const stateVersion = annotationOf(object, STATE_VERSION_ANNOTATION);
  return version === undefined ? undefined : { version, ...stateVersion === undefined ? {} : { stateVersion } };
}

/** The differences of either version. */
export function versionFields(open: Difference[]): Difference[] {
  return [VERSION_ANNOTATION, STATE_VERSION_ANNOTATION].flatMap((annotation) => under(open, ['metadata', 'annotations', annotation]));
}
