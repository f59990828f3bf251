import { RuleDefinition } from './rule-definition';
import { LEAVES_ANNOTATION, WAITS_ANNOTATION } from '../../builtin/change-marks';
import { annotationOf, KubeObject, nameOf } from '../../manifests/kube-object';
import { World } from '../change';
import { ChangeClass } from '../change-class';
import { asksOf, isOurs } from '../ours';

export const UNPREPARED: RuleDefinition = {
  id: 'change/unprepared',
  class: ChangeClass.TWO_STEPS,
  proves: 'What goes on from what a task leaves comes after a change with that task: without it its pods wait for ever, and what ran before is gone.',
  source: 'Kubernetes, Configure a Pod to Use a ConfigMap, Restrictions: '
    + 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#restrictions (a pod does not start without a ConfigMap that it names).',
  judge: ({ before, after }, open, world) => {
    if (before || !after || !isOurs(after) || open.length === 0) return [];
    const missing = marked(after, WAITS_ANNOTATION).filter((name) => !isLeft(name, after, world));
    if (missing.length === 0) return [];
    const first = asksOf(after) ?? 'apply a change with the task that makes it first';
    const todo = `its pods wait for the ConfigMap ${missing.join(', ')}, which nothing of before makes: ${first}. If it is there already, let this rule through once`;
    return [{ ...open[0], todo }];
  },
};

function marked(object: KubeObject, annotation: string): string[] {
  return (annotationOf(object, annotation) ?? '').split(' ').filter((name) => name !== '');
}

/** By a task of before, or it was waited for, and so was there, already. */
function isLeft(name: string, reader: KubeObject, { previous }: World): boolean {
  const { namespace } = nameOf(reader);
  return previous.some((object) => isOurs(object) && nameOf(object).namespace === namespace
    && [LEAVES_ANNOTATION, WAITS_ANNOTATION].some((annotation) => marked(object, annotation).includes(name)));
}
