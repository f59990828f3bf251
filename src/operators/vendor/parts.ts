import { kindOf, KubeObject } from '../../manifests/kube-object';

/** What a release falls into; each a file, so that pruning one never takes another. In the order in which they are applied. */
export enum Part {
  DEFINITIONS = 'definitions',
  RIGHTS = 'rights',
  CONTROLLER = 'controller',
  WEBHOOKS = 'webhooks',
}

export const PARTS = [Part.DEFINITIONS, Part.RIGHTS, Part.CONTROLLER, Part.WEBHOOKS];

const RIGHTS = /^(ServiceAccount|rbac\.authorization\.k8s\.io\/.*)$/;
const WEBHOOKS = /^(admissionregistration\.k8s\.io|cert-manager\.io)\//;

export function partOf(object: KubeObject): Part {
  const kind = kindOf(object);
  if (object.kind === 'CustomResourceDefinition') return Part.DEFINITIONS;
  return RIGHTS.test(kind) ? Part.RIGHTS : WEBHOOKS.test(kind) ? Part.WEBHOOKS : Part.CONTROLLER;
}

export function fileOf(part: Part): string {
  return `${part}.yaml`;
}
