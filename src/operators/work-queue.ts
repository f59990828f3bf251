import { Construct } from 'constructs';
import { QueuePlan, SitePlan, WorkloadPlan } from '../plan';

/**
 * A queue of an operator's that work waits in: `Kueue.existing({ ... }).queue('research')`.
 */
export interface IWorkQueue {
  /**
   * @throws when its operator does not see the namespace, or Kubernetes is too old for it
   * @internal
   */
  _queue(path: string, namespaceName: string, site: SitePlan): QueuePlan;
  /**
   * The objects that it wants beside the work, if any: called once the work is rendered.
   * @internal
   */
  _attach(scope: Construct, plan: WorkloadPlan): void;
}
