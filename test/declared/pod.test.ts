import { checkedPods } from '../../src/declared/pod';
import { PodPlan } from '../../src/plan';

test.each<[string, PodPlan, string]>([
  ['a label with a space', { labels: { 'a b': 'c' } }, "x/y: pods.labels: got 'a b', expected a key"],
  ['a label with a long value', { labels: { a: 'x'.repeat(64) } }, "pods.labels['a']: got 'xxx"],
  ['a label that ends in a hyphen', { labels: { 'example.com/a': 'x-' } }, "pods.labels['example.com/a']: got 'x-'"],
  ['an annotation without a name', { annotations: { 'example.com/': 'x' } }, "pods.annotations: got 'example.com/'"],
  ['a node with a label of two slashes', { nodeSelector: { 'a/b/c': 'x' } }, "pods.nodeSelector: got 'a/b/c'"],
  ['a variable with a sign', { environment: { 'A=B': 'x' } }, "pods.environment: got 'A=B'"],
  ['an effect that there is not', { tolerations: [{ key: 'a', effect: 'Evict' }] }, "pods.tolerations: got 'Evict', expected one of NoSchedule, PreferNoSchedule, NoExecute"],
  ['a Secret with capitals', { imagePullSecrets: ['Pull'] }, "pods.imagePullSecrets: got 'Pull'"],
  ['a class without a name', { priorityClass: '' }, "pods.priorityClass: got ''"],
])('%s is refused before it is in an object of an operator that takes anything', (_, pods, error) => {
  expect(() => checkedPods('x/y', pods)).toThrow(error);
});

test('what Kubernetes takes is taken', () => {
  const pods: PodPlan = {
    labels: { 'a': '', 'example.com/A_b.c': 'x-1' },
    annotations: { 'example.com/note': 'any text\n' },
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    environment: { 'TZ': 'UTC', 'a.b': '' },
    tolerations: [{ effect: 'NoExecute' }, {}],
    imagePullSecrets: ['pull.secret'],
    priorityClass: 'system-node-critical',
  };
  expect(checkedPods('x/y', pods)).toBe(pods);
  expect(checkedPods('x/y', undefined)).toBeUndefined();
});
