import { ApiObject } from 'cdk8s';

/**
 * With a definition go all its custom resources, with a namespace all that is in it, and with a claim or a volume its data:
 * a person takes them away, and no tool.
 */
const KEPT = new Set(['apiextensions.k8s.io/CustomResourceDefinition', 'core/Namespace', 'core/PersistentVolumeClaim', 'core/PersistentVolume']);

export function kindOf(object: ApiObject): string {
  return `${object.apiGroup}/${object.kind}`;
}

export function isDefinition(object: ApiObject): boolean {
  return kindOf(object) === 'apiextensions.k8s.io/CustomResourceDefinition';
}

export function isNamespace(object: ApiObject): boolean {
  return kindOf(object) === 'core/Namespace';
}

/** Whether only a person may remove it. */
export function isKept(object: ApiObject): boolean {
  return KEPT.has(kindOf(object));
}

/** An annotation of the object's metadata, before any patch. */
export function annotation(object: ApiObject, key: string): string | undefined {
  return object.metadata.toJson()?.annotations?.[key];
}
