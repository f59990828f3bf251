import { ApiObjectProps } from 'cdk8s';
import { application, podValues, unlessEmpty, variables } from './helm';
import { InstalledOperatorProps } from './operator-props';
import { ControllerChoice } from './vendor/controller';
import { KustomizationSource } from './vendor/entry';
import { refuse } from '../contract/message';

/** A folder of the project's repository that a tool in the cluster builds and applies. */
export interface KustomizedInstallation {
  readonly source: KustomizationSource;
  readonly version: string;
  /** Name of the objects that ask for it. */
  readonly name: string;
  readonly patches: Patch[];
}

interface Patch {
  readonly target: { readonly kind: string; readonly name: string };
  /** A strategic merge, as JSON. */
  readonly patch: string;
}

/** What is asked for, as patches of the Deployments. @throws where it is asked for what a folder of the project's can't have */
export function patchesOf(
  path: string, source: KustomizationSource, namespaceName: string, { pods, imageRegistry }: InstalledOperatorProps,
  { controllers, flags = [] }: { readonly controllers: Record<string, ControllerChoice>; readonly flags?: string[] },
): Patch[] {
  if (namespaceName !== source.namespaceName) {
    refuse({ path, what: 'namespaceName', got: `'${namespaceName}'`, expected: `'${source.namespaceName}', which the project's folder ${source.folder} is made for`, change: `write namespaceName: '${source.namespaceName}'` });
  }
  if (imageRegistry !== undefined) {
    refuse({ path, what: 'imageRegistry', got: `'${imageRegistry}'`, expected: "none: the images are named in the project's folder", change: 'leave it away, and let the nodes know a mirror' });
  }
  const { imagePullSecrets } = pods ?? {};
  return Object.entries(controllers).flatMap(([name, { replicas, resources }]) => {
    const env = variables(pods);
    const container = { ...flags.length > 0 ? { args: flags } : {}, ...resources ? { resources } : {}, ...env.length > 0 ? { env } : {} };
    const spec = {
      ...podValues(path, pods),
      ...imagePullSecrets?.length ? { imagePullSecrets: imagePullSecrets.map((secret) => ({ name: secret })) } : {},
      ...Object.keys(container).length > 0 ? { containers: [{ name, ...container }] } : {},
    };
    const metadata = { ...unlessEmpty('annotations', pods?.annotations), ...unlessEmpty('labels', pods?.labels) };
    const template = { ...Object.keys(metadata).length > 0 ? { metadata } : {}, ...Object.keys(spec).length > 0 ? { spec } : {} };
    const changed = { ...replicas === undefined ? {} : { replicas }, ...Object.keys(template).length > 0 ? { template } : {} };
    if (Object.keys(changed).length === 0) return [];
    return [{ target: { kind: 'Deployment', name }, patch: JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: changed }) }];
  });
}

/** https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/#patches */
export function argoKustomization(
  { source, version, name, patches }: KustomizedInstallation, argo: { readonly namespaceName: string; readonly project: string },
): ApiObjectProps {
  return application({ name, namespaceName: source.namespaceName }, argo, {
    repoURL: source.repository, path: source.folder, targetRevision: `${source.tagPrefix}${version}`, ...patches.length > 0 ? { kustomize: { patches } } : {},
  });
}

/** https://fluxcd.io/flux/components/kustomize/kustomizations/ */
export function fluxKustomization({ source, version, name, patches }: KustomizedInstallation, everySeconds: number): ApiObjectProps[] {
  const metadata = { name, namespace: source.namespaceName };
  const interval = `${everySeconds}s`;
  return [{
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata,
    spec: { interval, ref: { tag: `${source.tagPrefix}${version}` }, url: source.repository },
  }, {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata,
    spec: { interval, path: `./${source.folder}`, prune: false, sourceRef: { kind: 'GitRepository', name }, ...patches.length > 0 ? { patches } : {} },
  }];
}
