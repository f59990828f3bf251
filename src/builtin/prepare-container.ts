import { refuse } from '../contract/message';
import { ComponentPlan, VolumePlan, WorkloadPlan } from '../plan';
import { apiAccessMount, apiAuthorityMount } from './api-access';
import { environment } from './environment';
import { foundingMarker } from './names';
import { containerSecurity } from './pod-security';
import { bytes, cpu } from './quantity';
import { scriptText } from './script-text';
import { durableVolumes, temporaryMount, volumeMount } from './volumes';

/** The label that Kubernetes copies from the node to the pod. Another one is read from the node on every version. */
const ZONE_LABEL = 'topology.kubernetes.io/zone';
/** Kubernetes copies the zone of the node to a label of the pod from here on (KEP-4742, beta and on in 1.35). */
const MINOR_WITH_ZONE_ON_POD = 35;
/** Where on its volume a member keeps the decision about founding. Frozen: it lies on disks. */
const FOUNDING_FOLDER = 'founding';

/** The variable with the name of the record of the founding: it is the same for as long as the system is. */
export const FOUNDING_VARIABLE = 'FOUNDING_MARKER';

/** The scripts that it runs, beside the component's own files. */
export function prepareScripts(): Record<string, string> {
  return { 'kube-api.sh': scriptText('kube-api.sh'), 'prepare.sh': scriptText('prepare.sh') };
}

export function isPrepared(component: ComponentPlan): boolean {
  return (component.files ?? []).length > 0 || component.prepare !== undefined;
}

function tellsZone(component: ComponentPlan): boolean {
  return (component.prepare?.zones ?? []).length > 0;
}

/** Whether the zone has to be asked of the node. */
export function readsNode(plan: WorkloadPlan, component: ComponentPlan): boolean {
  return tellsZone(component) && (plan.site.kubernetesMinor < MINOR_WITH_ZONE_ON_POD || plan.site.zoneLabel !== ZONE_LABEL);
}

export function founds(component: ComponentPlan): boolean {
  return component.prepare?.founderVolume !== undefined;
}

/** Whether it asks the API server anything. */
export function asksApi(plan: WorkloadPlan, component: ComponentPlan): boolean {
  return founds(component) || readsNode(plan, component);
}

function founderVolume(path: string, component: ComponentPlan): VolumePlan {
  const name = component.prepare!.founderVolume!;
  const volume = durableVolumes(component).find((candidate) => candidate.name === name);
  if (!volume) {
    refuse({
      path,
      what: `prepare.founderVolume of ${component.name}`,
      got: `"${name}"`,
      expected: `one of its durable volumes: ${durableVolumes(component).map((candidate) => candidate.name).join(', ') || 'it has none'}`,
      change: 'name one that keeps the answer, or let nobody found',
    });
  }
  return volume!;
}

/** What an init container requests counts only where it is more than what the containers request together. */
export function smallResources({ resources }: ComponentPlan): any {
  const memory = bytes(Math.min(64 * 1024 * 1024, resources.memoryBytes));
  const part = (millis: number | undefined) => millis === undefined ? undefined : cpu(Math.min(100, millis));
  return {
    limits: { cpu: part(resources.cpuLimitMillis), memory },
    requests: { cpu: part(resources.cpuMillis), memory },
  };
}

/** Runs before the system, with the component's own image: copies its files, finds its zone, decides who founds. */
export function prepareContainer(path: string, plan: WorkloadPlan, component: ComponentPlan): any {
  const { runPath, prepare } = component;
  if (runPath === undefined || !runPath.startsWith('/')) {
    refuse({
      path,
      what: `runPath of ${component.name}`,
      got: runPath === undefined ? 'none' : `"${runPath}"`,
      expected: 'an absolute path, where its files appear',
      change: "set it to a folder that the image doesn't use, such as /run/member",
    });
  }
  const variables: Record<string, string> = { MEMBER_DIR: runPath! };
  const fields: any[] = [];
  const mounts: any[] = [
    { name: 'config', mountPath: '/config', readOnly: true },
    { name: 'run', mountPath: runPath },
    temporaryMount(),
  ];
  if (tellsZone(component)) {
    variables.ZONES = prepare!.zones!.join(' ');
    if (plan.site.zoneLabel !== ZONE_LABEL) variables.ZONE_LABEL = plan.site.zoneLabel;
    fields.push(readsNode(plan, component)
      ? { name: 'NODE_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } } }
      : { name: 'ZONE', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: `metadata.labels['${ZONE_LABEL}']` } } });
  }
  if (founds(component)) {
    const volume = founderVolume(path, component);
    variables.FOUNDING_DIR = `${volume.path}/${FOUNDING_FOLDER}`;
    // not the workload's: a GitOps tool that finds what it owns by app.kubernetes.io/instance would prune the record
    variables.FOUNDING_LABELS = 'app.kubernetes.io/managed-by=cdk8s-data';
    variables[FOUNDING_VARIABLE] = foundingMarker(plan, component);
    variables.NAMESPACE = plan.namespaceName;
    mounts.push(volumeMount(volume));
  }
  if (asksApi(plan, component)) mounts.push(apiAccessMount(), apiAuthorityMount());

  return {
    name: 'prepare',
    image: prepare?.image ?? component.image,
    command: ['bash', '/config/prepare.sh'],
    env: [...environment(variables), ...fields],
    resources: smallResources(component),
    securityContext: containerSecurity(),
    volumeMounts: mounts,
  };
}
