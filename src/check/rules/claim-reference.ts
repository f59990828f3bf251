import { RuleDefinition } from './rule-definition';
import { at, Fields, mapsOf } from '../../manifests/value';
import { ChangeClass } from '../change-class';
import { isUnder } from '../path';
import { templateOf, templatePath } from '../workload';

export const CLAIM_REFERENCE: RuleDefinition = {
  id: 'change/claim-reference',
  class: ChangeClass.TWO_STEPS,
  proves: 'Pods that used a claim still use it: with another one, or with none, they start without what they kept there.',
  source: 'Kubernetes, Persistent Volumes, Claims As Volumes: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes',
  judge: ({ kind, before, after }, open) => {
    const path = templatePath(kind);
    if (!path || !before || !after) return [];
    const volumes = [...path, 'spec', 'volumes'];
    const [was, is] = [before, after].map((object) => claims(templateOf(object)));
    const left = was.filter((claim) => !is.includes(claim));
    if (left.length === 0) return [];
    const todo = `pods no longer use claim ${left.join(', ')}: copy what they need from there first, in a change of its own; the claim itself stays`;
    return open.filter((field) => isUnder(field.path, volumes) && names(field.was, left)).map((field) => ({ ...field, todo }));
  },
};

function claims(template: Fields | undefined): string[] {
  return mapsOf(at(template, 'spec', 'volumes')).map((volume) => at(volume, 'persistentVolumeClaim', 'claimName')).filter((name) => typeof name === 'string');
}

function names(value: unknown, claimNames: string[]): boolean {
  const text = JSON.stringify(value) ?? '';
  return claimNames.some((name) => text.includes(JSON.stringify(name)));
}
