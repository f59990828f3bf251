// Argo CD as processes: what reads a repository, what applies it, and what both keep their notes in.
import * as path from 'path';
import { KubeObject } from '../kubernetes/api';

export const ARGO_NAMESPACE = 'argocd';
const PART_OF = { 'app.kubernetes.io/part-of': 'argocd' };
const REDIS = '127.0.0.1:16379', REPOSITORY_PORT = '18081';

/** Between two looks at an Application, where Argo CD takes two to three minutes: so that a suite ends. */
const LOOK_SECONDS = 20;

/** What an installation brings that the processes ask for: its settings, and the project that allows everything. */
export const INSTALLED: readonly KubeObject[] = [
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'argocd-cm', namespace: ARGO_NAMESPACE, labels: PART_OF } },
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'argocd-secret', namespace: ARGO_NAMESPACE, labels: PART_OF }, stringData: { 'server.secretkey': 'unused' } },
  {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'default', namespace: ARGO_NAMESPACE },
    spec: { sourceRepos: ['*'], destinations: [{ namespace: '*', server: '*' }], clusterResourceWhitelist: [{ group: '*', kind: '*' }] },
  },
];

/** With the rights of an administrator, as Argo CD has them by default. */
export function argoCdArgv(bin: string, kubeconfig: string, scratch: string): Record<string, string[]> {
  const env = ['env', `KUBECONFIG=${kubeconfig}`, 'ARGOCD_FAKE_IN_CLUSTER=true', 'ARGOCD_GPG_ENABLED=false', `TMPDIR=${scratch}`,
    `ARGOCD_ASK_PASS_SOCK=${scratch}/ask-pass.sock`];
  const at = (program: string) => [...env, path.join(bin, program)];
  return {
    'argocd-redis': [...at('argocd-redis'), REDIS],
    'argocd-repo-server': [...at('argocd-repo-server'), '--address=127.0.0.1', `--port=${REPOSITORY_PORT}`, '--disable-tls', '--metrics-address=127.0.0.1',
      '--metrics-port=18084', `--redis=${REDIS}`],
    'argocd-application-controller': [...at('argocd-application-controller'), `--kubeconfig=${kubeconfig}`, `--namespace=${ARGO_NAMESPACE}`,
      `--repo-server=127.0.0.1:${REPOSITORY_PORT}`, '--repo-server-plaintext', '--metrics-port=18082', `--redis=${REDIS}`, `--app-resync=${LOOK_SECONDS}`,
      '--app-resync-jitter=0'],
  };
}
