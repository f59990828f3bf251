import { RuleDefinition } from './rule-definition';
import { LossEffect } from '../../plan';
import { onlyPauses } from '../groups';

export const AVAILABILITY_PAUSE: RuleDefinition = {
  id: 'availability/pause',
  proves: 'With `servesDuringMaintenance`, there is no group whose work stands still or starts over with each pod that is restarted.',
  source: 'By definition of the guarantee; seen for example in Flink, Task Failure Recovery: '
    + 'https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/state/task_failure_recovery/ (a lost task restarts its region from the last checkpoint)',
  check: (plan) => plan.promise.servesDuringMaintenance
    ? plan.groups.filter(onlyPauses).map((group) => ({
      got: `group ${group.name}, whose work ${group.lossOfOne === LossEffect.START_OVER ? 'starts over' : 'pauses'} with each pod that a restart takes`,
      expected: 'work that goes on while one pod restarts',
      change: 'set servesDuringMaintenance: false',
    }))
    : [],
};
