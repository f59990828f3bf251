// The zones of a cluster of its own.

export const ZONE_LABEL = 'topology.kubernetes.io/zone';

export const ZONES = ['zone-a', 'zone-b', 'zone-c'];

/** The zone of node `index`: one node after the other, so that three nodes fill three zones. */
export function zoneOf(index: number): string {
  return ZONES[index % ZONES.length];
}
