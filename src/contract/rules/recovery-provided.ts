import { Finding, RuleDefinition } from './rule-definition';
import { WorkloadPlan } from '../../plan';
import { checkpointsOutside } from '../groups';

export const RECOVERY_PROVIDED: RuleDefinition = {
  id: 'recovery/provided',
  proves: '`recoveryPoint` and `recoveryTime` are promised only where something provides them: checkpoints that are kept outside provide a point, nothing yet a time.',
  source: 'By definition: copies survive failures, not disasters (a deleted namespace, a wrong write that is replicated to all copies); '
    + 'those need a backup or a mirror elsewhere, and a plan has no word for either yet.',
  check: (plan) => [
    ...point(plan),
    ...refused('recoveryTime', plan.promise.recoveryTimeSeconds),
  ],
};

function point(plan: WorkloadPlan): Finding[] {
  const promised = plan.promise.recoveryPointSeconds;
  const kept = checkpointsOutside(plan);
  if (promised === undefined) return [];
  if (kept.length === 0 && plan.groups.some(({ progress }) => progress)) {
    return [{
      got: `recoveryPoint: ${promised} s, and no checkpoint that outlives the pods`,
      expected: `checkpoints in an object store or on a shared volume, every ${promised} s or less`,
      change: 'say where they are kept and how often they are made',
    }];
  }
  if (kept.length === 0) return refused('recoveryPoint', promised);
  const seconds = Math.max(...kept);
  return seconds <= promised ? [] : [{
    got: `recoveryPoint: ${promised} s, and a checkpoint every ${seconds} s`,
    expected: `a checkpoint every ${promised} s or less`,
    change: 'make them more often, or promise less',
  }];
}

function refused(guarantee: string, seconds: number | undefined) {
  return seconds === undefined ? [] : [{
    got: `${guarantee}: ${seconds} s, and nothing that provides it`,
    expected: 'a backup or a mirror, which is not offered yet',
    change: `leave ${guarantee} out, and back up by other means`,
  }];
}
