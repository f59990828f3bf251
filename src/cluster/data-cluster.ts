import { ApiObject } from 'cdk8s';
import { INetworkPolicyPeer, IPodSelector, LabelSelector, NetworkPolicyPeerConfig, PodSelectorConfig } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { DataClusterProps } from './cluster-props';
import { storageOf } from './data-storage';
import { BUILTIN } from '../builtin/builtin-mechanism';
import { selector, workloadLabels } from '../builtin/names';
import { passwordsTask } from '../builtin/passwords';
import { resolveGuarantees } from '../contract/guarantees';
import { refuse } from '../contract/message';
import { registryOf } from '../declared/image';
import { checkedPods } from '../declared/pod';
import { resourcesOf } from '../declared/resources';
import { required, wholeNumber } from '../declared/values';
import { Access } from '../mechanism/access';
import { Mechanism } from '../mechanism/mechanism';
import { CertificatePlan, ConflictPlan, ContentPlan, MechanismPlan, PrincipalPlan, SitePlan, TaskPlan, WorkloadPlan } from '../plan';
import { Platform } from '../platform/platform';
import { Certificates, secretNameOf } from '../security/certificates';
import { WorkloadCertificates } from '../security/workload-certificates';
import { acceptedRisks, namespaceOf } from '../workload/declared';
import { PlannedWorkload } from '../workload/planned-workload';

/**
 * A data system with members that hold data, on Kubernetes' built-in objects. What it must guarantee is declared;
 * the engine derives the settings, and the contract's rules check plan and objects at synth.
 */
export class DataCluster extends Construct implements IPodSelector, INetworkPolicyPeer {
  /** Its name, and the first part of every object's name. */
  public readonly clusterName: string;
  /** Its Kubernetes namespace. */
  public readonly namespaceName: string;
  /** What hangs on an operator; undefined where the engine's own names hold. @internal */
  protected readonly _access?: Access;
  private readonly base: WorkloadPlan;
  private readonly workload: PlannedWorkload;
  private readonly certificates?: WorkloadCertificates;
  private readonly passwords: string[] = [];
  private readonly lateCertificates: CertificatePlan[] = [];

  /**
   * @throws when the declaration can't be met, with the construct's path, what was got, what was expected, and what to change
   */
  constructor(scope: Construct, id: string, props: DataClusterProps) {
    super(scope, id);
    const path = this.node.path;
    this.clusterName = props.clusterName ?? id;
    this.namespaceName = namespaceOf(this);
    const certificates = required(path, 'certificates', props.certificates ?? Certificates.selfSigned(), '_lifetime', 'Certificates.selfSigned()');
    const platform = required(path, 'platform', props.platform ?? Platform.of(this), 'toSite', 'Platform.onPrem()');
    const mechanism = mechanismOf(path, props, this.namespaceName, platform.toSite());
    required(path, 'engine', props.engine, 'plan', "DataEngine.kafka({ version: KafkaVersion.of('4.3.1') })");
    required(path, 'storage', props.storage, 'toRequest', 'DataStorage.persistent(Size.gibibytes(100))');
    const metrics = props.metrics && required(path, 'metrics', props.metrics, 'toRequest', "Metrics.jmxExporter({ image: 'registry.example.com/jmx-exporter-agent:1.6.0' })").toRequest();
    this.base = props.engine.plan({
      path,
      name: this.clusterName,
      namespaceName: this.namespaceName,
      replicas: wholeNumber(path, 'replicas', props.replicas, 1),
      storage: storageOf(path, props.storage.toRequest()),
      resources: resourcesOf(path, props.resources),
      promise: resolveGuarantees(props.guarantees, path),
      site: platform.toSite(),
      pods: checkedPods(path, props.pods),
      imageRegistry: registryOf(path, props.imageRegistry),
      secretNames: certificates._secrets,
      ...(metrics ? { metrics } : {}),
      ...(mechanism.claimPrefix ? { claimPrefix: mechanism.claimPrefix(this.clusterName) } : {}),
      drainsFirst: props.guards?.scaleIn ?? false,
      acceptedRisks: acceptedRisks(path, props.acceptedRisks),
    });
    if (metrics && !this.base.monitoring) {
      refuse({ path, what: 'metrics', got: `metrics of ${this.base.system}`, expected: 'none: its engine knows no way to export them', change: 'leave metrics away, and watch it by other means' });
    }
    checkGuards(path, props, this.base);
    if (!mechanism.issuesCertificates) {
      this.certificates = new WorkloadCertificates(this, 'certificates', {
        workload: this.clusterName,
        namespaceName: this.namespaceName,
        certificates,
        plans: this.base.certificates.map((plan) => ({ ...plan, secretName: secretNameOf(certificates, this.clusterName, plan.name, path) })),
        labels: workloadLabels(this.base),
      });
    }
    this.workload = new PlannedWorkload(this, this.base, mechanism, { prop: `clusterName '${this.clusterName}'`, change: 'give one of them another clusterName, or its chart another namespace' }, props.pods);
    this._access = mechanism.access?.(this.base);
  }

