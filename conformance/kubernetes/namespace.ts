// The namespace that experiments live in.
import { Api, KubeObject } from './api';

/** Every pod in it must pass `restricted`. */
export function namespaceOf(name: string): KubeObject {
  const level = (mode: string) => [`pod-security.kubernetes.io/${mode}`, 'restricted'];
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: Object.fromEntries([level('enforce'), level('warn'), level('audit')]) } };
}

/** It goes, with all that is in it. */
export async function removeNamespace(api: Api, name: string, seconds: number): Promise<void> {
  await api.delete({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  await namespaceGone(api, name, seconds);
}

/** The same where nobody waits for members that leave one after the other; with what `objects` have outside of it. */
export async function removeAtOnce(api: Api, name: string, objects: readonly KubeObject[], seconds: number): Promise<void> {
  await forgetPods(api, name);
  await api.delete({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  for (const object of objects.filter((o) => o.kind.startsWith('ClusterRole'))) { await api.delete(object); }
  await forgetPods(api, name); // those made meanwhile
  await namespaceGone(api, name, seconds);
}

async function forgetPods(api: Api, namespace: string): Promise<void> {
  for (const pod of await api.list({ apiVersion: 'v1', kind: 'Pod', namespace })) {
    await api.delete({ ...pod, apiVersion: 'v1', kind: 'Pod' }, { gracePeriodSeconds: 0 });
  }
}

async function namespaceGone(api: Api, name: string, seconds: number): Promise<void> {
  await api.until(`namespace ${name} is gone`, { apiVersion: 'v1', kind: 'Namespace' }, (all) => !all.some((n) => n.metadata.name === name), seconds);
}
