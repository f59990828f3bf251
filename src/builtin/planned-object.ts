import { ApiObject, ApiObjectProps, App, JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';

/** Marks an object whose content is no longer only what the plan says. */
export const PATCHED_ANNOTATION = 'cdk8s-data/patched';

/** What every app has: for Lazy, for tokens, for numbers or strings. */
const USUAL_RESOLVERS = new App().resolvers.length;

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

  /** Its name without the hash that a late name ends in: known at once. */
  public get plainName(): string {
    return this.manifest.metadata!.name!;
  }

  /** The patches, in the order in which they apply. */
  public get appliedPatches(): JsonPatch[] {
    return [...this.applied];
  }

  /** How many patches there are. */
  public get patchCount(): number {
    return this.applied.length;
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

  /**
   * The same as cdk8s gives, in half the time: it asks each resolver of the app about each value, and what we render
   * is plain. Whatever is not (a patch, a resolver of the user's, an object in a sidecar) goes its way.
   */
  public toJson(): any {
    const usual = this.applied.length === 0 && !process.env.CDK8S_DISABLE_SORT && App.of(this).resolvers.length === USUAL_RESOLVERS;
    const { apiVersion, kind, metadata, ...rest } = this.manifest;
    const plain = usual ? plainCopy(rest) : NOT_PLAIN;
    return plain === NOT_PLAIN ? this.marked(super.toJson()) : { apiVersion, kind, metadata: this.metadata.toJson(), ...plain };
  }

  /** What was rendered, before any patch. */
  public rendered(): any {
    const { apiVersion, kind, metadata, ...rest } = this.manifest;
    const plain = plainCopy(rest);
    return plain === NOT_PLAIN ? rest : plain;
  }

  /** A patch can't take the marks away: accepted risks, what is to be remembered, and that there was a patch. */
  private marked(json: any): any {
    if (this.applied.length === 0) return json;
    const annotations = { ...json.metadata?.annotations, ...this.manifest.metadata?.annotations, [PATCHED_ANNOTATION]: 'true' };
    return { ...json, metadata: { ...json.metadata, annotations } };
  }
}

const NOT_PLAIN = Symbol('not plain');

/** A copy with sorted maps and without what is undefined, or NOT_PLAIN. */
function plainCopy(value: any): any {
  if (value === null || typeof value !== 'object') return value ?? undefined;
  if (Array.isArray(value)) {
    const items = value.map(plainCopy);
    return items.includes(NOT_PLAIN) ? NOT_PLAIN : items;
  }
  if (value instanceof Lazy) return plainCopy(value.produce());
  // also a token of somebody's, which cdk8s knows by its function `resolve`
  if (value.constructor !== Object || typeof value.resolve === 'function') return NOT_PLAIN;
  const copy: any = {};
  for (const key of Object.keys(value).sort()) {
    const part = plainCopy(value[key]);
    if (part === NOT_PLAIN) return NOT_PLAIN;
    if (part !== undefined) copy[key] = part;
  }
  return copy;
}
