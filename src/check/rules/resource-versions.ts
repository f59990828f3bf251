import { RuleDefinition } from './rule-definition';
import { at, mapsOf } from '../../manifests/value';
import { under } from '../change';
import { ChangeClass } from '../change-class';
import { isUnder, pathOf } from '../path';

const VERSIONS = pathOf('spec.versions');

export const RESOURCE_VERSIONS: RuleDefinition = {
  id: 'change/resource-versions',
  class: ChangeClass.TWO_STEPS,
  proves: 'The definition of a custom resource loses or no longer serves a version only when nothing is stored and nobody asks in it.',
  source: 'Kubernetes, Versions in CustomResourceDefinitions, Upgrade existing objects to a new stored version: '
    + 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#upgrade-existing-objects-to-a-new-stored-version',
  judge: ({ kind, before, after }, open) => {
    if (kind !== 'apiextensions.k8s.io/CustomResourceDefinition' || !before || !after) return [];
    const served = mapsOf(at(after, ...VERSIONS)).filter((version) => version.served !== false).map((version) => version.name);
    return mapsOf(at(before, ...VERSIONS)).filter((version) => version.served !== false && !served.includes(version.name)).flatMap((version) => {
      const field = under(open, [...VERSIONS, `[${version.name}]`]).find(({ path }) => [3, 4].includes(path.length) && isUnder([...VERSIONS, `[${version.name}]`, 'served'], path));
      const todo = `write everything that names ${version.name} in another version first`
        + `${version.storage === true ? ', then store all objects anew (they are kept in this one) and take it out of status.storedVersions' : ''}; then take it away`;
      return field ? [{ ...field, todo }] : [];
    });
  },
};
