import { IConstruct } from 'constructs';
import { sortedJson } from './content-hash';
import { Manifest } from './manifest';
import type { PlannedObject } from './planned-object';

/** What outlives a run of a work, so that all of its runs have it alike: who they are, and what they keep. */
const LASTING = ['ServiceAccount', 'PersistentVolumeClaim'];

/** Of each app, by all that the manifest says. */
const made = new WeakMap<IConstruct, Map<string, PlannedObject>>();

/** The object that another run of the same work in this app has made just so: two that are alike are one. Its labels name the work, so no other work has the like. */
export function lastingObject(scope: IConstruct, manifest: Manifest): PlannedObject | undefined {
  return LASTING.includes(manifest.kind) ? made.get(scope.node.root)?.get(sortedJson(manifest)) : undefined;
}

/** Remembers it for runs that are declared later. */
export function keepLasting(object: PlannedObject, manifest: Manifest): void {
  if (!LASTING.includes(manifest.kind)) return;
  const { root } = object.node;
  if (!made.has(root)) made.set(root, new Map());
  made.get(root)!.set(sortedJson(manifest), object);
}
