import { refuse } from '../contract/message';
import { PodPlan } from '../plan';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const KEY = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/**
 * What the user adds to pods, as far as the API server looks at it. Where an operator makes the pods, its own objects take anything, and then no pod comes.
 */
export function checkedPods(path: string, pods: PodPlan | undefined): PodPlan | undefined {
  const check = (what: string, got: unknown, right: boolean, expected: string) => {
    if (!right) refuse({ path, what, got: `'${got}'`, expected, change: 'write one that Kubernetes takes' });
  };
  const { labels = {}, annotations = {}, nodeSelector = {}, environment = {}, tolerations = [], imagePullSecrets = [], priorityClass } = pods ?? {};
  for (const [what, map] of [['pods.labels', labels], ['pods.nodeSelector', nodeSelector], ['pods.annotations', annotations]] as const) {
    for (const [key, value] of Object.entries(map)) {
      check(what, key, KEY.test(key), 'a key: up to 63 letters, digits, and any of -_. between, behind an optional domain and a slash');
      if (what !== 'pods.annotations') check(`${what}['${key}']`, value, VALUE.test(String(value)), 'up to 63 letters, digits, and any of -_. between');
    }
  }
  for (const name of Object.keys(environment)) check('pods.environment', name, name !== '' && !name.includes('='), 'the name of a variable, without =');
  for (const { effect } of tolerations) check('pods.tolerations', effect, effect === undefined || EFFECTS.includes(effect), `one of ${EFFECTS.join(', ')}, or none for all`);
  for (const [what, name] of [...imagePullSecrets.map((secret) => ['pods.imagePullSecrets', secret] as const), ...priorityClass === undefined ? [] : [['pods.priorityClass', priorityClass] as const]]) {
    check(what, name, typeof name === 'string' && name.length <= 253 && NAME.test(name), 'the name of an object: lower case letters, digits, hyphens and dots');
  }
  return pods;
}
