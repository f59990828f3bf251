import { refuse } from '../contract/message';
import { PodPlan, TolerationPlan } from '../plan';
import { OWN_LABELS } from './names';

function toleration({ key, value, effect }: TolerationPlan): any {
  return { effect, key, operator: key === undefined || value === undefined ? 'Exists' : 'Equal', value: key === undefined ? undefined : value };
}

/** What the user adds to the spec of a pod. */
export function specAdditions(pod: PodPlan | undefined): any {
  const list = <T>(items: T[] | undefined) => items && items.length > 0 ? items : undefined;
  return {
    imagePullSecrets: list(pod?.imagePullSecrets?.map((name) => ({ name }))),
    nodeSelector: pod?.nodeSelector && Object.keys(pod.nodeSelector).length > 0 ? { ...pod.nodeSelector } : undefined,
    priorityClassName: pod?.priorityClass,
    tolerations: list(pod?.tolerations?.map(toleration)),
  };
}

/** The user's labels and ours, which select. */
export function podLabels(path: string, part: string, ours: Record<string, string>, pod: PodPlan | undefined): Record<string, string> {
  const taken = Object.keys(pod?.labels ?? {}).find((key) => OWN_LABELS.includes(key));
  if (taken !== undefined) {
    refuse({
      path,
      what: `label ${taken} of ${part}`,
      got: `"${pod!.labels![taken]}"`,
      expected: 'a label that selects nothing of ours',
      change: 'leave it out, or use a key of your own',
    });
  }
  return { ...pod?.labels, ...ours };
}

/** The user's annotations and ours. */
export function podAnnotations(
  path: string, part: string, ours: Record<string, string>, pod: PodPlan | undefined,
): Record<string, string> | undefined {
  const taken = Object.keys(pod?.annotations ?? {}).find((key) => key.startsWith('cdk8s-data/'));
  if (taken !== undefined) {
    refuse({
      path,
      what: `annotation ${taken} of ${part}`,
      got: `"${pod!.annotations![taken]}"`,
      expected: 'a key outside of cdk8s-data/',
      change: 'use a key of your own',
    });
  }
  const all = { ...pod?.annotations, ...ours };
  return Object.keys(all).length > 0 ? all : undefined;
}
