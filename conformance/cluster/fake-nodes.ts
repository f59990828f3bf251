// Nodes that only the API has: kwok plays their kubelets. Pods that are put there are Running and Ready at once, and nothing runs.
import { ZONE_LABEL, zoneOf } from './zones';
import { Api, KubeObject } from '../kubernetes/api';
import { condition } from '../kubernetes/status';

/** Tells kwok which nodes are its own. */
export const FAKE = 'kwok.x-k8s.io/node=fake';
const [ANNOTATION, VALUE] = FAKE.split('=');

export function fakeNodeName(index: number): string {
  return `fake-${index}`;
}

/** `count` of them, one zone after the other. */
export async function addFakeNodes(api: Api, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    await api.apply({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name: fakeNodeName(index),
        annotations: { [ANNOTATION]: VALUE },
        labels: { 'kubernetes.io/hostname': fakeNodeName(index), 'kubernetes.io/os': 'linux', [ZONE_LABEL]: zoneOf(index), 'topology.kubernetes.io/region': 'conformance' },
      },
    });
  }
  await api.until(`${count} fake nodes are Ready`, { apiVersion: 'v1', kind: 'Node' }, (nodes) => nodes.filter((n) => isFake(n) && condition(n, 'Ready')).length === count, 60,
    (nodes) => nodes.map((n) => `${n.metadata.name} ${condition(n, 'Ready')}`).join(', '));
}

export async function removeFakeNodes(api: Api): Promise<void> {
  for (const node of (await api.list({ apiVersion: 'v1', kind: 'Node' })).filter(isFake)) {
    await api.delete({ ...node, apiVersion: 'v1', kind: 'Node' });
  }
}

export function isFake(node: KubeObject): boolean {
  return node.metadata.annotations?.[ANNOTATION] === VALUE;
}
