import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Naming, watchNames } from '../builtin/unique-names';
import { verify } from '../contract/verify';
import { Mechanism, Rendering } from '../mechanism/mechanism';
import { ConflictPlan, ContentPlan, MechanismPlan, PodPlan, PrincipalPlan, TaskPlan, WorkloadPlan } from '../plan';

/**
 * A plan, rendered by a mechanism: what is declared of it later, and what the rules say of it and of its objects.
 */
export class PlannedWorkload {
  private readonly rendering: Rendering;
  private readonly tasks = new Map<string, () => TaskPlan>();
  private readonly contents: (() => ContentPlan)[] = [];
  private readonly principals: (() => PrincipalPlan)[] = [];
  private readonly conflicts: ConflictPlan[] = [];
  private readonly warned = new Set<string>();
  private checked?: { readonly state: string; readonly errors: string[] };

  /** `pods`: what the user adds to the pods of tasks that are declared later. `naming`: what the names of its objects hang on. */
  constructor(
    private readonly scope: Construct, private readonly base: WorkloadPlan, private readonly operatedBy: Mechanism,
    naming: Naming, private readonly pods?: PodPlan,
  ) {
    this.rendering = operatedBy.render(scope, base);
    watchNames(scope, naming);
    scope.node.addValidation({ validate: () => this.findings() });
  }

  /** What is known of it, with all that was declared later. */
  public get plan(): WorkloadPlan {
    return {
      ...this.base,
      tasks: [...this.base.tasks, ...[...this.tasks.values()].map((produce) => produce())],
      ...(this.contents.length > 0 ? { contents: this.contents.map((produce) => produce()) } : {}),
      ...(this.principals.length > 0 ? { principals: this.principals.map((produce) => produce()) } : {}),
      conflicts: [...this.base.conflicts, ...this.conflicts],
    };
  }

  /** Who operates it, and what of it happens without a person. */
  public get mechanism(): MechanismPlan {
    return { name: this.operatedBy.name, operations: this.operatedBy.operations ?? this.base.operations ?? [] };
  }

  /** One of its objects. @throws when there is no such object, with the list of those that there are */
  public object(kind: string, name: string): ApiObject {
    return this.rendering.object(kind, name);
  }

  /** One-shot work. */
  public addTask(name: string, produce: () => TaskPlan): void {
    const placed = () => ({ ...produce(), ...(this.pods ? { pod: this.pods } : {}) });
    this.tasks.set(name, placed);
    this.rendering.addTask(name, placed);
  }

  /** Something inside of the system. */
  public addContent(produce: () => ContentPlan): void {
    this.contents.push(produce);
    this.rendering.addContent(produce);
  }

  /** Somebody whom the system knows. */
  public addPrincipal(produce: () => PrincipalPlan): void {
    this.principals.push(produce);
    this.rendering.addPrincipal(produce);
  }

  /** Settings that work against a promise. */
  public addConflicts(conflicts: ConflictPlan[]): void {
    this.conflicts.push(...conflicts);
  }

  /** cdk8s validates the whole app once for each chart, so that checking again what did not change would be quadratic. */
  private findings(): string[] {
    const state = `${this.conflicts.length} ${this.rendering.patches}`;
    if (this.checked?.state !== state) this.checked = { state, errors: this.check() };
    return this.checked.errors;
  }

  /** Unpatched objects say what the plan says (a test holds it), so they are read back only after a patch. */
  private checkRendered() {
    const read = this.rendering.readBack();
    return verify({ ...read, conflicts: [...read.conflicts, ...this.conflicts] }, this.scope.node.path);
  }

  /** The rules run on the plan, and once more on what the objects say after all patches. */
  private check(): string[] {
    const { path } = this.scope.node;
    const planned = verify(this.plan, path);
    const rendered = this.rendering.patches === 0 ? planned : this.checkRendered();
    const unproven = this.base.unproven === undefined ? []
      : [`${path}: version: got ${this.base.unproven}, which the library's own tests never ran; try it before you trust it`];
    const needless = planned.warnings.filter((warning) => rendered.warnings.includes(warning));
    for (const warning of [...needless, ...unproven]) {
      if (!this.warned.has(warning)) process.stderr.write(`warning: ${warning}\n`);
      this.warned.add(warning);
    }
    const patched = this.rendering.patchedObjects.map(({ kind, name }) => `${kind} ${name}`).join(', ');
    const broken = rendered.errors.filter((error) => !planned.errors.includes(error)).map((error) => `${error} (after the patch of ${patched})`);
    // cdk8s puts the path in front
    return [...planned.errors, ...broken].map((error) => error.replace(`${path}: `, ''));
  }
}
