import { scrapeAnnotations } from './metrics';
import { poolSelector } from './names';
import { orNone } from '../../../builtin/manifest';
import { OWN_LABELS } from '../../../builtin/names';
import { affinity, topologySpread } from '../../../builtin/placement';
import { specAdditions } from '../../../builtin/pod-additions';
import { refuse } from '../../../contract/message';
import { ComponentPlan, PodPlan, WorkloadPlan } from '../../../plan';

/** What the pod security level `restricted` asks of a container. Strimzi asks it by itself only where its operator is told to. */
export const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** The template of a pool's pods: Strimzi places nothing by itself. */
export function podTemplate(path: string, plan: WorkloadPlan, component: ComponentPlan): any {
  const { pod, farewell } = component;
  if (pod?.sidecars?.length) {
    refuse({
      path,
      what: 'pods.sidecars',
      got: `${pod.sidecars.length} for ${component.name}`,
      expected: 'none: Strimzi has no place for containers of others',
      change: 'leave them away, or keep the built-in objects',
    });
  }
  const taken = Object.keys(pod?.labels ?? {}).find((key) => key.startsWith('strimzi.io/') || OWN_LABELS.includes(key));
  if (taken !== undefined) {
    refuse({ path, what: 'pods.labels', got: taken, expected: 'no label that Strimzi gives pods itself: it refuses the whole cluster with one of strimzi.io', change: 'use a key of your own' });
  }
  const labels = poolSelector(plan, component.name);
  return {
    pod: {
      ...userAdditions(pod, affinity(plan, component, labels), scrapeAnnotations(plan)),
      terminationGracePeriodSeconds: farewell?.graceSeconds,
      topologySpreadConstraints: topologySpread(plan, component, labels),
    },
    kafkaContainer: {
      env: orNone(Object.entries(pod?.environment ?? {}).map(([name, value]) => ({ name, value }))),
      securityContext: RESTRICTED,
    },
    initContainer: { securityContext: RESTRICTED },
  };
}

/** What the user adds to pods, in the words of Strimzi's templates, to an affinity and annotations of ours. */
export function userAdditions(pod: PodPlan | undefined, ours?: any, annotations: Record<string, string> = {}): any {
  const { nodeSelector, ...additions } = specAdditions(pod);
  const metadata = { annotations: orNone({ ...pod?.annotations, ...annotations }), labels: orNone(pod?.labels) };
  return {
    ...additions,
    affinity: withNodeSelector(ours, nodeSelector),
    metadata: metadata.annotations || metadata.labels ? metadata : undefined,
  };
}

/** Strimzi's templates have no nodeSelector: it is said as an affinity, beside what the one term that there may be asks for. */
function withNodeSelector(ours: any, nodeSelector: Record<string, string> | undefined): any {
  if (!nodeSelector) return ours;
  const wanted = Object.entries(nodeSelector).sort().map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  const before = ours?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions ?? [];
  const nodeSelectorTerms = [{ matchExpressions: [...before, ...wanted] }];
  return { ...ours, nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };
}