  /** What is known of the cluster, tasks and all: plain data. */
  public get plan(): WorkloadPlan {
    return { ...this.workload.plan, certificates: [...this.base.certificates, ...this.lateCertificates] };
  }

  /** Who operates it, and what of it happens without a person. */
  public get mechanism(): MechanismPlan {
    return this.workload.mechanism;
  }

  /**
   * One of the cluster's objects, for patching. A patched object is marked, and the rules run on what is left of it.
   * @throws when there is no such object, with the list of those that there are
   */
  public object(kind: string, name: string): ApiObject {
    const certificate = this.certificates?.node.findAll().find((o) => ApiObject.isApiObject(o) && o.kind === kind && o.name === name);
    return certificate as ApiObject ?? this.workload.object(kind, name);
  }

  /** Selects the pods that clients talk to. */
  public toPodSelectorConfig(): PodSelectorConfig {
    const { component } = this.base.endpoints[0];
    const labels = this._access?.podLabels(component) ?? selector(this.base, component);
    return { labelSelector: LabelSelector.of({ labels }), namespaces: { names: [this.namespaceName] } };
  }

  /** As a peer in a network policy of somebody else's. */
  public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /** As a pod selector. */
  public toPodSelector(): IPodSelector | undefined {
    return this;
  }

  /** @internal */
  protected _addTask(name: string, produce: () => TaskPlan): void {
    this.workload.addTask(name, produce);
  }

  /** @internal */
  protected _addCertificate(plan: CertificatePlan): void {
    this.certificates!.add(plan);
    this.lateCertificates.push(plan);
  }

  /** A Secret with a random password, made in the cluster. @internal */
  protected _addPassword(secretName: string): void {
    if (this.passwords.length === 0) this._addTask('passwords', () => passwordsTask(this.base, this.passwords));
    this.passwords.push(secretName);
  }

  /** Something inside of the system. @internal */
  protected _addContent(produce: () => ContentPlan): void {
    this.workload.addContent(produce);
  }

  /** Somebody whom the system knows. @internal */
  protected _addPrincipal(produce: () => PrincipalPlan): void {
    this.workload.addPrincipal(produce);
  }

  /** @internal */
  protected _addConflicts(conflicts: ConflictPlan[]): void {
    this.workload.addConflicts(conflicts);
  }
}

/** The operator's, or Kubernetes' own objects. */
function mechanismOf(path: string, props: DataClusterProps, namespaceName: string, site: SitePlan): Mechanism {
  if (props.operator === undefined) return BUILTIN;
  const mechanism = required(path, 'operator', props.operator, '_mechanism', "StrimziOperator.existing({ version: '1.2.0', watches: ['orders'] })")._mechanism(path, namespaceName, site);
  if (mechanism.issuesCertificates && props.certificates !== undefined) {
    refuse({ path, what: 'certificates', got: `certificates beside an operator, ${mechanism.name}`, expected: 'none: it issues them by itself', change: 'leave certificates away' });
  }
  return mechanism;
}

/** An engine of one's own may not know the word: then nothing would be refused, and nobody told. */
function checkGuards(path: string, { guards }: DataClusterProps, plan: WorkloadPlan): void {
  if (!guards?.scaleIn || plan.components.some((component) => component.drainsFirst)) return;
  refuse({
    path,
    what: 'guards.scaleIn',
    got: `true with ${plan.system}`,
    expected: 'an engine whose plan says of components that they drain first (drainsFirst)',
    change: 'leave guards.scaleIn away, or let the engine say it where the request does',
  });
}
