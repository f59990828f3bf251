import { ApiObject, ApiObjectProps, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';

/** Marks an object whose content is no longer only what the plan says. */
export const PATCHED_ANNOTATION = 'cdk8s-data/patched';

/**
 * An object that was rendered from a plan. It can be patched like any other; then it says so,
 * and what the plan promised is checked again on what is left of it.
 */
export class PlannedObject extends ApiObject {
  private readonly manifest: ApiObjectProps;
  private readonly applied: JsonPatch[] = [];

  /** `lateName`: for a name that is known only when the whole program has run, as one that ends in a hash. */
  constructor(scope: Construct, id: string, manifest: ApiObjectProps, lateName?: () => string) {
    super(scope, id, manifest);
    this.manifest = manifest;
    if (lateName) {
      Object.defineProperty(this, 'name', { get: lateName });
      Object.defineProperty(this.metadata, 'name', { get: lateName });
    }
    // a chart gives its namespace to every object, also to those that are in none
    if (manifest.metadata?.namespace === undefined) {
      Object.defineProperty(this.metadata, 'namespace', { value: undefined });
    }
  }

  /** The patches, in the order in which they apply. */
  public get appliedPatches(): JsonPatch[] {
    return [...this.applied];
  }

  public addJsonPatch(...patches: JsonPatch[]): void {
    super.addJsonPatch(...patches);
    this.applied.push(...patches);
    if (patches.length > 0) this.metadata.addAnnotation(PATCHED_ANNOTATION, 'true');
  }

  /** The content for reading: what was rendered, or with patches what is left of it. */
  public content(): any {
    return this.applied.length > 0 ? this.toJson() : this.manifest;
  }
}
