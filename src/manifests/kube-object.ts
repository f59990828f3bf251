import { groupOf, isClusterScoped } from './kinds';
import { at, Fields } from './value';

/** An object as its manifest says: only kind and name are sure to be there. */
export interface KubeObject extends Fields {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What an object is known by. Another version of its API is the same object. */
export interface ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  /** Nothing for what is in none, or doesn't say. */
  readonly namespace?: string;
  readonly name: string;
}

/** Kind with group, `apps/StatefulSet`; without one for the core group, `Service`. */
export function kindOf(object: KubeObject): string {
  const group = groupOf(object.apiVersion, object.kind);
  return group === '' ? object.kind : `${group}/${object.kind}`;
}

export function nameOf(object: KubeObject): ObjectName {
  const namespace = at(object, 'metadata', 'namespace');
  const inOne = namespace !== undefined && namespace !== '' && !isClusterScoped(kindOf(object));
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    ...inOne ? { namespace: String(namespace) } : {},
    name: String(at(object, 'metadata', 'name')),
  };
}

/** Equal for the same object before and after. */
export function keyOf(object: KubeObject): string {
  const { namespace = '', name } = nameOf(object);
  return JSON.stringify([kindOf(object), namespace, name]);
}

/** `StatefulSet orders/events-broker`. */
export function nameText({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

export function labelOf(object: KubeObject | undefined, label: string): string | undefined {
  const value = at(object, 'metadata', 'labels', label);
  return value === undefined ? undefined : String(value);
}

export function annotationOf(object: KubeObject | undefined, annotation: string): string | undefined {
  const value = at(object, 'metadata', 'annotations', annotation);
  return value === undefined ? undefined : String(value);
}
