import { Construct } from 'constructs';
import { keepLasting, lastingObject } from './lasting';
import { Manifest } from './manifest';
import { PlannedObject } from './planned-object';
import { refuse } from '../contract/message';

/** The objects of a workload, in the order in which they were made, each under its kind and name. */
export class RenderedObjects {
  private readonly rendered = new Map<string, PlannedObject>();

  /** `namespaceName`: the workload's; an object in another one is known by that too. */
  constructor(private readonly scope: Construct, private readonly namespaceName: string) {}

  /** All of them. */
  public get all(): PlannedObject[] {
    return [...this.rendered.values()];
  }

  /** Those that were patched: what they say is no longer only what the plan says. */
  public get patched(): PlannedObject[] {
    return this.all.filter((object) => object.patchCount > 0);
  }

  /** How many patches there are, over all of them. */
  public get patches(): number {
    let count = 0;
    for (const object of this.rendered.values()) count += object.patchCount;
    return count;
  }

  /** One of them. */
  public object(kind: string, name: string): PlannedObject {
    return this.rendered.get(`${kind} ${name}`) ?? refuse({
      path: this.scope.node.path,
      what: 'object',
      got: `${kind} ${name}`,
      expected: `one of ${[...this.rendered.keys()].join(', ')}`,
      change: 'name one that exists',
    });
  }

  public add(manifest: Manifest, lateName?: () => string): PlannedObject {
    const { kind, metadata: { name, namespace } = {} } = manifest;
    const elsewhere = namespace === undefined || namespace === this.namespaceName ? '' : ` in ${namespace}`;
    const key = `${kind} ${name}${elsewhere}`;
    if (this.rendered.has(key)) {
      refuse({
        path: this.scope.node.path,
        what: `name of a ${kind}`,
        got: `"${name}"${elsewhere} twice`,
        expected: 'a name for each: components, tasks and suffixes of endpoints all follow the name of the workload',
        change: 'rename one of them',
      });
    }
    const object = lastingObject(this.scope, manifest) ?? new PlannedObject(this.scope, key.replace(/ /g, '-'), manifest, lateName);
    keepLasting(object, manifest);
    this.rendered.set(key, object);
    return object;
  }
}
