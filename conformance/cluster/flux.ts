// Flux's controller of Kustomizations as a process. Its other half, which fetches sources, is played (gitops/source.ts): one of its modules is on no proxy.
import { KubeObject } from '../kubernetes/api';

/** The namespace that `flux bootstrap` makes. */
export const FLUX_NAMESPACE = 'flux-system';
/** Between two looks at what a Kustomization waits for, where Flux takes 30 s: so that a suite ends. */
const DEPENDENCY_SECONDS = 3;

/** The kinds that the controller watches, with whatever fields: nobody but the suite makes one. */
export const SOURCES: readonly KubeObject[] = [['GitRepository', 'gitrepositories'], ['OCIRepository', 'ocirepositories'], ['Bucket', 'buckets']]
  .map(([kind, plural]) => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.source.toolkit.fluxcd.io` },
    spec: {
      group: 'source.toolkit.fluxcd.io',
      names: { kind, plural },
      scope: 'Namespaced',
      versions: [{
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: { openAPIV3Schema: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      }],
    },
  }));

/** With the rights of an administrator, as Flux has them by default. */
export function fluxArgv(program: string, kubeconfig: string, scratch: string): string[] {
  return ['env', `KUBECONFIG=${kubeconfig}`, `RUNTIME_NAMESPACE=${FLUX_NAMESPACE}`, `TMPDIR=${scratch}`, program, '--enable-leader-election=false',
    '--metrics-addr=127.0.0.1:18080', '--health-addr=127.0.0.1:19440', `--requeue-dependency=${DEPENDENCY_SECONDS}s`];
}
