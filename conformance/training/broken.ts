// Manifests that are broken on purpose, for negative controls.
import { KubeObject } from '../kubernetes/api';

const INDEX = 'JOB_COMPLETION_INDEX';

/** The index comes after the variables that refer to it: where Kubernetes itself would put it. */
export function indexLast(objects: KubeObject[]): KubeObject[] {
  return objects.map((object) => {
    if (object.kind !== 'Job') { return object; }
    const { template } = object.spec, [first, ...others] = template.spec.containers;
    const isIndex = ({ name }: { name: string }) => name === INDEX;
    const env = [...first.env.filter((each: { name: string }) => !isIndex(each)), ...first.env.filter(isIndex)];
    return { ...object, spec: { ...object.spec, template: { ...template, spec: { ...template.spec, containers: [{ ...first, env }, ...others] } } } };
  });
}

/** No Service, so that no pod has a name. */
export function nameless(objects: KubeObject[]): KubeObject[] {
  return objects.filter(({ kind }) => kind !== 'Service');
}
