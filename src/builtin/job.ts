import { refuse } from '../contract/message';
import { queueLabels } from '../mechanism/queued';
import { ComponentLife, ComponentPlan, DoneWhen, UpdateOrder, WorkloadPlan } from '../plan';
import { acceptedRisks } from './accepted-risks';
import { askingMark, waitingMark } from './change-marks';
import { Manifest, metadata } from './manifest';
import { ownerName, partName } from './names';
import { podTemplate } from './pod';
import { checkRanks } from './ranks';
import { durableVolumes } from './volumes';

/** Jobs end by the success of chosen indexes from here on (KEP-3998, beta and on in 1.31). */
const MINOR_WITH_SUCCESS_POLICY = 31;
/** What Kubernetes itself takes when nothing is said. */
const ATTEMPTS = 6;

/** How failures count. An evicted pod is no failure of its work, so that comes first. */
export function failurePolicy(
  path: string, part: string, container: string, fatalExitCodes: number[] = [], attempts?: number, uncounted: number[] = [],
): any {
  const wrong = [...fatalExitCodes, ...uncounted].find((code) => !Number.isInteger(code) || code < 1 || code > 255);
  if (wrong !== undefined) {
    refuse({ path, what: `fatalExitCodes of ${part}`, got: String(wrong), expected: 'whole numbers of 1 to 255', change: 'leave it out' });
  }
  const both = fatalExitCodes.find((code) => uncounted.includes(code));
  if (both !== undefined) {
    refuse({ path, what: `fatalExitCodes of ${part}`, got: `${both}, with which pods end that were told to stop`, expected: 'other ones', change: 'leave it out' });
  }
  const onExit = (action: string, codes: number[]) => codes.length === 0 ? []
    : [{ action, onExitCodes: { containerName: container, operator: 'In', values: [...new Set(codes)].sort((a, b) => a - b) } }];
  return {
    backoffLimit: attempts ?? ATTEMPTS,
    podFailurePolicy: {
      rules: [
        { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
        ...onExit('Ignore', uncounted),
        ...onExit('FailJob', fatalExitCodes),
      ],
    },
  };
}

function successPolicy(path: string, plan: WorkloadPlan, component: ComponentPlan): any {
  if (component.finish?.doneWhen !== DoneWhen.FIRST) return undefined;
  if (plan.site.kubernetesMinor < MINOR_WITH_SUCCESS_POLICY) {
    refuse({
      path,
      what: `finish.doneWhen of ${component.name}`,
      got: `${DoneWhen.FIRST} on Kubernetes 1.${plan.site.kubernetesMinor}`,
      expected: `Kubernetes 1.${MINOR_WITH_SUCCESS_POLICY} or later, which can stop a Job when index 0 is done`,
      change: `declare the platform's version, upgrade it, or wait for ${DoneWhen.ALL}`,
    });
  }
  return { rules: [{ succeededIndexes: '0' }] };
}

/** Whether each pod has an index and a host name; otherwise any of them is as good as another. */
export function hasIndexes({ life, finish }: ComponentPlan): boolean {
  return life === ComponentLife.RUN_TO_COMPLETION && finish?.doneWhen !== DoneWhen.ANY;
}

/** How many pods there are, and which of them must succeed. With indexes each has a stable host name. */
function completion(path: string, plan: WorkloadPlan, component: ComponentPlan): any {
  if (!hasIndexes(component)) return { parallelism: component.replicas };
  return {
    completionMode: 'Indexed',
    completions: component.replicas,
    parallelism: component.replicas,
    successPolicy: successPolicy(path, plan, component),
  };
}

/** Exit codes can't be told apart where containers start again in their pods: the API server wants `Never` with such a policy. */
function failures(path: string, { name, finish }: ComponentPlan): any {
  const { fatalExitCodes = [], uncountedExitCodes = [], attempts, inPlace } = finish ?? {};
  if (!inPlace) return failurePolicy(path, name, name, fatalExitCodes, attempts, uncountedExitCodes);
  const codes = [...fatalExitCodes, ...uncountedExitCodes];
  if (codes.length > 0) {
    refuse({
      path,
      what: `finish.inPlace of ${name}`,
      got: `true, and the exit codes ${codes.join(', ')}`,
      expected: 'none, where containers start again in their pods',
      change: 'leave one of both away',
    });
  }
  return { backoffLimit: attempts ?? ATTEMPTS };
}

/** Pods that end when their work is done. */
export function workJob(path: string, plan: WorkloadPlan, component: ComponentPlan): Manifest {
  const { finish, update } = component;
  if (update.order !== UpdateOrder.REPLACE) {
    refuse({
      path,
      what: `update.order of ${component.name}`,
      got: update.order,
      expected: `${UpdateOrder.REPLACE}: a Job can't be changed`,
      change: `use ${UpdateOrder.REPLACE}`,
    });
  }
  const durable = durableVolumes(component);
  if (durable.length > 0) {
    refuse({
      path,
      what: `volume ${durable[0].name} of ${component.name}`,
      got: 'a durable volume',
      expected: 'none: a Job makes no claims',
      change: 'keep what must stay elsewhere',
    });
  }
  checkRanks(path, component);
  const template = podTemplate(path, plan, component);
  const marks = { ...acceptedRisks(plan), ...askingMark(component), ...waitingMark(component) };
  const described = metadata(plan, ownerName(plan, component), component.name, marks);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { ...described, labels: { ...queueLabels(path, plan, 'batch/job'), ...described!.labels } },
    spec: {
      ...failures(path, component),
      activeDeadlineSeconds: finish?.deadlineSeconds,
      ...completion(path, plan, component),
      suspend: finish?.suspended || undefined,
      template: {
        ...template,
        spec: {
          ...template.spec,
          restartPolicy: finish?.inPlace ? 'OnFailure' : 'Never',
          subdomain: hasIndexes(component) ? partName(plan, component.name) : undefined,
        },
      },
    },
  };
}
