import { BROKER_PODS } from './access';
import { kafka, movesPartitions } from './kafka';
import { metricsObjects } from './metrics';
import { checkNames, CLUSTER_LABEL } from './names';
import { nodePool } from './node-pool';
import { checkPlan } from './plan-check';
import { rebalanceTemplate } from './rebalance';
import { Manifest } from '../../../builtin/manifest';
import { clientServices } from '../../../builtin/service';
import { WorkloadPlan } from '../../../plan';

/** A Kafka plan as Strimzi's custom resources, and the Service under whose name clients know the cluster. @throws when this version can't keep it */
export function strimziCluster(path: string, version: string, plan: WorkloadPlan): Manifest[] {
  checkPlan(path, version, plan);
  checkNames(path, plan);
  return [
    ...plan.components.map((component) => nodePool(path, plan, component)),
    ...movesPartitions(plan) ? rebalanceTemplate(plan) : [],
    kafka(path, plan),
    ...clientServices(path, plan).map((service) => toBrokers(plan, service)),
    ...metricsObjects(plan, { [CLUSTER_LABEL]: plan.name, 'strimzi.io/kind': 'Kafka' }),
  ];
}

/** A Service of the built-in objects', led to the operator's pods: by their ports' numbers, for it names them in its own way. */
function toBrokers(plan: WorkloadPlan, service: Manifest): Manifest {
  const ports = service.spec.ports.map((port: any) => ({ ...port, targetPort: port.port }));
  return { ...service, spec: { ...service.spec, ports, selector: { [CLUSTER_LABEL]: plan.name, ...BROKER_PODS } } };
}
