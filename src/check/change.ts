import { sameByDefault } from './defaults';
import { Difference, differences } from './difference';
import { isUnder, Path } from './path';
import { isReplacedTask } from './tasks';
import { templateOf } from './workload';
import { keyOf, kindOf, KubeObject, nameOf, ObjectName } from '../manifests/kube-object';

/** An object that is not what it was. */
export interface Change {
  readonly name: ObjectName;
  /** With its group, `apps/StatefulSet`. */
  readonly kind: string;
  /** Nothing for an added object. */
  readonly before?: KubeObject;
  /** Nothing for a removed one. */
  readonly after?: KubeObject;
  /** Of an object that is there before and after: the fields. Of another: one, without a path, for the whole. */
  readonly differences: Difference[];
}

/** Everything that a rule can look up besides the object itself. */
export interface World {
  readonly previous: KubeObject[];
  readonly next: KubeObject[];
  readonly changes: Change[];
  /** What makes pods, of now. */
  readonly workloads: KubeObject[];
}

/** What a removed or an added object was or is. */
export const PRESENT = 'present';

function change(before: KubeObject | undefined, after: KubeObject | undefined): Change {
  const object = (after ?? before)!;
  const kind = kindOf(object);
  const fields = before && after ? differences(before, after) : [{ path: [], was: before && PRESENT, is: after && PRESENT }];
  return { name: nameOf(object), kind, before, after, differences: fields.filter((field) => !sameByDefault(kind, field)) };
}

/** All objects that differ, whatever order they come in. */
export function worldOf(previous: KubeObject[], next: KubeObject[]): World {
  const [was, is] = [previous, next].map((objects) => new Map(objects.map((object) => [keyOf(object), object])));
  const removed = [...was].filter(([key]) => !is.has(key)).sort(byKey).map(([, object]) => object);
  const added = [...is].filter(([key]) => !was.has(key)).sort(byKey).map(([, object]) => object);
  const replaced = removed.flatMap((before) => {
    const after = added.find((candidate) => isReplacedTask(before, candidate));
    return after ? [change(before, after)] : [];
  });
  const paired = new Set(replaced.flatMap(({ before, after }) => [before, after]));
  const changes = [
    ...[...was].filter(([key]) => is.has(key)).sort(byKey).map(([key, before]) => change(before, is.get(key))),
    ...replaced,
    ...removed.filter((object) => !paired.has(object)).map((object) => change(object, undefined)),
    ...added.filter((object) => !paired.has(object)).map((object) => change(undefined, object)),
  ];
  const workloads = next.filter((object) => templateOf(object) !== undefined);
  return { previous, next, workloads, changes: changes.filter((one) => one.differences.length > 0) };
}

function byKey([a]: [string, KubeObject], [b]: [string, KubeObject]): number {
  return a < b ? -1 : 1;
}

/** The differences at a path and below. */
export function under(open: readonly Difference[], path: Path): Difference[] {
  return open.filter((difference) => isUnder(difference.path, path));
}
