import { RuleDefinition } from './rule-definition';
import { isGang, membersOf } from '../groups';

export const GANG_ALL_OR_NOTHING: RuleDefinition = {
  id: 'gang/all-or-nothing',
  proves: 'Members that can only work together are started together or not at all: half of them would hold what the other half, or another gang, waits for.',
  source: 'Kueue, Setup All-or-nothing with ready Pods: https://kueue.sigs.k8s.io/docs/tasks/manage/setup_wait_for_pods_ready/ '
    + '(two Jobs whose Pods all need to run at once may deadlock on the same resources)',
  check: (plan) => plan.groups.filter((group) => isGang(plan, group) && group.startedTogetherBy === undefined).map((group) => ({
    got: `group ${group.name}: ${membersOf(plan, group)} members that need each other, and nobody who starts them together`,
    expected: 'a queue or a scheduler that starts all of them or none',
    change: 'give it a queue, or an operator that starts gangs',
  })),
};
