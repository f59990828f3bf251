import { ContainerResources } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { autoscalerSettings, FlinkAutoscaling } from './autoscaling';
import { flinkMechanism } from './mechanism';
import { FLINK_OPERATOR } from './release';
import { flinkOperatorValues } from './values';
import { refuse } from '../../contract/message';
import { Mechanism } from '../../mechanism/mechanism';
import { SitePlan } from '../../plan';
import { checkSees } from '../custom-mechanism';
import { existing, ExistingOperator } from '../existing-operator';
import { InCharge } from '../in-charge';
import { InstalledOperator } from '../installed-by-construct';
import { IInstalledOperator } from '../installed-operator';
import { ExistingOperatorOptions, InstalledOperatorProps } from '../operator-props';
import { quantities } from '../resources';
import { IStreamOperator } from '../stream-operator';
import { watchedOf } from '../watches';

/**
 * What the Flink operator watches, and how it runs stream processors.
 */
export interface FlinkWatchOptions {
  /**
   * The namespaces with stream processors. It gets its rights in these.
   * @default - its own
   */
  readonly watches?: string[];
  /**
   * Whether it watches every namespace, and has its rights in each.
   * @default false
   */
  readonly watchesAll?: boolean;
  /**
   * Whether the operator makes the workers (mode `standalone`), rather than the JobManager, which then needs no right to make pods. Workers that are
   * lost come back by their Deployment. A job can't be led from one mode to the other.
   * @default false
   */
  readonly standalone?: boolean;
  /**
   * How it sets the parallelism of what it runs. Declare the operator once more for processors that want other bounds.
   * @default - it doesn't: the parallelism is as declared
   */
  readonly autoscaling?: FlinkAutoscaling;
}

/** How it runs stream processors, in its own words. */
interface Ways {
  readonly standalone: boolean;
  readonly settings: Record<string, string>;
}

function waysOf(path: string, { standalone = false, autoscaling }: FlinkWatchOptions): Ways {
  return { standalone, settings: autoscalerSettings(path, autoscaling) };
}

/**
 * Properties of a `FlinkOperator`.
 */
export interface FlinkOperatorProps extends InstalledOperatorProps, FlinkWatchOptions {
  /**
   * Whether the API server asks it about what is applied. It needs cert-manager then, which must be there. Without it a wrong FlinkDeployment is
   * accepted, and says so in its status.
   * @default true
   */
  readonly webhook?: boolean;
  /**
   * The cert-manager that its webhook has its certificate from, where this app does not install one: `CertManager.existing({ version: '1.21.1' })`.
   * @default - the one that this app installs
   */
  readonly certManager?: IInstalledOperator;
  /**
   * A Secret in its namespace with the key `password`, for the file that holds the webhook's certificate.
   * @default - the chart's, whose password everybody can read
   */
  readonly keystoreSecret?: string;
  /**
   * Processor time and memory of its webhook, which the API server calls.
   * @default - as the release has it
   */
  readonly webhookResources?: ContainerResources;
}

/**
 * A Flink operator that somebody else installs.
 */
export interface ExistingFlinkOperatorOptions extends ExistingOperatorOptions, FlinkWatchOptions {}

/**
 * Apache Flink's Kubernetes operator, which runs stream processors: https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-stable. Version
 * 1.15.0 or later, by Argo CD or Flux. Its namespace and those that it watches must be there, and cert-manager unless `webhook` is false. When its
 * definitions go, every job and what it knows of its checkpoints go.
 */
export class FlinkOperator extends InstalledOperator implements IStreamOperator {
  /**
   * A Flink operator that somebody else installs, in the namespace `flink-operator` unless told. Nothing is rendered.
   *
   * @throws if the catalogue knows no such version
   */
  public static existing(options: ExistingFlinkOperatorOptions): IStreamOperator {
    const path = 'FlinkOperator.existing';
    const { version, namespaceName = 'flink-operator', watches, watchesAll } = options;
    const inCharge = existing(path, FLINK_OPERATOR, version, namespaceName, watchedOf(path, watches, watchesAll, namespaceName));
    return new ExistingFlinkOperator(inCharge, waysOf(path, options));
  }

  private readonly ways: Ways;

  /**
   * @throws if it isn't installed by Argo CD or Flux, the Kubernetes version is too low, or another one watches the same namespace
   */
  constructor(scope: Construct, id: string, props: FlinkOperatorProps) {
    super(scope, id);
    const { path } = this.node;
    this.ways = waysOf(path, props);
    if (props.keystoreSecret !== undefined && props.webhook === false) {
      refuse({ path, what: 'keystoreSecret', got: `'${props.keystoreSecret}' without a webhook`, expected: 'a webhook, whose certificate it guards', change: 'leave one of both away' });
    }
    const resources = { operator: quantities(path, props.resources), webhook: quantities(path, props.webhookResources) };
    this._install(FLINK_OPERATOR, props, (asked) => {
      const watched = watchedOf(asked.path, props.watches, props.watchesAll, asked.namespaceName);
      const values = () => flinkOperatorValues(asked, props, watched, resources);
      return { watched, environment: {}, controllers: {}, needsCertManager: props.webhook ?? true, values };
    }, props.certManager);
  }

  /** @internal */
  public _mechanism(path: string, namespaceName: string, site: SitePlan): Mechanism {
    return mechanismOf(this, path, namespaceName, site, this.ways);
  }
}

class ExistingFlinkOperator extends ExistingOperator implements IStreamOperator {
  constructor(inCharge: InCharge, private readonly ways: Ways) {
    super(inCharge);
  }

  public _mechanism(path: string, namespaceName: string, site: SitePlan): Mechanism {
    return mechanismOf(this, path, namespaceName, site, this.ways);
  }
}

function mechanismOf(operator: IInstalledOperator, path: string, namespaceName: string, site: SitePlan, ways: Ways): Mechanism {
  checkSees(operator, path, namespaceName, site);
  return flinkMechanism({ version: operator.version, operatorNamespace: operator.namespaceName, ...ways });
}
