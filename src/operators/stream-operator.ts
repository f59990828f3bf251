import { IInstalledOperator } from './installed-operator';
import { Mechanism } from '../mechanism/mechanism';
import { SitePlan } from '../plan';

/**
 * An operator that runs stream processors: `FlinkOperator.existing({ ... })`, or the construct that installs it.
 */
export interface IStreamOperator extends IInstalledOperator {
  /**
   * @throws when it does not watch the namespace, or Kubernetes is too old for it
   * @internal
   */
  _mechanism(path: string, namespaceName: string, site: SitePlan): Mechanism;
}
