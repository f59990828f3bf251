import { RuleDefinition } from './rule-definition';
import { GroupPlan, WorkloadPlan } from '../../plan';
import { membersOf } from '../groups';
import { copiesLost } from '../loss';
import { count, failureInWords, lowerSurvives } from '../words';
import { mendZones } from '../zones';

export const REPLICATION_ACKNOWLEDGED_COPIES: RuleDefinition = {
  id: 'replication/acknowledged-copies',
  proves: 'With `keepsAcknowledgedWrites`, an acknowledged write is on more copies than the failure that `survives` names can destroy.',
  source: 'Kafka, Design, Replication: https://kafka.apache.org/42/design/design/ '
    + '("with this ISR model and f+1 replicas, a Kafka topic can tolerate f failures without losing committed messages"); '
    + 'PostgreSQL, Synchronous Replication: https://www.postgresql.org/docs/current/warm-standby.html#SYNCHRONOUS-REPLICATION',
  check: (plan) => plan.promise.keepsAcknowledgedWrites
    ? plan.groups.flatMap((group) => {
      const { acknowledgedBy, copies } = group;
      if (!group.holdsState || acknowledgedBy === undefined) { return []; }
      if (acknowledgedBy > copies) {
        return [{
          got: `group ${group.name}: writes acknowledged by ${acknowledgedBy} of ${count(copies, 'copy', 'copies')}, which never happens`,
          expected: `acknowledgement by ${copies} at most`,
          change: `acknowledge by ${copies}, or keep ${acknowledgedBy} copies`,
        }];
      }
      const lost = copiesLost(plan, group, plan.promise.survives);
      if (acknowledgedBy > lost) { return []; }
      return [{
        got: `group ${group.name}: writes acknowledged by ${count(acknowledgedBy, 'copy', 'copies')}, `
          + `and ${lost === 0 ? 'a lost pod takes what none holds' : `${failureInWords(plan.promise.survives)} may destroy ${lost}`}`,
        expected: `acknowledgement by ${lost + 1} or more`,
        change: `${mend(plan, group, lost)}, or ${lost === 0 ? '' : `${lowerSurvives(plan.promise)}, or `}set keepsAcknowledgedWrites: false`,
      }];
    })
    : [],
};

/** With 2n + 1 copies, n + 1 can acknowledge a write while n are gone. */
function mend(plan: WorkloadPlan, group: GroupPlan, lost: number): string {
  const acknowledge = `acknowledge by ${lost + 1}`;
  const needed = 2 * lost + 1;
  return mendZones(plan, group)
    ?? (membersOf(plan, group) < needed ? `give it ${count(needed, 'member')} with ${count(needed, 'copy', 'copies')}, and ${acknowledge}`
      : lost + 1 <= group.copies ? acknowledge : `keep ${needed} copies and ${acknowledge}`);
}
