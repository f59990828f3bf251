import { kindOf, KubeObject, labelOf, nameOf } from '../../../manifests/kube-object';
import { at, mapsOf } from '../../../manifests/value';
import { CLUSTER_LABEL } from '../render/names';

/** The cluster that a pool, a topic or a user is of. */
export function clusterOf(object: KubeObject): string | undefined {
  return labelOf(object, CLUSTER_LABEL);
}

/** Its Kafka, if it is among these. */
export function kafkaOf(object: KubeObject, objects: KubeObject[]): KubeObject | undefined {
  const { namespace } = nameOf(object);
  return objects.find((other) => kindOf(other) === 'kafka.strimzi.io/Kafka' && nameOf(other).name === clusterOf(object) && nameOf(other).namespace === namespace);
}

/** Whether Cruise Control moves partitions by itself when brokers come or go. */
export function rebalances(kafka: KubeObject | undefined, mode: 'add-brokers' | 'remove-brokers'): boolean {
  return mapsOf(at(kafka, 'spec', 'cruiseControl', 'autoRebalance')).some((entry) => entry.mode === mode);
}

/** Whether both are of one cluster. */
export function isBeside(one: KubeObject, other: KubeObject): boolean {
  return clusterOf(one) === clusterOf(other) && nameOf(one).namespace === nameOf(other).namespace;
}
