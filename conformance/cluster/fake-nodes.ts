// Nodes that only the API has: kwok plays their kubelets. Pods that are put there are Running and Ready at once, and nothing runs.
import { ZONE_LABEL, zoneOf } from './zones';
import { Api, KubeObject } from '../kubernetes/api';
import { condition } from '../kubernetes/status';

/** Tells kwok which nodes are its own. */
export const FAKE = 'kwok.x-k8s.io/node=fake';
const [ANNOTATION, VALUE] = FAKE.split('=');

/** `count` of them, one zone after the other. */
export async function addFakeNodes(api: Api, count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, index) => `fake-${index}`);
  for (const [index, name] of names.entries()) {
    await api.apply({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        annotations: { [ANNOTATION]: VALUE },
        labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', [ZONE_LABEL]: zoneOf(index), 'topology.kubernetes.io/region': 'conformance' },
      },
    });
  }
  // Without leases they are Ready too, until the node controller misses their heartbeat; and pods that it marks then stay so.
  await api.until(`${count} fake nodes have a lease`, { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', namespace: 'kube-node-lease' },
    (leases) => names.every((name) => leases.some((l) => l.metadata.name === name)), 60, (leases) => `leases of ${leases.map((l) => l.metadata.name).join(', ')}`);
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
