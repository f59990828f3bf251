import { refuse } from '../contract/message';
import { CheckPlan, ComponentPlan, ResourcePlan, WorkloadPlan } from '../plan';
import { apiAccessMount, apiAccessVolume } from './api-access';
import { borrowedMount, borrowedVolume, borrowingContainer } from './borrowed';
import { literal } from './command';
import { rollingData } from './config-map';
import { contentHash } from './content-hash';
import { containerEnvironment } from './environment';
import { orNone } from './manifest';
import { labels, ownerName, serviceAccountName } from './names';
import { affinity, topologySpread } from './placement';
import { podAnnotations, podLabels, specAdditions } from './pod-additions';
import { scrapeAnnotations } from './pod-monitor';
import { containerSecurity, podSecurity } from './pod-security';
import { asksApi, isPrepared, prepareContainer } from './prepare-container';
import { bytes, cpu } from './quantity';
import { rankedCommand } from './ranks';
import {
  checkMounts, checkShared, configMapMount, configMapVolume, durableVolumes, ephemeralVolume, ephemeralVolumes, memoryVolume, secretMount,
  secretVolume, sharedMount, sharedVolume, temporaryMount, temporaryVolume, volumeMount,
} from './volumes';

/** A pod keeps the files that it started with, so a change of them is a change of the pod, unless the plan says otherwise. */
export const FILES_ANNOTATION = 'cdk8s-data/files';

export function hasPermissions(component: ComponentPlan): boolean {
  return (component.permissions ?? []).length > 0;
}

/** Memory is requested and limited alike. */
export function resources(plan: ResourcePlan): any {
  const memory = bytes(plan.memoryBytes);
  return {
    limits: { ...plan.devices, cpu: plan.cpuLimitMillis === undefined ? undefined : cpu(plan.cpuLimitMillis), memory },
    requests: { ...plan.devices, cpu: plan.cpuMillis === undefined ? undefined : cpu(plan.cpuMillis), memory },
  };
}

function probe(check: CheckPlan | undefined): any {
  return check && {
    exec: check.http ? undefined : { command: check.command.map(literal) },
    failureThreshold: check.failures ?? 3,
    httpGet: check.http && { path: check.http.path, port: check.http.port },
    periodSeconds: check.everySeconds,
    timeoutSeconds: check.timeoutSeconds,
  };
}

function mainContainer(path: string, plan: WorkloadPlan, component: ComponentPlan, mounts: any[]): any {
  const { farewell, ports } = component;
  const env = containerEnvironment(path, plan, component);
  return {
    name: component.name,
    image: component.image,
    command: rankedCommand(path, component)?.map(literal),
    env: env.length > 0 ? env : undefined,
    lifecycle: farewell?.command && { preStop: { exec: { command: farewell.command } } },
    livenessProbe: probe(component.alive),
    ports: ports.length > 0 ? ports.map((port) => ({ name: port.name, containerPort: port.number, protocol: 'TCP' })) : undefined,
    readinessProbe: probe(component.gate),
    resources: resources(component.resources),
    securityContext: containerSecurity(),
    volumeMounts: mounts,
  };
}

function checkSidecars(path: string, component: ComponentPlan): void {
  const names = [component.name, 'prepare', ...(component.borrowed ?? []).map(({ name }) => name)];
  for (const sidecar of component.pod?.sidecars ?? []) {
    if (typeof sidecar?.name !== 'string' || names.includes(sidecar.name)) {
      refuse({
        path,
        what: `sidecar of ${component.name}`,
        got: typeof sidecar?.name === 'string' ? `"${sidecar.name}"` : 'no name',
        expected: `a name of its own, other than ${names.join(', ')}`,
        change: 'name it otherwise',
      });
    }
    names.push(sidecar.name);
  }
}

/** The template of a component's pods. */
export function podTemplate(path: string, plan: WorkloadPlan, component: ComponentPlan): any {
  const prepared = isPrepared(component);
  const permitted = hasPermissions(component);
  const all = component.volumes ?? [];
  const secrets = component.secrets ?? [];
  const borrowed = component.borrowed ?? [];
  const { configs = [], shared = [] } = component;
  const ownTemporary = !all.some((volume) => volume.path === '/tmp');

  const volumes = [
    ...component.runPath !== undefined ? [memoryVolume('run')] : [],
    ...ownTemporary || prepared ? [temporaryVolume()] : [],
    ...prepared ? [{ name: 'config', configMap: { name: ownerName(plan, component) } }] : [],
    ...permitted || asksApi(plan, component) ? [apiAccessVolume()] : [],
    ...ephemeralVolumes(component).map(ephemeralVolume),
    ...shared.map((volume) => sharedVolume(volume, shared)),
    ...borrowed.map(borrowedVolume),
    ...secrets.map(secretVolume),
    ...configs.map(configMapVolume),
  ];
  const mounts = [
    ...component.runPath !== undefined ? [{ name: 'run', mountPath: component.runPath }] : [],
    ...ownTemporary ? [temporaryMount()] : [],
    ...all.map(volumeMount),
    ...shared.map(sharedMount),
    ...borrowed.map(borrowedMount),
    ...secrets.map(secretMount),
    ...configs.map(configMapMount),
    ...permitted ? [apiAccessMount()] : [],
  ];
  checkMounts(path, component.name, durableVolumes(component).map((volume) => volume.name), volumes, mounts);
  checkShared(path, plan, component);
  checkSidecars(path, component);
  const annotations: Record<string, string> = {
    ...prepared ? { [FILES_ANNOTATION]: contentHash(rollingData(path, component), 16) } : {},
    ...scrapeAnnotations(plan, component),
  };
  const before = [...prepared ? [prepareContainer(path, plan, component)] : [], ...borrowed.map((file) => borrowingContainer(component, file))];

  return {
    metadata: {
      annotations: podAnnotations(path, component.name, { ...plan.queue?.podAnnotations, ...annotations }, component.pod),
      labels: podLabels(path, component.name, { ...component.identity?.podLabels, ...labels(plan, component.name) }, component.pod),
    },
    spec: {
      ...specAdditions(component.pod),
      affinity: affinity(plan, component),
      automountServiceAccountToken: false,
      containers: [mainContainer(path, plan, component, mounts), ...component.pod?.sidecars ?? []],
      // a Service in the namespace would otherwise set variables that many images take for settings
      enableServiceLinks: false,
      initContainers: before.length > 0 ? before : undefined,
      schedulerName: plan.queue?.scheduler,
      securityContext: podSecurity(path, component.name, component.user),
      serviceAccountName: serviceAccountName(plan, component.name),
      terminationGracePeriodSeconds: component.farewell?.graceSeconds,
      topologySpreadConstraints: topologySpread(plan, component),
      volumes: orNone(volumes),
    },
  };
}
