import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { ResourceScope } from './custom-resource';
import { newestServed, Resource, ResourceVersion } from './definition';
import { fit } from './fit';
import { lostNulls } from './nulls';
import { typescriptOf } from './typescript';
import { PlannedObject } from '../../builtin/planned-object';
import { message, refuse } from '../../contract/message';
import { nearest } from '../../contract/nearest';

/**
 * Options of an instance.
 */
export interface CustomObjectOptions {
  /** The spec, as JSON. */
  readonly spec: any;
  /**
   * The object's name.
   * @default - the construct's id
   */
  readonly objectName?: string;
  /**
   * The version that it is written in.
   * @default - the one that is stored, if it is served; else the last one that is
   */
  readonly version?: string;
  /**
   * Labels.
   * @default - none
   */
  readonly labels?: Record<string, string>;
  /**
   * Annotations.
   * @default - none
   */
  readonly annotations?: Record<string, string>;
}

/** Names of objects: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAME_LENGTH = 253;

/**
 * A custom resource of an operator of one's own.
 */
export class OperatorResource {
  /** @internal */
  public static _of(resource: Resource, path: string, watched?: string[]): OperatorResource {
    return new OperatorResource(resource, path, watched);
  }

  private constructor(private readonly resource: Resource, private readonly path: string, private readonly watched?: string[]) {}

  /** Its kind. */
  public get kind(): string {
    return this.resource.kind;
  }

  /** The name of its CustomResourceDefinition: `caches.example.com`. */
  public get definitionName(): string {
    return `${this.resource.plural}.${this.resource.group}`;
  }

  /**
   * An instance. Its spec is held against the schema, and written as the API server keeps it: with defaults, and quantities in canonical form.
   * Rules in CEL are left to the API server.
   *
   * @throws with a line for each error, and where in the spec it is
   */
  public create(scope: Construct, id: string, options: CustomObjectOptions): ApiObject {
    const path = scope.node.path === '' ? id : `${scope.node.path}/${id}`;
    const { kind, group, scope: where } = this.resource;
    const version = this.versionOf(path, options.version);
    const name = options.objectName ?? id;
    if (!NAME.test(name) || name.length > NAME_LENGTH) {
      refuse({ path, what: 'name', got: `'${name}'`, expected: `lower case letters, digits, hyphens and dots, at most ${NAME_LENGTH}`, change: 'set objectName' });
    }
    const namespace = where === ResourceScope.CLUSTER ? undefined : this.namespaceOf(path, scope);
    const { value, misfits } = fit(version.spec, options.spec, 'spec');
    const wrong = misfits.length > 0 ? misfits : lostNulls(version.spec, value, 'spec');
    if (wrong.length > 0) {
      throw new Error(wrong.map(({ path: what, ...rest }) => message({ path, what, ...rest })).join('\n'));
    }
    const object = new PlannedObject(scope, id, {
      apiVersion: `${group}/${version.name}`,
      kind,
      metadata: { name, namespace, labels: options.labels, annotations: options.annotations },
      spec: value,
    });
    object.node.addValidation({ validate: () => object.patchCount === 0 ? [] : patched(object, version) });
    return object;
  }

  /**
   * The types of an object for a controller in TypeScript, as the text of a module that imports nothing.
   * @param version the version; by default the one that is stored
   */
  public typescript(version?: string): string {
    const found = version === undefined ? this.stored : this.versionOf(this.path, version);
    return typescriptOf(this.resource, found);
  }

  private get stored(): ResourceVersion {
    return this.resource.versions.find(({ storage }) => storage)!;
  }

  private versionOf(path: string, name: string | undefined): ResourceVersion {
    if (name === undefined) return newestServed(this.resource);
    const served = this.resource.versions.filter((each) => each.served);
    const names = served.map((each) => each.name);
    return served.find((each) => each.name === name) ?? refuse({
      path, what: 'version', got: `'${name}'`, expected: `one that is served: ${names.join(', ')}`, change: `did you mean ${nearest(name, names).word}?`,
    });
  }

  private namespaceOf(path: string, scope: Construct): string | undefined {
    const { namespace } = Chart.of(scope);
    if (this.watched && (namespace === undefined || !this.watched.includes(namespace))) {
      refuse({
        path,
        what: 'namespace',
        got: namespace === undefined ? 'none' : `'${namespace}', which the controller does not watch`,
        expected: `one of ${this.watched.join(', ')}`,
        change: namespace === undefined ? 'give the chart a namespace' : `add '${namespace}' to watchedNamespaces`,
      });
    }
    return namespace;
  }
}

function patched(object: PlannedObject, version: ResourceVersion): string[] {
  return fit(version.spec, object.toJson().spec, 'spec').misfits.map(({ path: what, got, expected, change }) =>
    `${what}: got ${got}, expected ${expected}; ${change} (after a patch)`);
}
