import { RuleDefinition } from './rule-definition';
import { groupsOf, makesLastCheckpoint } from '../groups';

export const SHUTDOWN_DRAIN_LIMIT: RuleDefinition = {
  id: 'shutdown/drain-limit',
  proves: 'With `servesDuringMaintenance`, and where pods make one more checkpoint, the platform\'s drain waits as long as they need to leave: '
    + 'beyond its limit the node goes, and an orderly farewell becomes a crash.',
  source: 'Cluster Autoscaler, FAQ, --max-graceful-termination-sec: https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md '
    + '(600 s by default); seen in https://github.com/kubernetes/kubernetes/issues/94435',
  check: (plan) => {
    const limit = plan.site.drainSeconds;
    if (limit === undefined) { return []; }
    return plan.components.flatMap((component) => {
      const grace = component.farewell?.graceSeconds;
      if (grace === undefined || grace <= limit) { return []; }
      const last = groupsOf(plan, component).some(makesLastCheckpoint);
      if (!last && !plan.promise.servesDuringMaintenance) { return []; }
      return [{
        got: `component ${component.name}: a grace period of ${grace} s${last ? ` (${component.farewell!.stopSeconds} s for its last checkpoint)` : ''}`,
        expected: `${limit} s at most, which is how long a drain waits on ${plan.site.platform}`,
        change: `shorten its farewell to ${limit} s, or raise the drain limit there and on the platform`,
      }];
    });
  },
};
