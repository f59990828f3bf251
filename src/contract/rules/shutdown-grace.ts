import { RuleDefinition } from './rule-definition';

export const SHUTDOWN_GRACE: RuleDefinition = {
  id: 'shutdown/grace',
  proves: 'The grace period covers what runs before the stop signal and the system\'s own orderly stop after it, so that neither is cut off by the kill.',
  source: 'Kubernetes, Pod Lifecycle, Termination of Pods: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination '
    + '(the preStop hook runs within the grace period)',
  check: (plan) => plan.components.flatMap((component) => {
    if (!component.farewell) { return []; }
    const { waitSeconds, stopSeconds, graceSeconds } = component.farewell;
    if (graceSeconds >= waitSeconds + stopSeconds) { return []; }
    return [{
      got: `component ${component.name}: a grace period of ${graceSeconds} s`,
      expected: `${waitSeconds + stopSeconds} s or more (${waitSeconds} s to wait + ${stopSeconds} s to stop)`,
      change: `set ${waitSeconds + stopSeconds} s`,
    }];
  }),
};
