import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { BROKER_PODS } from './access';
import { topic, user } from './contents';
import { kafka, movesPartitions } from './kafka';
import { metricsObjects } from './metrics';
import { checkNames, CLUSTER_LABEL } from './names';
import { nodePool } from './node-pool';
import { checkPlan } from './plan-check';
import { rebalanceTemplate } from './rebalance';
import { Manifest } from '../../../builtin/manifest';
import { PlannedObject } from '../../../builtin/planned-object';
import { RenderedObjects } from '../../../builtin/rendered-objects';
import { clientServices } from '../../../builtin/service';
import { refuse } from '../../../contract/message';
import { Rendering } from '../../../mechanism/mechanism';
import { ContentPlan, Duty, PrincipalPlan, TaskPlan, WorkloadPlan } from '../../../plan';
import { withPatches } from '../../custom-workload';

/** What Strimzi does by itself, so that no task has to. */
const DUTIES: readonly Duty[] = [Duty.CONTENTS, Duty.PRINCIPALS, Duty.PASSWORDS, Duty.SPREAD, Duty.STATE_VERSION, Duty.SETTINGS];

/** A Kafka plan as Strimzi's custom resources, and the Service under whose name clients know the cluster. */
export class StrimziWorkload implements Rendering {
  private readonly path: string;
  private readonly rendered: RenderedObjects;

  constructor(scope: Construct, private readonly plan: WorkloadPlan, version: string) {
    this.path = scope.node.path;
    this.rendered = new RenderedObjects(scope, plan.namespaceName);
    checkPlan(this.path, version, plan);
    checkNames(this.path, plan);
    for (const component of plan.components) this.rendered.add(nodePool(this.path, plan, component));
    const template = movesPartitions(plan) ? rebalanceTemplate(plan) : undefined;
    if (template) this.rendered.add(template);
    this.rendered.add(kafka(this.path, plan));
    for (const service of clientServices(this.path, plan)) this.rendered.add(toBrokers(plan, service));
    for (const manifest of metricsObjects(plan, { [CLUSTER_LABEL]: plan.name, 'strimzi.io/kind': 'Kafka' })) this.rendered.add(manifest);
    for (const task of plan.tasks) this.addTask(task.name, () => task);
  }

  public get patchedObjects(): PlannedObject[] {
    return this.rendered.patched;
  }

  public get patches(): number {
    return this.rendered.patches;
  }

  public object(kind: string, name: string): ApiObject {
    return this.rendered.object(kind, name);
  }

  public readBack(): WorkloadPlan {
    return withPatches(this.plan, this.patchedObjects);
  }

  public addTask(name: string, produce: () => TaskPlan): void {
    const { duty } = produce();
    if (duty !== undefined && DUTIES.includes(duty)) return;
    refuse({
      path: this.path,
      what: `task ${name}`,
      got: 'work that Strimzi does not do',
      expected: `none, or one of ${DUTIES.join(', ')}`,
      change: 'run it by a Job of your own',
    });
  }

  public addContent(produce: () => ContentPlan): void {
    this.addLate(() => topic(this.plan, produce()));
  }

  public addPrincipal(produce: () => PrincipalPlan): void {
    this.addLate(() => user(this.plan, produce()));
  }

  /** Its name is known at once, its rights only when the program has run. */
  private addLate(produce: () => Manifest): void {
    this.rendered.add({ ...produce(), spec: Lazy.any({ produce: () => produce().spec }) });
  }
}

/** A Service of the built-in objects', led to the operator's pods: by their ports' numbers, for it names them in its own way. */
function toBrokers(plan: WorkloadPlan, service: Manifest): Manifest {
  const ports = service.spec.ports.map((port: any) => ({ ...port, targetPort: port.port }));
  return { ...service, spec: { ...service.spec, ports, selector: { [CLUSTER_LABEL]: plan.name, ...BROKER_PODS } } };
}
