import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { sortedJson } from '../builtin/content-hash';
import { Manifest } from '../builtin/manifest';
import { PlannedObject } from '../builtin/planned-object';
import { RenderedObjects } from '../builtin/rendered-objects';
import { refuse } from '../contract/message';
import { Rendering } from '../mechanism/mechanism';
import { ContentPlan, Duty, PrincipalPlan, TaskPlan, WorkloadPlan } from '../plan';

/** Who an operator is, for messages, what it does of the work that tasks do elsewhere, and which objects of its own it knows for what comes later. */
export interface Operating {
  readonly name: string;
  readonly duties: readonly Duty[];
  /** The object of something inside of the system. None: nothing is declared inside of it. */
  readonly content?: (plan: WorkloadPlan, content: ContentPlan) => Manifest;
  /** The object of somebody whom the system knows. None: it knows nobody. */
  readonly principal?: (plan: WorkloadPlan, principal: PrincipalPlan) => Manifest;
}

/** A plan as custom resources of an operator's, and what stands around them. */
export class CustomWorkload implements Rendering {
  private readonly path: string;
  private readonly rendered: RenderedObjects;

  constructor(scope: Construct, private readonly plan: WorkloadPlan, private readonly operating: Operating, manifests: Manifest[]) {
    this.path = scope.node.path;
    this.rendered = new RenderedObjects(scope, plan.namespaceName);
    for (const manifest of manifests) this.rendered.add(manifest);
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
    if (duty !== undefined && this.operating.duties.includes(duty)) return;
    refuse({
      path: this.path,
      what: `task ${name}`,
      got: `work that ${this.operating.name} does not do`,
      expected: this.operating.duties.length > 0 ? `none, or one of ${this.operating.duties.join(', ')}` : 'none',
      change: 'run it by a Job of your own',
    });
  }

  public addContent(produce: () => ContentPlan): void {
    const { content } = this.operating;
    if (content) this.addLate(() => content(this.plan, produce()));
  }

  public addPrincipal(produce: () => PrincipalPlan): void {
    const { principal } = this.operating;
    if (principal) this.addLate(() => principal(this.plan, produce()));
  }

  /** Its name is known at once, all that it says only when the program has run. */
  private addLate(produce: () => Manifest): void {
    this.rendered.add({ ...produce(), spec: Lazy.any({ produce: () => produce().spec }) });
  }
}

/** No rule reads a custom resource: what a patch changes below `spec` counts as working against what was promised. */
function withPatches(plan: WorkloadPlan, patched: PlannedObject[]): WorkloadPlan {
  const changed = patched.filter((object) => sortedJson(object.rendered().spec) !== sortedJson(object.toJson().spec));
  const conflicts = changed.map(({ kind, name }) => ({
    setting: `${kind} ${name}`,
    got: 'a patch',
    expected: 'what was rendered: no rule can tell what another value breaks',
    guarantee: 'what was promised',
  }));
  return { ...plan, conflicts: [...plan.conflicts, ...conflicts] };
}
