import { ApiObject, ApiObjectProps, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { argoApplication, fluxRelease } from './helm';
import { checkedVersion, checkKubernetes, InCharge, unproven } from './in-charge';
import { IInstalledOperator } from './installed-operator';
import { argoKustomization, fluxKustomization, patchesOf } from './kustomization';
import { OperatorInstall } from './operator-install';
import { InstalledOperatorProps } from './operator-props';
import { SitePlan } from '../plan';
import { ControllerChoice } from './vendor/controller';
import { CatalogueEntry, sourceOf } from './vendor/entry';
import { Part, PARTS } from './vendor/parts';
import { readRelease } from './vendor/release';
import { keptDefinitions, renderRelease } from './vendor/render';
import { Watched } from './vendor/watched';
import { checkedNamespace, overlap } from './watches';
import { PlannedObject } from '../builtin/planned-object';
import { watchNames } from '../builtin/unique-names';
import { message, refuse } from '../contract/message';
import { registryOf } from '../declared/image';
import { isNamespaceName } from '../declared/namespace';
import { checkedPods } from '../declared/pod';
import { wholeNumber } from '../declared/values';
import { KubeObject } from '../manifests/kube-object';
import { Platform } from '../platform/platform';

/** What the folder of an operator makes of the props. */
export interface Choices {
  readonly watched: Watched;
  /** Variables of the controllers that the library sets. */
  readonly environment: Record<string, string>;
  /** By the Deployment's name. */
  readonly controllers: Record<string, ControllerChoice>;
  /** Flags of the controllers, where a folder for kustomize is built. */
  readonly flags?: string[];
  /**
   * Whether it needs cert-manager as it was asked for.
   * @default - as the release does
   */
  readonly needsCertManager?: boolean;
  /** The same, as values of the project's chart. Not asked for where it has none. */
  readonly values: () => Record<string, any>;
}

/** What the folder of an operator gets to choose by. */
export interface Asked {
  readonly path: string;
  readonly namespaceName: string;
  readonly site: SitePlan;
  readonly replicas?: number;
  readonly byHelm: boolean;
  /** The namespace of what applies manifests, as far as it is told: nothing may keep that from working. */
  readonly installer: string;
}

/** All that were installed in an app, which is one Kubernetes cluster. */
const installed = new WeakMap<IConstruct, { readonly path: string; readonly inCharge: InCharge }[]>();

/** An operator that is installed: by a release of the repository, or by a tool in the cluster. */
export class Installation {
  public readonly inCharge: InCharge;
  public readonly definitions: ApiObject[];
  public readonly objects: ApiObject[];

  /** `certManager`: one that is not in the app, for an operator that needs it. */
  constructor(
    scope: Construct, entry: CatalogueEntry, props: InstalledOperatorProps, choose: (asked: Asked) => Choices, certManager?: IInstalledOperator,
  ) {
    const { path } = scope.node;
    const version = checkedVersion(path, entry, props.version);
    const namespaceName = namespaceOf(scope, props.namespaceName);
    const site = (props.platform ?? Platform.of(scope)).toSite();
    checkKubernetes(path, site.kubernetesMinor, { entry, version });
    registryOf(path, props.imageRegistry);
    checkedPods(path, props.pods);
    const replicas = replicasOf(path, entry, props.replicas);
    const { vendored, argoCd } = (props.install ?? OperatorInstall.vendored())._way;
    if (vendored && sourceOf(entry, version)!.manifests === undefined) notVendored(path, entry);
    const choices = choose({ path, namespaceName, site, replicas, byHelm: !vendored, installer: argoCd?.namespaceName ?? 'flux-system' });
    this.inCharge = { entry, version, namespaceName, watched: choices.watched };
    claim(scope, this.inCharge);
    if (choices.needsCertManager ?? entry.needsCertManager) needCertManager(scope, this.inCharge, certManager);

    if (vendored) {
      checkEnvironment(path, entry, props.pods?.environment);
      const rendered = renderRelease(entry, readRelease(path, entry, version, vendored.folder), {
        path,
        namespaceName,
        site,
        imageRegistry: props.imageRegistry,
        pods: props.pods,
        watched: choices.watched,
        environment: choices.environment,
        controllers: choices.controllers,
        collectorNamespace: collectorOf(path, props),
      });
      const note = unproven(path, entry, version);
      const elsewhere = vendored.definitionsIn ? new Construct(vendored.definitionsIn, `${scope.node.id}-definitions`) : scope;
      this.definitions = rendered[Part.DEFINITIONS].map((object) => add(elsewhere, object));
      this.objects = PARTS.filter((part) => part !== Part.DEFINITIONS).flatMap((part) => rendered[part]).map((object) => add(scope, object.kind === 'Deployment' ? marked(object, note) : object));
      if (vendored.definitionsIn) watchNames(elsewhere);
    } else {
      checkNoPolicies(path, props);
      const asks = this.asks(scope, entry, props, choices);
      const note = unproven(path, entry, version);
      this.definitions = [];
      this.objects = asks.map((object) => add(scope, marked(object, note)));
    }
    watchNames(scope);
  }

  /** What a tool in the cluster is asked for. */
  private asks(scope: Construct, { chart, kustomization }: CatalogueEntry, props: InstalledOperatorProps, choices: Choices): ApiObjectProps[] {
    const { path, id: name } = scope.node;
    const { namespaceName, version } = this.inCharge;
    const { argoCd, flux } = props.install!._way;
    if (chart) {
      const helm = { chart, version, name, namespaceName, values: choices.values() };
      checkedReleaseName(path, helm.name);
      return argoCd ? [argoApplication(helm, argoCd)] : fluxRelease(helm, flux!.everySeconds);
    }
    checkedNamespace(path, 'id', name);
    const folder = { source: kustomization!, version, name, patches: patchesOf(path, kustomization!, namespaceName, props, choices) };
    return argoCd ? [argoKustomization(folder, argoCd)] : fluxKustomization(folder, flux!.everySeconds);
  }

  /** One of the objects, for patching. */
  public object(path: string, kind: string, name: string): ApiObject {
    return objectOf(path, [this], kind, name);
  }
}

/** One of the objects of several installations, for patching. */
export function objectOf(path: string, installations: Installation[], kind: string, name: string): ApiObject {
  const all = installations.flatMap(({ definitions, objects }) => [...definitions, ...objects]);
  return all.find((object) => object.kind === kind && object.name === name) ?? refuse({
    path, what: 'object', got: `${kind} ${name}`, expected: `one of ${all.map((object) => `${object.kind} ${object.name}`).join(', ')}`, change: 'name one that exists',
  });
}

/** Helm's longest name of a release, as Flux's definition has it: https://github.com/fluxcd/helm-controller/blob/v1.4.0/config/crd/bases/helm.toolkit.fluxcd.io_helmreleases.yaml */
const RELEASE_NAME = 53;

function checkedReleaseName(path: string, name: string): void {
  if (isNamespaceName(name) && name.length <= RELEASE_NAME) return;
  refuse({
    path,
    what: 'id',
    got: `'${name}', which names the release of Helm`,
    expected: `at most ${RELEASE_NAME} letters, digits and hyphens, the letters lower case`,
    change: 'give the construct another id',
  });
}

/** The definitions of a release, and nothing else of it. */
export function definitionsOf(scope: Construct, entry: CatalogueEntry, version: string, folder: string): ApiObject[] {
  return keptDefinitions(readRelease(scope.node.path, entry, version, folder)).map((object) => add(scope, object));
}

function add(scope: Construct, object: KubeObject | ApiObjectProps): ApiObject {
  const { name, namespace } = object.metadata!;
  return new PlannedObject(scope, [object.kind, name, ...namespace === undefined ? [] : [namespace]].join('-'), object as ApiObjectProps);
}

function namespaceOf(scope: Construct, told: string | undefined): string {
  const namespaceName = told ?? Chart.of(scope).namespace ?? refuse({
    path: scope.node.path, what: 'namespace', got: 'none', expected: 'the namespace that the operator runs in', change: `write namespaceName: '${scope.node.id}', or give the chart a namespace`,
  });
  return checkedNamespace(scope.node.path, 'namespaceName', namespaceName);
}

function replicasOf(path: string, entry: CatalogueEntry, replicas: number | undefined): number | undefined {
  if (replicas === undefined) return undefined;
  wholeNumber(path, 'replicas', replicas, 1);
  const alone = entry.controllers.find(({ mayHaveReplicas }) => !mayHaveReplicas);
  if (replicas > 1 && alone) {
    refuse({ path, what: 'replicas', got: String(replicas), expected: `1: the pods of ${alone.name} elect no leader, so two would work against each other`, change: 'write replicas: 1' });
  }
  return replicas;
}

function collectorOf(path: string, { networkPolicies = true, collectorNamespace = 'monitoring' }: InstalledOperatorProps): string | undefined {
  return networkPolicies ? checkedNamespace(path, 'collectorNamespace', collectorNamespace) : undefined;
}

/** The selectors of pods that a chart makes are its own. */
function checkNoPolicies(path: string, { networkPolicies, collectorNamespace }: InstalledOperatorProps): void {
  const what = networkPolicies ? 'networkPolicies' : collectorNamespace === undefined ? undefined : 'collectorNamespace';
  if (what !== undefined) {
    refuse({ path, what, got: `${networkPolicies ?? `'${collectorNamespace}'`} by Helm`, expected: 'nothing: the chart decides', change: `leave ${what} out, or vendor the release` });
  }
}

function notVendored(path: string, { construct }: CatalogueEntry): never {
  return refuse({
    path,
    what: 'install',
    got: 'OperatorInstall.vendored()',
    expected: `OperatorInstall.argoCd() or OperatorInstall.flux(): what ${construct} installs is published as no file of manifests that could be kept`,
    change: 'write install: OperatorInstall.argoCd() or install: OperatorInstall.flux()',
  });
}

/** What is told by other props is told by them alone. */
function checkEnvironment(path: string, entry: CatalogueEntry, environment: Record<string, string> | undefined): void {
  const taken = Object.keys(environment ?? {}).find((name) => name === entry.watch?.variable || entry.namespaceVariables?.includes(name));
  if (taken !== undefined) {
    refuse({ path, what: `pods.environment.${taken}`, got: `'${environment![taken]}'`, expected: 'nothing: rights go with it', change: taken === entry.watch?.variable ? 'write watches' : 'write namespaceName' });
  }
}

const CERT_MANAGER = 'cert-manager';

/** Without cert-manager its objects are refused, or its webhook gets no certificate. It may be declared later: so it is looked for when the app is written. */
function needCertManager(scope: Construct, { entry, version, namespaceName }: InCharge, given: IInstalledOperator | undefined): void {
  const { path, root } = scope.node;
  const change = 'write new CertManager(...), or certManager: CertManager.existing({ version }) where somebody else installs it';
  if (given !== undefined && given?.operatorName !== CERT_MANAGER) {
    refuse({ path, what: 'certManager', got: given?.operatorName ?? String(given), expected: CERT_MANAGER, change });
  }
  given?.checkWatches(path, namespaceName);
  if (given) return;
  scope.node.addValidation({
    validate: () => (installed.get(root) ?? []).some(({ inCharge }) => inCharge.entry.name === CERT_MANAGER) ? []
      : [message({ path, what: 'certManager', got: 'none in this app', expected: `cert-manager, which ${entry.name} ${version} has its certificates from`, change })],
  });
}

/** Two that see the same objects undo what the other does, without end. Two that don't still have definitions and ClusterRoles of one name. */
function claim(scope: Construct, inCharge: InCharge): void {
  const { path, root } = scope.node;
  const others = installed.get(root) ?? [];
  for (const other of others.filter((one) => one.inCharge.entry.name === inCharge.entry.name)) {
    const both = overlap(inCharge.watched, other.inCharge.watched);
    if (both !== undefined) {
      refuse({ path, what: 'operator', got: `a second ${inCharge.entry.construct} that watches ${both}`, expected: `one, and ${other.path} is there already`, change: 'leave one away' });
    }
    const watches = [inCharge, other.inCharge].flatMap(({ watched }) => watched).sort().map((name) => `'${name}'`).join(', ');
    refuse({
      path,
      what: 'operator',
      got: `a second ${inCharge.entry.construct}`,
      expected: `one in a Kubernetes cluster, and ${other.path} is there already: both have definitions and ClusterRoles of the same names, in no namespace`,
      change: `leave it away, and write watches: [${watches}] there`,
    });
  }
  installed.set(root, [...others, { path, inCharge }]);
}

function marked<T extends KubeObject | ApiObjectProps>(object: T, note: Record<string, string>): T {
  if (Object.keys(note).length === 0) return object;
  return { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata?.annotations, ...note } } };
}
