import { Finding, RuleDefinition } from './rule-definition';
import { ComponentPlan, GroupPlan, LossEffect, SitePlan } from '../../plan';
import { groupsOf, makesLastCheckpoint } from '../groups';

export const CHECKPOINT_INTERRUPTIBLE: RuleDefinition = {
  id: 'checkpoint/interruptible',
  proves: 'On nodes that may be taken away at any time there is only work that goes on from a checkpoint which outlives its pods, and the last one, made '
    + 'when the pods are told to stop, is done before the node is gone.',
  source: 'AWS, Spot Instance interruptions: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-interruptions.html (two minutes); '
    + 'Azure, Spot VMs: https://learn.microsoft.com/azure/virtual-machines/spot-vms (30 seconds); '
    + 'Google, Spot VMs in GKE: https://cloud.google.com/kubernetes-engine/docs/concepts/spot-vms (15 seconds for pods, '
    + 'unless the node pool is told otherwise)',
  check: (plan) => plan.components.filter(({ interruptible }) => interruptible).flatMap((component) => groupsOf(plan, component).flatMap((group) => [
    ...losesMore(group) ? [{
      got: `component ${component.name} on nodes that may be taken away, and group ${group.name} without a checkpoint that outlives its pods`,
      expected: 'checkpoints in an object store or on a shared volume, or nodes that stay',
      change: `keep checkpoints, or let ${component.name} stand on other nodes`,
    }] : [],
    ...tooLate(plan.site, component, group),
  ])),
};

function losesMore({ lossOfOne, progress, holdsState }: GroupPlan): boolean {
  if (lossOfOne === LossEffect.NOTHING) return holdsState;
  return progress !== undefined && !(progress.keptOutside && progress.everySeconds !== undefined);
}

/** It costs what was done since the checkpoint before, each time that a node is taken away. */
function tooLate({ platform, interruptible }: SitePlan, { name, farewell }: ComponentPlan, group: GroupPlan): Finding[] {
  const notice = interruptible?.noticeSeconds;
  if (notice === undefined || farewell === undefined || farewell.stopSeconds <= notice || !makesLastCheckpoint(group)) return [];
  return [{
    got: `component ${name}, whose last checkpoint takes ${farewell.stopSeconds} s`,
    expected: `${notice} s at most, which is all that ${platform} leaves a pod of a node that it takes away: without it up to ${group.progress!.everySeconds} s of work are lost each time`,
    change: `make it faster, or let ${name} stand on other nodes`,
  }];
}
