import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { PROMETHEUS_OPERATOR } from './release';
import { watchNames } from '../../builtin/unique-names';
import { Platform } from '../../platform/platform';
import { checkedVersion, checkKubernetes } from '../in-charge';
import { definitionsOf } from '../installation';
import { VENDOR_FOLDER } from '../vendor/arguments';

/**
 * Properties of `PrometheusDefinitions`.
 */
export interface PrometheusDefinitionsProps {
  /** The version of the Prometheus operator, `0.93.0`: the one that was vendored. */
  readonly version: string;
  /**
   * The folder with the lock, from where the program runs.
   * @default 'vendor'
   */
  readonly folder?: string;
  /**
   * The place: Kubernetes version.
   * @default - the one applied to an enclosing scope, else a Kubernetes 1.27
   */
  readonly platform?: Platform;
}

/**
 * The CustomResourceDefinitions of the Prometheus operator, for clusters that have none of its own: `PodMonitor`, `PrometheusRule` and others
 * are accepted with them, and followed by whoever reads them. They are the ones without descriptions.
 */
export class PrometheusDefinitions extends Construct {
  /** Its CustomResourceDefinitions. */
  public readonly definitions: ApiObject[];

  /**
   * @throws if the release is not in the repository or was changed
   */
  constructor(scope: Construct, id: string, props: PrometheusDefinitionsProps) {
    super(scope, id);
    const { path } = this.node;
    const version = checkedVersion(path, PROMETHEUS_OPERATOR, props.version);
    checkKubernetes(path, (props.platform ?? Platform.of(this)).toSite().kubernetesMinor, { entry: PROMETHEUS_OPERATOR, version });
    this.definitions = definitionsOf(this, PROMETHEUS_OPERATOR, version, props.folder ?? VENDOR_FOLDER);
    watchNames(this);
  }
}
