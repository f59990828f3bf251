import { Change, under, World } from './change';
import { Difference } from './difference';
import { rollsByItself } from './rolling';
import { changesTemplate, usersOf } from './workload';
import { kindOf, KubeObject, nameOf, nameText } from '../manifests/kube-object';

/** What pods read of a ConfigMap or a Secret. */
const CONTENT = ['data', 'binaryData', 'stringData'];

const RUNS = ['batch/CronJob', 'batch/Job'];

/** The changed content of a ConfigMap or a Secret. */
export function contentFields({ kind, before, after }: Change, open: Difference[]): Difference[] {
  return ['ConfigMap', 'Secret'].includes(kind) && before && after ? CONTENT.flatMap((field) => under(open, [field])) : [];
}

/** Who reads it and was there before, by whether the same change restarts their pods. Each run of a Job reads it anew. */
export function readersOf(read: KubeObject, world: World): { restarted: string[]; others: string[] } {
  const restarted: string[] = [];
  const others: string[] = [];
  for (const user of usersOf(world, read).filter((object) => !RUNS.includes(kindOf(object)))) {
    const change = world.changes.find(({ after }) => after === user);
    if (change && !change.before) continue;
    (change && changesTemplate(change) && rollsByItself(user) ? restarted : others).push(nameText(nameOf(user)));
  }
  return { restarted: restarted.sort(), others: others.sort() };
}
