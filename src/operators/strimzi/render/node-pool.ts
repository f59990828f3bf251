import { ofCluster, poolName } from './names';
import { podTemplate } from './pods';
import { Manifest } from '../../../builtin/manifest';
import { resources } from '../../../builtin/pod';
import { bytes } from '../../../builtin/quantity';
import { refuse } from '../../../contract/message';
import { ComponentPlan, VolumePlan, WorkloadPlan } from '../../../plan';

/** The API of Strimzi's objects, since 1.0 the only one. */
export const API_VERSION = 'kafka.strimzi.io/v1';

/**
 * The node ids that a pool gives: brokers begin at 0, as on built-in objects, and controllers where no broker comes. Strimzi's documentation wants
 * more settings above 999.
 * https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0/documentation/modules/configuring/proc-managing-node-pools-ids.adoc
 */
const FIRST_CONTROLLER = 900;
const CONTROLLER_IDS = `[${FIRST_CONTROLLER}-999]`, BROKER_IDS = `[0-${FIRST_CONTROLLER - 1}]`;

/** What the nodes of a component do: who is in the quorum is a controller, who holds partitions a broker. */
export function roles(plan: WorkloadPlan, component: ComponentPlan): string[] {
  const inGroup = (votes: boolean) => plan.groups.some((group) => (group.votes ?? false) === votes && group.components.includes(component.name));
  return [...inGroup(true) ? ['controller'] : [], ...inGroup(false) ? ['broker'] : []];
}

/** A KafkaNodePool for a component. */
export function nodePool(path: string, plan: WorkloadPlan, component: ComponentPlan): Manifest {
  if (component.replicas > FIRST_CONTROLLER) {
    refuse({ path, what: 'replicas', got: String(component.replicas), expected: `at most ${FIRST_CONTROLLER} with strimzi: controllers have the node ids from there on`, change: 'use a second cluster' });
  }
  const { heapBytes } = component.resources;
  const does = roles(plan, component);
  return {
    apiVersion: API_VERSION,
    kind: 'KafkaNodePool',
    metadata: {
      ...ofCluster(plan, poolName(plan, component.name), component.name),
      annotations: { 'strimzi.io/next-node-ids': does.includes('broker') ? BROKER_IDS : CONTROLLER_IDS },
    },
    spec: {
      jvmOptions: heapBytes === undefined ? undefined : { '-Xms': heap(heapBytes), '-Xmx': heap(heapBytes) },
      replicas: component.replicas,
      resources: resources(component.resources),
      roles: does,
      storage: { type: 'jbod', volumes: component.volumes!.map((volume, id) => storage(volume, id, plan.site.storageClass)) },
      template: podTemplate(path, plan, component),
    },
  };
}

function heap(of: number): string {
  return `${Math.floor(of / 2 ** 20)}m`;
}

/** The claim outlives the Kafka where it is to be kept: Strimzi deletes none by default. */
function storage(volume: VolumePlan, id: number, siteClass?: string): any {
  const place = { id, kraftMetadata: id === 0 ? 'shared' : undefined };
  if (!volume.durable) return { ...place, sizeLimit: volume.bytes === undefined ? undefined : bytes(volume.bytes), type: 'ephemeral' };
  return { ...place, class: volume.storageClass ?? siteClass, deleteClaim: !(volume.retain ?? true), size: bytes(volume.bytes!), type: 'persistent-claim' };
}
