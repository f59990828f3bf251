import { Change, World } from './change';
import { isUnder, Path, pathOf } from './path';
import { kindOf, KubeObject, nameOf } from '../manifests/kube-object';
import { at, Fields, mapOf, mapsOf } from '../manifests/value';

/** Where each kind has the template of its pods. */
const TEMPLATES: Record<string, string> = {
  'ReplicationController': 'spec.template',
  'apps/DaemonSet': 'spec.template',
  'apps/Deployment': 'spec.template',
  'apps/ReplicaSet': 'spec.template',
  'apps/StatefulSet': 'spec.template',
  'batch/CronJob': 'spec.jobTemplate.spec.template',
  'batch/Job': 'spec.template',
};

/** Where the template of the kind's pods stands, if it has one. */
export function templatePath(kind: string): Path | undefined {
  return Object.hasOwn(TEMPLATES, kind) ? pathOf(TEMPLATES[kind]) : undefined;
}

/** The template of an object's pods. A Pod is its own. */
export function templateOf(object: KubeObject | undefined): Fields | undefined {
  if (!object) return undefined;
  const kind = kindOf(object);
  if (kind === 'Pod') return object;
  const path = templatePath(kind);
  return path && at(object, ...path);
}

/** Whether the change touches the template of the object's pods. */
export function changesTemplate(change: Change): boolean {
  const path = templatePath(change.kind);
  return path !== undefined && change.differences.some((difference) => isUnder(difference.path, path));
}

/** The numbers of a StatefulSet's pods. */
export interface Ordinals {
  readonly first: number;
  readonly count: number;
}

/** By default one pod, 0. */
export function ordinalsOf(object: KubeObject | undefined): Ordinals {
  return { first: wholeNumber(at(object, 'spec', 'ordinals', 'start'), 0), count: wholeNumber(at(object, 'spec', 'replicas'), 1) };
}

function wholeNumber(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : otherwise;
}

/** The claim templates of a StatefulSet: each pod has a volume of its own from each. */
export function claimTemplatesOf(object: KubeObject | undefined): Fields[] {
  return mapsOf(at(object, 'spec', 'volumeClaimTemplates'));
}

/** What becomes of a StatefulSet's claims `whenScaled` or `whenDeleted`. */
export function retentionOf(object: KubeObject | undefined, when: 'whenScaled' | 'whenDeleted'): string {
  return String(at(object, 'spec', 'persistentVolumeClaimRetentionPolicy', when) ?? 'Retain');
}

/** The workloads whose pods read a ConfigMap or a Secret. */
export function usersOf(world: World, read: KubeObject): KubeObject[] {
  const { namespace, name } = nameOf(read);
  return world.workloads.filter((object) => nameOf(object).namespace === namespace && namesRead(mapOf(at(templateOf(object), 'spec')), read.kind).includes(name));
}

function namesRead(pod: Fields, kind: string): unknown[] {
  const [volume, nameField, env, from] = kind === 'Secret'
    ? ['secret', 'secretName', 'secretKeyRef', 'secretRef']
    : ['configMap', 'name', 'configMapKeyRef', 'configMapRef'];
  const volumes = mapsOf(pod.volumes);
  const containers = [...mapsOf(pod.containers), ...mapsOf(pod.initContainers)];
  return [
    ...volumes.map((one) => at(one, volume, nameField)),
    ...volumes.flatMap((one) => mapsOf(at(one, 'projected', 'sources'))).map((source) => at(source, volume, 'name')),
    ...containers.flatMap((one) => mapsOf(one.env)).map((variable) => at(variable, 'valueFrom', env, 'name')),
    ...containers.flatMap((one) => mapsOf(one.envFrom)).map((source) => at(source, from, 'name')),
  ];
}
