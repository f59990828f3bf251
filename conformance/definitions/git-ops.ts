// The definitions of the tools that apply manifests and charts, out of their Go modules.
import { moduleDefinitions } from './go-module';

const FLUX = 'config/crd/bases';

/** The folders of their files: the kinds that this library writes. */
export function gitOpsDefinitions(): Promise<string[]> {
  return Promise.all([
    { name: 'argo-cd-definitions', title: 'Argo CD\'s definitions', module: 'github.com/argoproj/argo-cd/v3', version: 'v3.2.0', files: ['manifests/crds/application-crd.yaml'] },
    { name: 'flux-helm-definitions', title: 'Flux\'s definitions for Helm', module: 'github.com/fluxcd/helm-controller', version: 'v1.4.0', files: [`${FLUX}/helm.toolkit.fluxcd.io_helmreleases.yaml`] },
    { name: 'flux-source-definitions', title: 'Flux\'s definitions of sources', module: 'github.com/fluxcd/source-controller', version: 'v1.7.0', files: [`${FLUX}/source.toolkit.fluxcd.io_ocirepositories.yaml`] },
    { name: 'flux-kustomize-definitions', title: 'Flux\'s definitions for Kustomize', module: 'github.com/fluxcd/kustomize-controller', version: 'v1.7.3', files: [`${FLUX}/kustomize.toolkit.fluxcd.io_kustomizations.yaml`] },
  ].map(moduleDefinitions));
}
