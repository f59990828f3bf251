import { RuleDefinition } from './rule-definition';
import { Failure } from '../../plan';
import { toleratedBy } from '../arithmetic';

export const QUORUM_ODD_VOTERS: RuleDefinition = {
  id: 'quorum/odd-voters',
  proves: 'Where a failure or maintenance is to be outlived, the number of voters is odd: one more makes the majority larger and nothing safer.',
  source: 'etcd, FAQ, "Why an odd number of cluster members?": https://etcd.io/docs/latest/faq/',
  check: (plan) => plan.promise.survives === Failure.NONE && !plan.promise.servesDuringMaintenance
    ? []
    : plan.groups.filter((group) => group.votes && group.copies % 2 === 0).map((group) => ({
      got: `group ${group.name}: ${group.copies} voters, which tolerate the loss of ${toleratedBy(group.copies)}`,
      expected: `an odd number: ${group.copies - 1} tolerate as many, ${group.copies + 1} one more`,
      change: toleratedBy(group.copies) > 0 ? `make it ${group.copies - 1} voters` : `make it ${group.copies + 1} voters`,
    })),
};
