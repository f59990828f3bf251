// The zones of a cluster, and of its nodes.
import { Api } from '../kubernetes/api';

export const ZONE_LABEL = 'topology.kubernetes.io/zone';

export const ZONES = ['zone-a', 'zone-b', 'zone-c'];

/** The zone of node `index`: one node after the other, so that three nodes fill three zones. */
export function zoneOf(index: number): string {
  return ZONES[index % ZONES.length];
}

/** Node -> its zone, as the API tells it. */
export async function zonesOfNodes(api: Api): Promise<Map<string, string>> {
  return new Map((await api.list({ apiVersion: 'v1', kind: 'Node' })).map((n) => [n.metadata.name, n.metadata.labels?.[ZONE_LABEL] ?? '']));
}
