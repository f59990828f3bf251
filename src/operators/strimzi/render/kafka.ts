import { listeners } from './listeners';
import { metricsConfig } from './metrics';
import { API_VERSION, roles } from './node-pool';
import { RESTRICTED, userAdditions } from './pods';
import { autoRebalance } from './rebalance';
import { checkedSettings } from './settings';
import { Manifest, metadata, orNone } from '../../../builtin/manifest';
import { resources } from '../../../builtin/pod';
import { ComponentPlan, Credentials, WorkloadPlan } from '../../../plan';

/** JVMs of half of it. Strimzi gives them none by itself, and a pod without a request is the first to be evicted. */
const HELPER = { cpuMillis: 100, memoryBytes: 512 * 1024 * 1024 };
/** Cruise Control keeps the load of an hour of every partition in memory. */
const REBALANCER = { cpuMillis: 100, memoryBytes: 1024 * 1024 * 1024 };

/** The Kafka itself: everything that is not of one pool. */
export function kafka(path: string, plan: WorkloadPlan): Manifest {
  const brokers = brokersOf(plan);
  const secured = plan.endpoints.some(({ credentials }) => credentials !== Credentials.NONE);
  return {
    apiVersion: API_VERSION,
    kind: 'Kafka',
    metadata: metadata(plan, plan.name),
    spec: {
      cruiseControl: movesPartitions(plan) ? cruiseControl(plan, brokers) : undefined,
      entityOperator: entityOperator(brokers),
      kafka: {
        authorization: secured ? { type: 'simple' } : undefined,
        config: orNone(checkedSettings(path, brokers.settings ?? {})),
        listeners: listeners(path, plan),
        metadataVersion: plan.stateVersion,
        metricsConfig: metricsConfig(plan),
        rack: plan.site.zones.length > 1 ? { topologyKey: plan.site.zoneLabel } : undefined,
        template: plan.budgets.length > 0 ? { podDisruptionBudget: { maxUnavailable: atOnce(plan) } } : undefined,
        version: plan.version,
      },
    },
  };
}

/** Whether there is Cruise Control: it needs a second broker. */
export function movesPartitions(plan: WorkloadPlan): boolean {
  return brokersOf(plan).replicas > 1;
}

function brokersOf(plan: WorkloadPlan): ComponentPlan {
  return plan.components.find((component) => roles(plan, component).includes('broker'))!;
}

/** One budget covers the pods of all pools, so the strictest holds. */
function atOnce({ budgets }: WorkloadPlan): number {
  return Math.min(...budgets.map(({ maxUnavailable }) => maxUnavailable));
}

/** Moves partitions when brokers come, and before they go. */
function cruiseControl(plan: WorkloadPlan, component: ComponentPlan): any {
  return {
    autoRebalance: autoRebalance(plan),
    resources: resources(REBALANCER),
    template: { cruiseControlContainer: { securityContext: RESTRICTED }, pod: helperPod(component) },
  };
}

/** Makes topics, users and their rights. */
function entityOperator(component: ComponentPlan): any {
  return {
    template: {
      pod: helperPod(component),
      topicOperatorContainer: { securityContext: RESTRICTED },
      userOperatorContainer: { securityContext: RESTRICTED },
    },
    topicOperator: { resources: resources(HELPER) },
    userOperator: { resources: resources(HELPER) },
  };
}

/** Where the user lets pods be, and with which pull secrets; nothing where he says nothing. */
function helperPod({ pod }: ComponentPlan): any {
  const additions = userAdditions(pod);
  return Object.values(additions).some((value) => value !== undefined) ? additions : undefined;
}
