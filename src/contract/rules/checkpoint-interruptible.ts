import { RuleDefinition } from './rule-definition';
import { GroupPlan, LossEffect } from '../../plan';
import { groupsOf } from '../groups';

export const CHECKPOINT_INTERRUPTIBLE: RuleDefinition = {
  id: 'checkpoint/interruptible',
  proves: 'On nodes that may be taken away at any time there is only work that goes on from a checkpoint which outlives its pods.',
  source: 'AWS, Spot Instance interruptions: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-interruptions.html (two minutes); '
    + 'Azure, Spot node pools: https://learn.microsoft.com/azure/aks/spot-node-pool (30 seconds)',
  check: (plan) => plan.components.filter((component) => component.interruptible).flatMap((component) =>
    groupsOf(plan, component).filter(losesMore).map((group) => ({
      got: `component ${component.name} on nodes that may be taken away, and group ${group.name} without a checkpoint that outlives its pods`,
      expected: 'checkpoints in an object store or on a shared volume, or nodes that stay',
      change: `keep checkpoints, or let ${component.name} stand on other nodes`,
    }))),
};

function losesMore({ lossOfOne, progress, holdsState }: GroupPlan): boolean {
  if (lossOfOne === LossEffect.NOTHING) return holdsState;
  return progress !== undefined && !(progress.keptOutside && progress.everySeconds !== undefined);
}
