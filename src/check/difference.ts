import { Path } from './path';
import { at, Fields, isMap, keysOf, same } from '../manifests/value';

/** A field that is not what it was. Undefined is absent. */
export interface Difference {
  readonly path: Path;
  readonly was?: unknown;
  readonly is?: unknown;
}

/** What the API server or a tool writes: it may stand in a manifest that was read from a cluster. */
const NOT_OURS: Path[] = [
  ['status'],
  ...['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'].map((field) => ['metadata', field]),
  ...['kubectl.kubernetes.io/last-applied-configuration', 'deployment.kubernetes.io/revision'].map((key) => ['metadata', 'annotations', key]),
];

/** For these an empty map and an absent one are the same, so each of their keys is a field of its own. */
const OPEN_MAPS = ['metadata', 'annotations', 'labels'];

/** All fields that differ, each as deep as both sides go. */
export function differences(before: unknown, after: unknown, path: Path = []): Difference[] {
  if (same(before, after) || NOT_OURS.some((other) => other.join('\n') === path.join('\n'))) return [];
  const [was, is] = OPEN_MAPS.includes(path[path.length - 1]) ? [before ?? {}, after ?? {}] : [before, after];
  if (isMap(was) && isMap(is)) {
    return keysOf(was, is).flatMap((key) => differences(at(was, key), at(is, key), [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) return inLists(before, after, path);
  return [{ path, was: before ?? undefined, is: after ?? undefined }];
}

function inLists(before: unknown[], after: unknown[], path: Path): Difference[] {
  const named = [before, after].map(byName);
  if (named[0] && named[1]) return inNamed(named[0], named[1], path);
  // Without names, elements can be told apart only by their place, and that only while none comes or goes.
  if (before.length === after.length && [...before, ...after].every(isMap)) {
    return before.flatMap((item, i) => differences(item, after[i], [...path, `[${i}]`]));
  }
  return [{ path, was: before, is: after }];
}

/** The elements by their names, if each has one of its own. */
function byName(list: unknown[]): Map<string, Fields> | undefined {
  const found = new Map<string, Fields>();
  for (const item of list) {
    const name = at(item, 'name') ?? at(item, 'metadata', 'name');
    if (typeof name !== 'string' || found.has(name)) return undefined;
    found.set(name, item as Fields);
  }
  return found;
}

function inNamed(before: Map<string, Fields>, after: Map<string, Fields>, path: Path): Difference[] {
  const inBoth = (names: Iterable<string>, others: Map<string, Fields>) => [...names].filter((name) => others.has(name));
  const [was, is] = [inBoth(before.keys(), after), inBoth(after.keys(), before)];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const within = names.flatMap((name) => differences(before.get(name), after.get(name), [...path, `[${name}]`]));
  // The order counts too: another order of containers is another template.
  return same(was, is) ? within : [...within, { path: [...path, '[order]'], was, is }];
}
