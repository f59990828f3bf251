import { RuleDefinition } from './rule-definition';
import { at } from '../../manifests/value';
import { Effect } from '../../operators/known-kind';
import { under } from '../change';
import { ChangeClass } from '../change-class';
import { having } from '../known-kinds';
import { pathOf } from '../path';
import { claimTemplatesOf } from '../workload';

const TEMPLATES = pathOf('spec.volumeClaimTemplates');

export const REMOVED_CLAIMS: RuleDefinition = {
  id: 'change/removed-claims',
  class: ChangeClass.DESTROYS_DATA,
  proves: 'No claim template of a StatefulSet, and no volume of an operator\'s members, goes or gets another name: its pods would start without what they kept there.',
  source: 'Kubernetes, StatefulSets, Stable Storage: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage '
    + '(a claim is found by `<template>-<pod>`)',
  judge: (change, open, world) => {
    const { kind, before, after } = change;
    if (kind !== 'apps/StatefulSet') return having(Effect.VOLUME_GONE, change, open, world);
    if (!before || !after || under(open, TEMPLATES).length === 0) return [];
    const [was, is] = [before, after].map((one) => claimTemplatesOf(one).map((claim) => at(claim, 'metadata', 'name')).filter((name) => name !== undefined));
    const gone = was.filter((name) => !is.includes(name));
    const come = is.filter((name) => !was.includes(name));
    if (gone.length === 0) return [];
    const then = come.length > 0 ? `: under the name ${come.join(', ')} there are only empty volumes` : '';
    return [{
      path: TEMPLATES,
      was,
      is: is.length > 0 ? is : undefined,
      todo: `pods don't find ${gone.map((name) => `${name}-<pod>`).join(', ')} any more${then}. Keep the name; to move to another volume, `
        + 'let the system copy its data to new members first. Kubernetes itself takes it only for a StatefulSet that is made anew',
    }];
  },
};
