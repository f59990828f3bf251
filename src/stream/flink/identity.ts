import { refuse } from '../../contract/message';
import { SAVEPOINT_LENGTH } from '../savepoint-name';
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

/** `high-availability.cluster-id`: where it keeps blobs, and what its job's id is made of. */
export function haIdOf(request: StreamRequest): string {
  return `/${request.namespaceName}/${clusterIdOf(request)}`;
}

/**
 * The job's id, which follows from the id for high availability: its hash as Java makes it, in the upper half of 128 bits. Read in 1.20.3
 * (ApplicationDispatcherBootstrap) and 2.3.0 (ApplicationJobUtils).
 */
export function jobIdOf(haId: string): string {
  const hash = [...haId].reduce((sum, letter) => BigInt.asIntN(32, 31n * sum + BigInt(letter.charCodeAt(0))), 0n);
  return BigInt.asUintN(64, hash).toString(16).padStart(16, '0') + '0'.repeat(16);
}

/** The ConfigMaps in which leaders keep what they know (KubernetesLeaderElectionHaServices): who leads, and where the last checkpoint lies. */
export function knownConfigMaps(request: StreamRequest): string[] {
  const cluster = clusterIdOf(request);
  return [`${cluster}-${jobIdOf(haIdOf(request))}-config-map`, `${cluster}-cluster-config-map`];
}

/** The ConfigMap that says where a savepoint lies. */
export function savepointRecord(name: string, savepoint: string): string {
  return `${name}-savepoint-${savepoint}`;
}

/** What a label's value and the host name of a pod may have: names of Jobs, and of the pods that they make. */
const LABEL_LENGTH = 63;
/** The longest names of a change: the Job that stops the processor ends in a hash, that of a later run's leaders in its run and an index. */
const ROOM_FOR_CHANGES = Math.max('-savepoint-0123456789'.length, `-${LEADER}-`.length + SAVEPOINT_LENGTH + '-0'.length);
const LONGEST_NAME = LABEL_LENGTH - ROOM_FOR_CHANGES;

/** The name is the identity of its state, so that it must leave room for all changes that will come. Of a processor that keeps state. */
export function checkName({ path, name }: StreamRequest): void {
  if (name.length <= LONGEST_NAME) return;
  refuse({
    path,
    what: name === path.split('/').pop() ? 'id' : 'processorName',
    got: `'${name}' with ${name.length} characters`,
    expected: `at most ${LONGEST_NAME}: its name can't be changed later, and a changed program is a Job <name>-${LEADER}-<savepoint>, with up to ${SAVEPOINT_LENGTH} characters of the savepoint`,
    change: `write processorName: '${name.slice(0, LONGEST_NAME).replace(/-+$/, '')}'`,
  });
}

/** The Job of leaders of one run, and the ConfigMap with what they started with. */
export function leaderName({ name, restoreFrom }: StreamRequest): string {
  return restoreFrom === undefined ? `${name}-${LEADER}` : `${name}-${LEADER}-${restoreFrom.name}`;
}
