import { Difference } from './difference';
import { isUnder, pathOf } from './path';
import { ordinalsOf } from './workload';
import { kindOf, KubeObject } from '../manifests/kube-object';
import { at } from '../manifests/value';

/** Whether a changed template replaces the object's pods without anybody's doing. */
export function rollsByItself(object: KubeObject): boolean {
  const spec = object.spec;
  switch (kindOf(object)) {
    case 'apps/StatefulSet': return at(spec, 'updateStrategy', 'type') !== 'OnDelete' && partitionOf(object) < end(object);
    case 'apps/DaemonSet': return at(spec, 'updateStrategy', 'type') !== 'OnDelete';
    case 'apps/Deployment': return at(spec, 'paused') !== true;
    default: return false;
  }
}

/** Pods below it keep the template that they have. */
function partitionOf(object: KubeObject): number {
  return Number(at(object, 'spec', 'updateStrategy', 'rollingUpdate', 'partition') ?? 0);
}

function end(object: KubeObject): number {
  const { first, count } = ordinalsOf(object);
  return first + count;
}

/** Whether pods that were left on an older template are replaced from now on. */
export function startsToRoll(before: KubeObject, after: KubeObject): boolean {
  return rollsByItself(after) && (!rollsByItself(before) || partitionOf(after) < partitionOf(before));
}

const OF_A_POD = ['spec.containers.*.image', 'spec.initContainers.*.image'].map(pathOf);

/** Of a Pod that nobody replaces: what restarts its container. */
export function isOfPod({ path }: Difference): boolean {
  return OF_A_POD.some((field) => isUnder(path, field));
}
