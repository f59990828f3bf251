import { RuleDefinition } from './rule-definition';

export const SHUTDOWN_DRAIN_LIMIT: RuleDefinition = {
  id: 'shutdown/drain-limit',
  proves: 'With `servesDuringMaintenance`, the platform\'s drain waits as long as a member needs to leave: '
    + 'beyond its limit the node goes, and an orderly farewell becomes a crash.',
  source: 'Cluster Autoscaler, FAQ, --max-graceful-termination-sec: https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md '
    + '(600 s by default); seen in https://github.com/kubernetes/kubernetes/issues/94435',
  check: (plan) => {
    const limit = plan.site.drainSeconds;
    if (limit === undefined || !plan.promise.servesDuringMaintenance) { return []; }
    return plan.components.flatMap((component) => {
      const grace = component.farewell?.graceSeconds;
      if (grace === undefined || grace <= limit) { return []; }
      return [{
        got: `component ${component.name}: a grace period of ${grace} s`,
        expected: `${limit} s at most, which is how long a drain waits on ${plan.site.platform}`,
        change: `shorten its farewell to ${limit} s, or raise the drain limit there and on the platform`,
      }];
    });
  },
};
