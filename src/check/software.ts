import { under } from './change';
import { Difference } from './difference';
import { knownKind } from './known-kinds';
import { Path } from './path';
import { NAME_LABEL } from '../builtin/names';
import { STATE_VERSION_ANNOTATION, VERSION_ANNOTATION } from '../builtin/remembered';
import { Software } from '../cluster/transition';
import { annotationOf, KubeObject, labelOf } from '../manifests/kube-object';

/** What runs, and by which name its updates are known. */
export interface SystemSoftware extends Software {
  readonly system: string;
}

/** What the members of a workload run, where its manifest says so: an operator's object in its own fields, another one in annotations. */
export function softwareOf(object: KubeObject | undefined): SystemSoftware | undefined {
  if (!object) return undefined;
  const said = knownKind(object)?.software?.(object)
    ?? { system: labelOf(object, NAME_LABEL) ?? '', version: annotationOf(object, VERSION_ANNOTATION), stateVersion: annotationOf(object, STATE_VERSION_ANNOTATION) };
  const { system, version, stateVersion } = said;
  return version === undefined ? undefined : { system, version, ...stateVersion === undefined ? {} : { stateVersion } };
}

/** The differences of the version of the binaries. */
export function versionFields(object: KubeObject, open: Difference[]): Difference[] {
  return under(open, pathsOf(object).version);
}

/** The differences of the version of what members keep. */
export function stateVersionFields(object: KubeObject, open: Difference[]): Difference[] {
  return under(open, pathsOf(object).stateVersion);
}

function pathsOf(object: KubeObject): { version: Path; stateVersion: Path } {
  const annotation = (name: string) => ['metadata', 'annotations', name];
  return knownKind(object)?.versionPaths ?? { version: annotation(VERSION_ANNOTATION), stateVersion: annotation(STATE_VERSION_ANNOTATION) };
}
