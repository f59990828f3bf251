import { isOurs } from './ours';
import { COMPONENT_LABEL } from '../builtin/names';
import { kindOf, KubeObject, labelOf, nameOf } from '../manifests/kube-object';

/** A task's Job, and the ConfigMap with its scripts, are named by their content: `events-topics-1fff107ca6`. */
const HASHED = /^(.+)-[0-9a-f]{10}$/;
const KINDS = ['batch/Job', 'ConfigMap'];

/** Whether one object takes the place of the other: a changed task is a new object. */
export function isReplacedTask(before: KubeObject, after: KubeObject): boolean {
  if (!KINDS.includes(kindOf(before)) || kindOf(before) !== kindOf(after) || !isOurs(before) || !isOurs(after)) return false;
  const [was, is] = [nameOf(before), nameOf(after)];
  const plain = HASHED.exec(was.name)?.[1];
  return plain !== undefined && plain === HASHED.exec(is.name)?.[1]
    && was.namespace === is.namespace && labelOf(before, COMPONENT_LABEL) === labelOf(after, COMPONENT_LABEL);
}
