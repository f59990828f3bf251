import { ContainerResources } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { FLINK_OPERATOR } from './release';
import { flinkOperatorValues } from './values';
import { refuse } from '../../contract/message';
import { existing, ExistingOperator } from '../existing-operator';
import { InstalledOperator } from '../installed-by-construct';
import { IInstalledOperator } from '../installed-operator';
import { ExistingOperatorOptions, InstalledOperatorProps } from '../operator-props';
import { quantities } from '../resources';
import { watchedOf } from '../watches';

/**
 * What the Flink operator watches.
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
export class FlinkOperator extends InstalledOperator {
  /**
   * A Flink operator that somebody else installs, in the namespace `flink-operator` unless told. Nothing is rendered.
   *
   * @throws if the catalogue knows no such version
   */
  public static existing(options: ExistingFlinkOperatorOptions): IInstalledOperator {
    const path = 'FlinkOperator.existing';
    const { version, namespaceName = 'flink-operator', watches, watchesAll } = options;
    return new ExistingOperator(existing(path, FLINK_OPERATOR, version, namespaceName, watchedOf(path, watches, watchesAll, namespaceName)));
  }

  /**
   * @throws if it isn't installed by Argo CD or Flux, the Kubernetes version is too low, or another one watches the same namespace
   */
  constructor(scope: Construct, id: string, props: FlinkOperatorProps) {
    super(scope, id);
    const { path } = this.node;
    if (props.keystoreSecret !== undefined && props.webhook === false) {
      refuse({ path, what: 'keystoreSecret', got: `'${props.keystoreSecret}' without a webhook`, expected: 'a webhook, whose certificate it guards', change: 'leave one of both away' });
    }
    const resources = { operator: quantities(path, props.resources), webhook: quantities(path, props.webhookResources) };
    this._install(FLINK_OPERATOR, props, (asked) => {
      const watched = watchedOf(asked.path, props.watches, props.watchesAll, asked.namespaceName);
      return { watched, environment: {}, controllers: {}, values: () => flinkOperatorValues(asked, props, watched, resources) };
    });
  }
}
