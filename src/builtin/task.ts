import { refuse } from '../contract/message';
import { TaskPlan, WorkloadPlan } from '../plan';
import { apiAccessMount, apiAccessVolume, apiAuthorityMount } from './api-access';
import { literal } from './command';
import { fileData } from './config-map';
import { mergedEnvironment } from './environment';
import { failurePolicy } from './job';
import { orNone } from './manifest';
import { labels, partName, serviceAccountName } from './names';
import { podAnnotations, podLabels, specAdditions } from './pod-additions';
import { containerSecurity, podSecurity } from './pod-security';
import { bytes, cpu } from './quantity';
import { checkMounts, memoryVolume, secretMount, secretVolume, temporaryMount, temporaryVolume } from './volumes';

const CONTAINER = 'task';
/** Since Kubernetes 1.27: https://kubernetes.io/docs/reference/labels-annotations-taints/#batch-kubernetes-io-job-name */
const JOB_NAME = "metadata.labels['batch.kubernetes.io/job-name']";
const CURRENT_TASK = 'CURRENT_TASK';

export function isPermitted(task: TaskPlan): boolean {
  return (task.permissions ?? []).length > 0;
}

/** The scripts of a task. */
export function taskData(path: string, task: TaskPlan): Record<string, string> | undefined {
  return orNone(fileData(path, `task ${task.name}`, task.files));
}

/** The name of the ConfigMap that says which content of an exclusive task is the newest. */
export function currentName(plan: WorkloadPlan, task: string): string {
  return `${partName(plan, task)}-current`;
}

/** The spec of the Job that does a task. `scripts`: the name of the ConfigMap with its scripts. */
export function taskJobSpec(path: string, plan: WorkloadPlan, task: TaskPlan, scripts: string): any {
  const part = `task ${task.name}`;
  if (task.command.length === 0) {
    refuse({ path, what: `command of ${part}`, got: 'none', expected: 'what it runs', change: 'set it' });
  }
  const secrets = task.secrets ?? [];
  const permitted = isPermitted(task);
  const env = [
    ...mergedEnvironment(path, part, task.environment, task.pod?.environment),
    ...task.exclusive ? [{ name: CURRENT_TASK, valueFrom: { fieldRef: { fieldPath: JOB_NAME } } }] : [],
  ];
  if (env.filter(({ name }) => name === CURRENT_TASK).length > 1) {
    refuse({ path, what: `environment variable ${CURRENT_TASK} of ${part}`, got: 'a value', expected: 'none: an exclusive task finds the name of its Job there', change: `leave ${CURRENT_TASK} out` });
  }
  const memory = bytes(task.memoryBytes);
  const volumes = [
    memoryVolume('run'),
    temporaryVolume(),
    ...task.files.length > 0 ? [{ name: 'files', configMap: { name: scripts, defaultMode: 0o555 } }] : [],
    ...task.exclusive ? [{ name: 'current', configMap: { name: currentName(plan, task.name), defaultMode: 0o444 } }] : [],
    ...permitted ? [apiAccessVolume()] : [],
    ...secrets.map(secretVolume),
  ];
  const mounts = [
    { name: 'run', mountPath: '/run/task' },
    temporaryMount(),
    ...task.files.length > 0 ? [{ name: 'files', mountPath: '/etc/task/files', readOnly: true }] : [],
    ...task.exclusive ? [{ name: 'current', mountPath: '/etc/task/current', readOnly: true }] : [],
    ...permitted ? [apiAccessMount(), apiAuthorityMount()] : [],
    ...secrets.map(secretMount),
  ];
  checkMounts(path, part, [], volumes, mounts);
  return {
    ...failurePolicy(path, part, CONTAINER, task.fatalExitCodes, task.attempts),
    template: {
      metadata: {
        annotations: podAnnotations(path, part, {}, task.pod),
        labels: podLabels(path, part, labels(plan, task.name), task.pod),
      },
      spec: {
        ...specAdditions(task.pod),
        automountServiceAccountToken: false,
        containers: [{
          name: CONTAINER,
          image: task.image,
          command: task.command.map(literal),
          env: env.length > 0 ? env : undefined,
          resources: { limits: { memory }, requests: { cpu: task.cpuMillis === undefined ? undefined : cpu(task.cpuMillis), memory } },
          securityContext: containerSecurity(),
          volumeMounts: mounts,
        }],
        enableServiceLinks: false,
        restartPolicy: 'Never',
        securityContext: podSecurity(path, part, task.user),
        serviceAccountName: serviceAccountName(plan, task.name),
        volumes,
      },
    },
  };
}
