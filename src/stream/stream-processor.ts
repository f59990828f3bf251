import { ApiObject, Duration } from 'cdk8s';
import { INetworkPolicyPeer, IPodSelector, LabelSelector, NetworkPolicyPeerConfig, PodSelectorConfig } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { connections } from './connections';
import { IStreamApplication, StreamRequest } from './stream-application';
import { resolveStreamGuarantees } from './stream-guarantees';
import { StreamProcessorProps } from './stream-processor-props';
import { BUILTIN } from '../builtin/builtin-mechanism';
import { INSTANCE_LABEL, NAME_LABEL } from '../builtin/names';
import { refuse } from '../contract/message';
import { registryOf } from '../declared/image';
import { required, wholeNumber } from '../declared/values';
import { Mechanism } from '../mechanism/mechanism';
import { Delivery, MechanismPlan, PromisePlan, SitePlan, WorkloadPlan } from '../plan';
import { Platform } from '../platform/platform';
import { storeExample } from '../store/example';
import { acceptedRisks, namespaceOf } from '../workload/declared';
import { PlannedWorkload } from '../workload/planned-workload';

const EXAMPLE = "FlinkApplication.jar({ version: FlinkVersion.of('2.3.0'), image: 'registry.example.com/fraud:1', jar: 'local:///opt/flink/usrlib/fraud.jar', entryClass: 'shop.Fraud' })";

/**
 * A stream processor: work without an end that reads, keeps state and writes. What it must guarantee is declared; the application derives the
 * settings, and the contract's rules check plan and objects at synth.
 */
export class StreamProcessor extends Construct implements IPodSelector, INetworkPolicyPeer {
  /** Its name, and the first part of every object's name. */
  public readonly processorName: string;
  /** Its Kubernetes namespace. */
  public readonly namespaceName: string;
  private readonly workload: PlannedWorkload;
  private readonly application: IStreamApplication;

  /**
   * @throws when the declaration can't be met, with the construct's path, what was got, what was expected, and what to change
   */
  constructor(scope: Construct, id: string, props: StreamProcessorProps) {
    super(scope, id);
    const path = this.node.path;
    this.processorName = props.processorName ?? id;
    this.namespaceName = namespaceOf(this);
    this.application = required(path, 'application', props.application, 'plan', EXAMPLE);
    const platform = required(path, 'platform', props.platform ?? Platform.of(this), 'toSite', 'Platform.onPrem()');
    const promise = resolveStreamGuarantees(props.guarantees, path);
    const mechanism = mechanismOf(path, props, this.namespaceName, platform.toSite());
    const plan = this.application.plan(this.request(path, props, promise, platform.toSite()));
    const naming = { prop: `processorName '${this.processorName}'`, change: 'give one of them another processorName, or its chart another namespace' };
    this.workload = new PlannedWorkload(this, plan, mechanism, naming, props.pods);
  }

  /** What is known of the processor: plain data. */
  public get plan(): WorkloadPlan {
    return this.workload.plan;
  }

  /** Who operates it, and what of it happens without a person. */
  public get mechanism(): MechanismPlan {
    return this.workload.mechanism;
  }

  /**
   * One of the processor's objects, for patching. A patched object is marked, and the rules run on what is left of it.
   * @throws when there is no such object, with the list of those that there are
   */
  public object(kind: string, name: string): ApiObject {
    return this.workload.object(kind, name);
  }

  /** Selects its pods, of all kinds. */
  public toPodSelectorConfig(): PodSelectorConfig {
    const labels = { [NAME_LABEL]: this.application.system, [INSTANCE_LABEL]: this.processorName };
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

  private request(path: string, props: StreamProcessorProps, promise: PromisePlan, site: SitePlan): StreamRequest {
    const { upgrade, restoreFrom, metrics } = props;
    const state = props.state && required(path, 'state', props.state, 'toRequest', storeExample(site.platform)).toRequest();
    const stop = upgrade && required(path, 'upgrade', upgrade, 'toRequest', "Savepoint.to('r8')").toRequest();
    const begin = restoreFrom && required(path, 'restoreFrom', restoreFrom, 'toRequest', "Savepoint.named('r8')").toRequest();
    if (stop?.path !== undefined) {
      refuse({ path, what: 'upgrade', got: `the place ${stop.path}`, expected: 'a name: the place follows from it', change: `write upgrade: Savepoint.to('${stop.name}')` });
    }
    if (stop && stop.name === begin?.name) {
      refuse({
        path,
        what: 'upgrade',
        got: `'${stop.name}', which this run began with`,
        expected: 'a new name: a run is stopped with the savepoint of the next one',
        change: `leave upgrade away until the next change, or write Savepoint.to('${stop.name}-2')`,
      });
    }
    if (stop && !state) {
      refuse({ path, what: 'upgrade', got: 'a savepoint without state', expected: 'none: what keeps nothing is changed in one commit', change: `leave upgrade away, or write state: ${storeExample(site.platform)}` });
    }
    return {
      path,
      name: this.processorName,
      namespaceName: this.namespaceName,
      parallelism: wholeNumber(path, 'parallelism', props.parallelism, 1),
      ...(state ? { state } : {}),
      ...checkpoints(path, site.platform, props),
      ...connections(path, props, {
        path, name: this.processorName, namespaceName: this.namespaceName, peer: this, delivery: promise.delivery ?? Delivery.AT_LEAST_ONCE,
      }),
      ...(stop ? { upgrade: stop } : {}),
      ...(begin ? { restoreFrom: begin } : {}),
      promise,
      site,
      ...(props.pods ? { pods: props.pods } : {}),
      imageRegistry: registryOf(path, props.imageRegistry),
      ...(metrics ? { metrics: required(path, 'metrics', metrics, 'toRequest', 'Metrics.ofSystem()').toRequest() } : {}),
      acceptedRisks: acceptedRisks(path, props.acceptedRisks),
    };
  }
}

/** The operator's, or Kubernetes' own objects. */
function mechanismOf(path: string, { operator }: StreamProcessorProps, namespaceName: string, site: SitePlan): Mechanism {
  if (operator === undefined) return BUILTIN;
  return required(path, 'operator', operator, '_mechanism', "FlinkOperator.existing({ version: '1.15.0', watches: ['orders'] })")._mechanism(path, namespaceName, site);
}

const DEFAULT_CHECKPOINTS = Duration.minutes(1);
/** A day: what is longer is no checkpoint interval but a mistake in the unit. */
const LONGEST_SECONDS = 24 * 3600;

function checkpoints(path: string, platform: string, { state, checkpointEvery }: StreamProcessorProps): { checkpointSeconds?: number } {
  if (state === undefined) {
    if (checkpointEvery === undefined) return {};
    refuse({ path, what: 'checkpointEvery', got: 'an interval without state', expected: 'a place where checkpoints outlive the pods', change: `leave checkpointEvery away, or write state: ${storeExample(platform)}` });
  }
  const every = required(path, 'checkpointEvery', checkpointEvery ?? DEFAULT_CHECKPOINTS, 'toSeconds', 'Duration.minutes(1)');
  const seconds = every.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_SECONDS) {
    refuse({ path, what: 'checkpointEvery', got: `${seconds} s`, expected: 'whole seconds, from 1 to a day', change: 'write checkpointEvery: Duration.minutes(1)' });
  }
  return { checkpointSeconds: seconds };
}
