import { StreamRequest } from '../stream-application';

/** What never changes: docs/identity.md. */
export const LEADER = 'leader';
export const WORKER = 'worker';

/** The user `flink` of the official image. */
export const FLINK_USER = 9999;

/**
 * By which name a run finds what it keeps at the API server: every run has its own. No name of a processor has a dot, so that none is that of
 * another one's run; names of ConfigMaps and values of labels, which Flink makes of it (KubernetesLeaderElectionHaServices), may have one.
 */
export function clusterIdOf({ name, restoreFrom }: StreamRequest): string {
  return restoreFrom === undefined ? name : `${name}.${restoreFrom.name}`;
}

/** The ConfigMap that says where a savepoint lies. */
export function savepointRecord(name: string, savepoint: string): string {
  return `${name}-savepoint-${savepoint}`;
}

/** The Job of leaders of one run, and the ConfigMap with what they started with. */
export function leaderName({ name, restoreFrom }: StreamRequest): string {
  return restoreFrom === undefined ? `${name}-${LEADER}` : `${name}-${LEADER}-${restoreFrom.name}`;
}
