import { createHash } from 'crypto';
import { refuse } from '../../contract/message';

/**
 * What a Kafka cluster is known by: its names, node ids and cluster id. Frozen: docs/identity.md lists them,
 * and a test holds them, because another value makes another cluster out of the same disks.
 */

/** Broker N has the node id N. */
export const BROKER_ID_OFFSET = 0;
/** Controller N has the node id 1000 + N. So there are at most 1,000 brokers. */
export const CONTROLLER_ID_OFFSET = 1000;

export const BROKER = 'broker';
export const CONTROLLER = 'controller';

/** The volume's mount. Kafka's log directory is `log` in it: the root has directories of its own, fatal for Kafka. */
export const DATA_PATH = '/var/lib/kafka/data';

/** The user of the official image. */
export const KAFKA_USER = 1000;

/** A Kafka UUID of 16 bytes from namespace and name: the same declaration founds the same cluster. */
export function clusterIdOf(namespaceName: string, name: string): string {
  const bytes = createHash('sha256').update(`cdk8s-data/kafka/${namespaceName}/${name}`).digest().subarray(0, 16);
  return bytes.toString('base64url');
}

/** A cluster id that somebody gave. */
export function checkedClusterId(path: string, id: string): string {
  if (!/^[A-Za-z0-9_-]{22}$/.test(id)) {
    refuse({
      path,
      what: 'clusterId',
      got: `'${id}'`,
      expected: '22 characters of URL-safe base64',
      change: 'copy it from meta.properties of a disk of that cluster, or leave it away',
    });
  }
  return id;
}
