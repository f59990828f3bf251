import { Duration } from 'cdk8s';
import { FluxSource } from './flux-source';

/**
 * Options of a delivery by Flux.
 */
export interface FluxOptions {
  /**
   * What Flux takes the manifests from.
   * @default FluxSource.gitRepository('flux-system'), which `flux bootstrap` makes
   */
  readonly source?: FluxSource;
  /**
   * The namespace of the Kustomizations.
   * @default 'flux-system'
   */
  readonly namespaceName?: string;
  /**
   * Other Kustomizations in that namespace that must be ready before operators and workloads are applied: those that install cert-manager or the
   * Prometheus operator, say.
   * @default - none
   */
  readonly dependsOn?: string[];
  /**
   * The ServiceAccount whose rights are used.
   * @default - the controller's own
   */
  readonly serviceAccountName?: string;
  /**
   * Time between two looks at what is in the cluster, a minute or more. A new revision does not wait for it.
   * @default Duration.minutes(10)
   */
  readonly interval?: Duration;
  /**
   * How long it waits for what it applied to be healthy. As long as it waits, Flux applies no later revision, the one that mends this one included,
   * unless its feature gate `CancelHealthCheckOnNewRevision` is on. What takes longer counts as not ready and is looked at again each minute.
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;
}
