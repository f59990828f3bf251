import { RuleDefinition } from './rule-definition';
import { copiesLost } from '../loss';
import { count, failureInWords, lowerSurvives } from '../words';

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
        change: `${lost + 1 <= copies ? `acknowledge by ${lost + 1}` : `keep more than ${copies} copies and acknowledge by ${lost + 1}`}, `
          + `or ${lost === 0 ? '' : `${lowerSurvives(plan.promise)}, or `}set keepsAcknowledgedWrites: false`,
      }];
    })
    : [],
};
