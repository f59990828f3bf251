// The namespace that experiments live in.
import { KubeObject } from './api';

/** Every pod in it must pass `restricted`. */
export function namespaceOf(name: string): KubeObject {
  const level = (mode: string) => [`pod-security.kubernetes.io/${mode}`, 'restricted'];
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: Object.fromEntries([level('enforce'), level('warn'), level('audit')]) } };
}
