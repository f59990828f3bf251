import { KubeObject } from '../../manifests/kube-object';
import { Fields, isMap, mapOf, mapsOf } from '../../manifests/value';

/** The spec of the pods that an object makes, or nothing. */
export function podSpecOf(object: KubeObject): Fields | undefined {
  const spec = mapOf(object.spec);
  const template = mapOf(spec.jobTemplate).spec?.template ?? spec.template;
  return object.kind === 'Pod' ? spec : isMap(template) && isMap(template.spec) ? template.spec : undefined;
}

/** All containers of the pods that an object makes. */
export function containersOf(object: KubeObject): Fields[] {
  const pod = podSpecOf(object) ?? {};
  return [...mapsOf(pod.initContainers), ...mapsOf(pod.containers)];
}

/** The object with each container of its pods, and each of them that starts before, as `change` gives it. */
export function withContainers(object: KubeObject, change: (container: Fields) => Fields): KubeObject {
  return withPodSpec(object, (pod) => ({
    ...pod,
    ...pod.initContainers === undefined ? {} : { initContainers: mapsOf(pod.initContainers).map(change) },
    ...pod.containers === undefined ? {} : { containers: mapsOf(pod.containers).map(change) },
  }));
}

/** The object with another spec of its pods. */
export function withPodSpec(object: KubeObject, change: (pod: Fields) => Fields): KubeObject {
  const pod = podSpecOf(object);
  if (!pod) return object;
  if (object.kind === 'Pod') return { ...object, spec: change(pod) };
  const { spec } = object;
  if (spec.template === undefined) {
    const job = spec.jobTemplate;
    return { ...object, spec: { ...spec, jobTemplate: { ...job, spec: { ...job.spec, template: { ...job.spec.template, spec: change(pod) } } } } };
  }
  return { ...object, spec: { ...spec, template: { ...spec.template, spec: change(pod) } } };
}

/** A flag and its value: `--lock-namespace=kube-system` gives both. */
export function flagOf(argument: unknown): { readonly flag: string; readonly value: string } | undefined {
  const [, flag, value] = /^(--?[\w.-]+)=(.*)$/s.exec(String(argument)) ?? [];
  return flag === undefined ? undefined : { flag, value };
}

/** The container with the values of these flags, and of these variables, changed. */
export function withValues(
  container: Fields, flags: string[] = [], variables: (name: string) => boolean | undefined, change: (value: string) => string,
): Fields {
  const words = (list: unknown) => Array.isArray(list) ? list.map((word) => {
    const given = flagOf(word);
    return given && flags.includes(given.flag) ? `${given.flag}=${change(given.value)}` : word;
  }) : undefined;
  const [args, command] = [words(container.args), words(container.command)];
  const env = Array.isArray(container.env)
    ? mapsOf(container.env).map((one) => typeof one.value === 'string' && variables(one.name) ? { ...one, value: change(one.value) } : one)
    : undefined;
  return { ...container, ...args ? { args } : {}, ...command ? { command } : {}, ...env ? { env } : {} };
}
