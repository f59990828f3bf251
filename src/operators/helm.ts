import { ApiObjectProps } from 'cdk8s';
import { ChartSource } from './vendor/entry';
import { specAdditions } from '../builtin/pod-additions';
import { refuse } from '../contract/message';
import { PodPlan, SitePlan } from '../plan';

/** A chart that a tool in the cluster installs. */
export interface HelmInstallation {
  readonly chart: ChartSource;
  readonly version: string;
  /** Name of the release, and of the objects that ask for it. */
  readonly name: string;
  /** Where the operator runs. */
  readonly namespaceName: string;
  readonly values: Record<string, any>;
}

const OCI = 'oci://';

/** What is asked for of pods, by the names that charts have for it. Nothing that is empty: the chart's own would go. */
export function podValues(path: string, pods: PodPlan | undefined): Record<string, any> {
  if (pods?.sidecars?.length) {
    refuse({ path, what: 'pods.sidecars', got: `${pods.sidecars.length}`, expected: 'none: the chart takes no containers', change: 'leave them away, or use OperatorInstall.vendored()' });
  }
  const { imagePullSecrets: _, ...values } = specAdditions(pods);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** The names of Secrets for pulling images, as charts take them. */
export function pullSecrets(pods: PodPlan | undefined): Record<string, any> {
  const { imagePullSecrets } = specAdditions(pods);
  return imagePullSecrets ? { imagePullSecrets } : {};
}

/** What a chart has no place for is not left out in silence. `names`: those of `PodPlan`. */
export function notInChart(path: string, pods: PodPlan | undefined, ...names: ('annotations' | 'environment' | 'labels' | 'priorityClass')[]): void {
  const asked = names.find((name) => Object.keys(pods?.[name] ?? {}).length > 0);
  if (asked === undefined) return;
  refuse({ path, what: `pods.${asked}`, got: JSON.stringify(pods![asked]), expected: 'none: the chart has no place for it', change: 'leave it away' });
}

/** An image of a chart, from another registry: its path stays. */
export function moved(imageRegistry: string | undefined, image: string): Record<string, any> {
  return imageRegistry === undefined ? {} : { repository: `${imageRegistry}/${image}` };
}

/** Variables as containers have them, sorted. */
export function variables(pods: PodPlan | undefined): Record<string, string>[] {
  return Object.entries(pods?.environment ?? {}).sort(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => ({ name, value }));
}

/** The same as `apart`, for charts that take an affinity and no spread. */
export function apartByAffinity(matchLabels: Record<string, string>, { hostLabel, zoneLabel, zones }: SitePlan): Record<string, any> {
  const domains = [hostLabel, ...zones.length > 1 ? [zoneLabel] : []];
  const terms = domains.map((topologyKey) => ({ podAffinityTerm: { labelSelector: { matchLabels }, topologyKey }, weight: 100 }));
  return { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: terms } };
}

/** The map under a key, or nothing where it is empty. */
export function unlessEmpty(key: string, value: Record<string, any> | any[] | undefined): Record<string, any> {
  return value === undefined || Object.keys(value).length === 0 ? {} : { [key]: value };
}

/**
 * Argo CD renders the chart, its `crds/` included, and applies what comes out. Nothing is pruned, and there is no finalizer, so that no
 * definition goes with the Application or with a chart that no longer has it. The address of a chart in a registry with its scheme: 3.1.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/oci/, https://argo-cd.readthedocs.io/en/stable/user-guide/helm/
 */
export function argoApplication(
  { chart, version, name, namespaceName, values }: HelmInstallation, argo: { readonly namespaceName: string; readonly project: string },
): ApiObjectProps {
  const repository = repositoryOf(chart, version);
  const source = repository.startsWith(OCI) ? { repoURL: `${repository}/${chart.name}`, path: '.' } : { repoURL: repository, chart: chart.name };
  return application({ name, namespaceName }, argo, { ...source, targetRevision: `${chart.versionPrefix ?? ''}${version}`, helm: { releaseName: name, valuesObject: values } });
}

/** An Application that prunes nothing, and that nothing goes with. */
export function application(
  { name, namespaceName }: Pick<HelmInstallation, 'name' | 'namespaceName'>, argo: { readonly namespaceName: string; readonly project: string }, source: Record<string, any>,
): ApiObjectProps {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: argo.namespaceName },
    spec: {
      destination: { namespace: namespaceName, server: 'https://kubernetes.default.svc' },
      project: argo.project,
      source,
      syncPolicy: { automated: { prune: false, selfHeal: true }, syncOptions: ['ServerSideApply=true'] },
    },
  };
}

function repositoryOf({ repository }: ChartSource, version: string): string {
  return repository.replaceAll('{version}', version);
}

/**
 * Flux installs the chart by Helm's own ways, which take definitions of `crds/` when they are new and never again, unless told: CreateReplace.
 * https://fluxcd.io/flux/components/helm/helmreleases/#controlling-the-lifecycle-of-custom-resource-definitions
 */
export function fluxRelease({ chart, version, name, namespaceName, values }: HelmInstallation, everySeconds: number): ApiObjectProps[] {
  const metadata = { name, namespace: namespaceName };
  const interval = `${everySeconds}s`;
  const chartVersion = `${chart.versionPrefix ?? ''}${version}`;
  const repository = repositoryOf(chart, version);
  const oci = repository.startsWith(OCI);
  const source: ApiObjectProps = oci ? {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata,
    spec: {
      interval,
      layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
      ref: { tag: chartVersion },
      url: `${repository}/${chart.name}`,
    },
  } : { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'HelmRepository', metadata, spec: { interval, url: repository } };
  return [source, {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata,
    spec: {
      ...oci ? { chartRef: { kind: 'OCIRepository', name } } : { chart: { spec: { chart: chart.name, version: chartVersion, sourceRef: { kind: 'HelmRepository', name } } } },
      install: { crds: 'CreateReplace' },
      interval,
      releaseName: name,
      upgrade: { crds: 'CreateReplace' },
      values,
    },
  }];
}
