// What an object's status says.
import { KubeObject } from './api';

/** Whether a condition is True: `Ready` of a node, `Failed` of a Job. */
export function condition(object: KubeObject, type: string): boolean {
  return (object.status?.conditions ?? []).some((c: { type: string; status: string }) => c.type === type && c.status === 'True');
}

/** Whether a pod is Ready and stays. */
export function isReady(pod: KubeObject): boolean {
  return !pod.metadata.deletionTimestamp && condition(pod, 'Ready');
}

/** The containers that a pod runs now, as one word: another one when one of them has been started again. */
export function containerId(pod: KubeObject): string {
  return (pod.status?.containerStatuses ?? []).map((c: { containerID?: string }) => c.containerID ?? '').join();
}
