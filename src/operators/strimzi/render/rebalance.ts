import { ofCluster } from './names';
import { API_VERSION } from './node-pool';
import { Manifest } from '../../../builtin/manifest';
import { WorkloadPlan } from '../../../plan';

/**
 * How Cruise Control moves partitions when brokers come or go, if that was said: a KafkaRebalance that moves nothing by itself. Strimzi makes one of it
 * each time.
 * https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0/documentation/modules/cruise-control/proc-automating-rebalances.adoc
 */
export function rebalanceTemplate(plan: WorkloadPlan): Manifest[] {
  if (!plan.spread) return [];
  return [{
    apiVersion: API_VERSION,
    kind: 'KafkaRebalance',
    metadata: { ...ofCluster(plan, templateName(plan)), annotations: { 'strimzi.io/rebalance-template': 'true' } },
    spec: { concurrentPartitionMovementsPerBroker: plan.spread.piecesAtOnce, replicationThrottle: plan.spread.bytesPerSecond },
  }];
}

/** What Cruise Control does by itself. Without a template it moves as fast as it can. */
export function autoRebalance(plan: WorkloadPlan): any {
  const template = plan.spread ? { name: templateName(plan) } : undefined;
  return ['add-brokers', 'remove-brokers'].map((mode) => ({ mode, template }));
}

function templateName(plan: WorkloadPlan): string {
  return `${plan.name}-scaling`;
}
