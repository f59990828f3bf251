import { JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { refuse } from '../contract/message';
import { Rendering } from '../mechanism/mechanism';
import { ComponentLife, ComponentPlan, MonitoringPlan, ScrapeWay, TaskPlan, TaskWhen, WorkloadPlan } from '../plan';
import { alertRules } from './alert-rules';
import { leavingMark } from './change-marks';
import { sharedClaims } from './claim';
import { configMap } from './config-map';
import { contentHash } from './content-hash';
import { cronJob } from './cron-job';
import { dashboardMap } from './dashboard';
import { deployment } from './deployment';
import { checkBudgets, disruptionBudget } from './disruption-budget';
import { exposedServices } from './exposed-service';
import { workJob } from './job';
import { Manifest, metadata } from './manifest';
import { checkNames, checkTaskName, partName, TASK_HASH_LENGTH } from './names';
import { networkPolicy } from './network-policy';
import { PlannedObject } from './planned-object';
import { hasPermissions } from './pod';
import { podMonitor } from './pod-monitor';
import { founds, isPrepared, readsNode } from './prepare-container';
import { readBack } from './read-back';
import { RenderedObjects } from './rendered-objects';
import { componentRoles, foundingRole, policyRule, role, zoneReader } from './role';
import { scaleInGuard } from './scale-in-guard';
import { clientServices, headlessService, needsHeadlessService } from './service';
import { serviceAccount } from './service-account';
import { statefulSet } from './stateful-set';
import { currentName, isPermitted, taskData, taskJobSpec } from './task';
import { unreadPatches } from './unread';

/**
 * A workload as Kubernetes' own objects: any plan, and nothing but what the plan says.
 * The objects stand in the order in which they are needed.
 */
export class BuiltinWorkload implements Rendering {
  private readonly plan: WorkloadPlan;
  private readonly path: string;
  private readonly rendered: RenderedObjects;
  private readonly tasks: (() => TaskPlan)[] = [];
  private lastRead?: { patches: number; plan: WorkloadPlan };

  constructor(scope: Construct, plan: WorkloadPlan) {
    this.rendered = new RenderedObjects(scope, plan.namespaceName);
    this.plan = plan;
    this.path = scope.node.path;
    checkNames(this.path, plan);
    checkBudgets(this.path, plan);
    this.addAll(sharedClaims(plan));
    for (const component of plan.components) this.addComponent(component);
    for (const budget of plan.budgets) this.add(disruptionBudget(this.path, plan, budget));
    this.addAll(scaleInGuard(this.path, plan));
    this.addAll(clientServices(this.path, plan));
    this.addAll(exposedServices(this.path, plan));
    if (plan.monitoring) this.addMonitoring(plan.monitoring);
    for (const task of plan.tasks) this.addTask(task.name, () => task);
  }

  /** All objects, in the order in which they were made. */
  public get objects(): PlannedObject[] {
    return this.rendered.all;
  }

  /** The objects that were patched: what they say is no longer only what the plan says. */
  public get patchedObjects(): PlannedObject[] {
    return this.rendered.patched;
  }

  /** One object. The name of a task's Job is the one without the hash; one in another namespace ends in ` in <namespace>`. */
  public object(kind: string, name: string): PlannedObject {
    return this.rendered.object(kind, name);
  }

  /**
   * One-shot work. `produce` is called again when the program has run, so that it sees what was declared since;
   * when the task runs, and whether it may ask the API server, must be the same both times.
   * A Job can't be changed, so its name ends in a hash of all that it does.
   */
  public addTask(name: string, produce: () => TaskPlan): PlannedObject {
    const first = produce();
    const scheduled = first.when === TaskWhen.SCHEDULE;
    const content = () => this.checkedTask(name, first, produce());
    checkTaskName(this.path, this.plan, name, scheduled);
    this.checkTaskIsNew(name);
    this.checkTaskRights(first);
    this.tasks.push(content);
    const plain = partName(this.plan, name);

    let job: PlannedObject | undefined;
    let last = { text: '', name: '' };
    const hashed = () => {
      const task = content();
      const changes = (job?.appliedPatches ?? []) as JsonPatch[];
      const text = JSON.stringify([task, changes]);
      if (text !== last.text) {
        const hash = contentHash([taskJobSpec(this.path, this.plan, task, ''), task.schedule, task.files, changes], TASK_HASH_LENGTH);
        last = { text, name: `${plain}-${hash}` };
      }
      return last.name;
    };
    const jobSpec = Lazy.any({ produce: () => taskJobSpec(this.path, this.plan, content(), hashed()) });

    this.add(serviceAccount(this.plan, name));
    if (isPermitted(first)) {
      for (const manifest of role(this.plan, name, plain, Lazy.any({ produce: () => content().permissions!.map(policyRule) }))) this.add(manifest);
    }
    // A run must find exactly the scripts that it was made for, also when it is tried again later.
    if (first.files.length > 0) {
      this.add({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: metadata(this.plan, plain, name),
        immutable: true,
        data: Lazy.any({ produce: () => taskData(this.path, content()) }),
      }, hashed);
    }
    if (first.exclusive) {
      this.add({
        apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata(this.plan, currentName(this.plan, name), name), data: Lazy.any({ produce: () => ({ name: hashed() }) }),
      });
    }
    if (scheduled) {
      job = this.add(cronJob(this.plan, name, Lazy.any({ produce: () => content().schedule }), jobSpec));
    } else {
      job = this.add({ apiVersion: 'batch/v1', kind: 'Job', metadata: metadata(this.plan, plain, name, leavingMark(first)), spec: jobSpec }, hashed);
    }
    return job;
  }

  /** A task makes what is inside of the system. */
  public addContent(): void {}

  /** A task makes users known. */
  public addPrincipal(): void {}

  /** How many patches there are, over all objects. */
  public get patches(): number {
    return this.rendered.patches;
  }

  /** The plan as the objects say, patches included. */
  public readBack(): WorkloadPlan {
    const { patches } = this;
    if (this.lastRead?.patches !== patches) {
      const read = readBack(this.plan, this.objects.map((object) => object.content()));
      this.lastRead = { patches, plan: { ...read, conflicts: [...read.conflicts, ...unreadPatches(this.objects)] } };
    }
    return this.lastRead!.plan;
  }

  private addComponent(component: ComponentPlan): void {
    const { path, plan } = this;
    if (!Number.isInteger(component.replicas) || component.replicas < 1) {
      refuse({
        path,
        what: `replicas of ${component.name}`,
        got: String(component.replicas),
        expected: 'a whole number of 1 or more',
        change: 'set it',
      });
    }
    this.add(serviceAccount(plan, component.name, component.identity));
    if (hasPermissions(component)) this.addAll(componentRoles(plan, component));
    if (founds(component)) this.addAll(foundingRole(plan, component));
    if (readsNode(plan, component)) this.addAll(zoneReader(plan, component));
    if (isPrepared(component)) this.add(configMap(path, plan, component));
    if (needsHeadlessService(component)) this.add(headlessService(plan, component));
    if (component.ports.length > 0) {
      this.add(networkPolicy(path, plan, component, () => this.tasks.map((task) => task())));
    }
    switch (component.life) {
      case ComponentLife.MEMBER:
        this.add(statefulSet(path, plan, component));
        break;
      case ComponentLife.STATELESS:
        this.add(deployment(path, plan, component));
        break;
      case ComponentLife.RUN_TO_COMPLETION:
        this.add(workJob(path, plan, component));
        break;
    }
  }

  private addMonitoring(monitoring: MonitoringPlan): void {
    if (monitoring.scrape.way === ScrapeWay.POD_MONITOR) this.add(podMonitor(this.plan, monitoring));
    if (monitoring.alerts.length > 0) this.add(alertRules(this.plan, monitoring));
    if (monitoring.dashboard) this.add(dashboardMap(this.plan, monitoring.dashboard));
  }

  private addAll(manifests: Manifest[]): void {
    for (const manifest of manifests) this.add(manifest);
  }

  private add(manifest: Manifest, lateName?: () => string): PlannedObject {
    return this.rendered.add(manifest, lateName);
  }

  private checkTaskIsNew(name: string): void {
    if (!this.plan.components.some((component) => component.name === name)) return;
    refuse({
      path: this.path,
      what: `name of task ${name}`,
      got: 'that of a component',
      expected: 'a name of its own: Services and policies would take its pods for members',
      change: 'rename it',
    });
  }

  private checkTaskRights({ name, permissions = [] }: TaskPlan): void {
    if (!permissions.some(({ clusterWide, namespaces }) => clusterWide || namespaces)) return;
    refuse({
      path: this.path,
      what: `permissions of task ${name}`,
      got: 'one outside of the namespace',
      expected: "rights in the workload's namespace",
      change: 'give it to a component, or leave clusterWide and namespaces out',
    });
  }

  private checkedTask(name: string, first: TaskPlan, task: TaskPlan): TaskPlan {
    const shape = ({ when, permissions, files, exclusive }: TaskPlan) =>
      `${when}${exclusive ? ', exclusive' : ''}, ${permissions?.length ? 'with' : 'without'} rights, ${files.length ? 'with' : 'without'} files`;
    if (task.name !== name || shape(task) !== shape(first)) {
      refuse({
        path: this.path,
        what: `task ${name}`,
        got: `${task.name}: ${shape(task)}`,
        expected: `${name}: ${shape(first)}, as when it was added`,
        change: 'make it a task of its own',
      });
    }
    return task;
  }
}
