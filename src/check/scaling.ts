import { Change, under } from './change';
import { Difference } from './difference';
import { pathOf } from './path';
import { Ordinals, ordinalsOf } from './workload';
import { DRAINING_ANNOTATION } from '../builtin/remembered';
import { annotationOf, KubeObject } from '../manifests/kube-object';

/** How the members of a StatefulSet change. */
export interface Scaling {
  /** The fields that say so. */
  readonly fields: Difference[];
  readonly added: number[];
  readonly removed: number[];
  /** Those removed that were not being emptied when the manifests were applied last. */
  readonly undrained: number[];
}

/** Where the number of pods stands, and where the first one's ordinal. */
const FIELDS = ['spec.replicas', 'spec.ordinals'].map(pathOf);

/** Nobody has more pods in a StatefulSet; a manifest may say anything. */
const MOST_MEMBERS = 10_000;

export function scalingOf({ kind, before, after }: Change, open: Difference[]): Scaling | undefined {
  const fields = FIELDS.flatMap((path) => under(open, path));
  if (kind !== 'apps/StatefulSet' || !before || !after || fields.length === 0) return undefined;
  const [was, is] = [ordinalsOf(before), ordinalsOf(after)];
  const removed = without(was, is);
  const draining = drainingOf(before);
  return { fields, added: without(is, was), removed, undrained: removed.filter((ordinal) => !draining.includes(ordinal)) };
}

function without(these: Ordinals, those: Ordinals): number[] {
  return Array.from({ length: Math.min(these.count, MOST_MEMBERS) }, (_, i) => these.first + i)
    .filter((ordinal) => ordinal < those.first || ordinal >= those.first + those.count);
}

/** The members that a manifest says are being emptied. */
export function drainingOf(object: KubeObject | undefined): number[] {
  const text = annotationOf(object, DRAINING_ANNOTATION) ?? '';
  return text.split(',').map((ordinal) => ordinal.trim()).filter((ordinal) => /^\d+$/.test(ordinal)).map(Number);
}

/** `member 3`, `members 3, 4`, `members 3, 4, ... 9`. */
export function membersText(ordinals: number[]): string {
  const shown = ordinals.length > 4 ? [...ordinals.slice(0, 2), `... ${ordinals[ordinals.length - 1]}`] : ordinals;
  return `member${ordinals.length === 1 ? '' : 's'} ${shown.join(', ')}`;
}
