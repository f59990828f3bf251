import { RuleDefinition } from './rule-definition';
import { INSTANCE_LABEL } from '../../builtin/names';
import { FOUNDING_VARIABLE } from '../../builtin/prepare-container';
import { KubeObject, labelOf, nameOf, nameText } from '../../manifests/kube-object';
import { at, mapsOf } from '../../manifests/value';
import { ChangeClass } from '../change-class';
import { isOurs } from '../ours';
import { templateOf } from '../workload';

export const FOUNDED_AGAIN: RuleDefinition = {
  id: 'change/founded-again',
  class: ChangeClass.DESTROYS_DATA,
  proves: 'A system that one component of this library founded is not founded once more by another: the second founding knows nothing of what there is.',
  source: 'By definition of a founding: exactly one member founds a system, once (docs/architecture.md, Decisions).',
  judge: ({ before, after }, open, world) => {
    const record = recordOf(after);
    if (!after || record === undefined || recordOf(before) === record) return [];
    const former = world.previous.find((other) => isOurs(other) && isBeside(other, after) && recordOf(other) !== undefined);
    const field = open.find(({ path, is }) => path.length === 0 || JSON.stringify([path, is]).includes(FOUNDING_VARIABLE));
    if (!former || !field) return [];
    const todo = `${nameText(nameOf(former))} founded it, and this would found a second one beside what there is: keep the components as they are, or make a new system under another name and move`;
    return [{ ...field, todo }];
  },
};

/** Where the founding is recorded, if the object's members found at all. */
function recordOf(object: KubeObject | undefined): unknown {
  const variables = mapsOf(at(templateOf(object), 'spec', 'initContainers')).flatMap((container) => mapsOf(container.env));
  return variables.find(({ name }) => name === FOUNDING_VARIABLE)?.value;
}

/** Whether both are of one system. */
function isBeside(one: KubeObject, other: KubeObject): boolean {
  return nameOf(one).namespace === nameOf(other).namespace && labelOf(one, INSTANCE_LABEL) === labelOf(other, INSTANCE_LABEL);
}
