import { Finding, RuleDefinition } from './rule-definition';
import { Failure, GroupPlan, WorkloadPlan } from '../../plan';
import { evenShare, majorityOf, toleratedBy } from '../arithmetic';
import { componentsOf, groupsOfSeveral, membersOf } from '../groups';
import { copiesLost, domainOf, hardCap } from '../loss';
import { count, failureInWords, lowerSurvives } from '../words';

export const QUORUM_MAJORITY: RuleDefinition = {
  id: 'quorum/majority',
  proves: 'A group that votes serves with exactly a majority of its voters, and the failure that `survives` names leaves that majority. '
    + 'Two zones never do.',
  source: 'Raft, section 5: https://raft.github.io/raft.pdf; '
    + 'etcd, FAQ, failure tolerance: https://etcd.io/docs/latest/faq/; '
    + 'Kafka, KRaft, Controllers: https://kafka.apache.org/42/operations/kraft/',
  check: (plan) => [...noMajority(plan), ...majorityLost(plan)],
};

function noMajority(plan: WorkloadPlan): Finding[] {
  return plan.groups
    .filter((group) => group.votes && group.servesWith !== majorityOf(group.copies))
    .map((group) => ({
      got: `group ${group.name}: ${group.servesWith} of ${count(group.copies, 'voter')} decide`,
      expected: `${majorityOf(group.copies)}, the majority`,
      change: group.servesWith < majorityOf(group.copies)
        ? `let ${majorityOf(group.copies)} decide: with fewer, two halves can decide differently`
        : `let ${majorityOf(group.copies)} decide: more only lowers what it tolerates`,
    }));
}

function majorityLost(plan: WorkloadPlan): Finding[] {
  const survives = plan.promise.survives;
  // With fewer than two known zones there is nothing to count: placement/domains says so.
  if (survives === Failure.NONE || (survives === Failure.ZONE && plan.site.zones.length < 2)) { return []; }
  return groupsOfSeveral(plan)
    .filter((group) => group.votes)
    .filter((group) => copiesLost(plan, group, survives) > toleratedBy(group.copies))
    .map((group) => ({
      got: `group ${group.name}: ${count(group.copies, 'voter')}, of which ${failureInWords(survives)} may take `
        + `${copiesLost(plan, group, survives)}, leaving ${group.copies - copiesLost(plan, group, survives)}`,
      expected: `${majorityOf(group.copies)} left, the majority of ${group.copies}`,
      change: smallestChange(plan, group),
    }));
}

function smallestChange(plan: WorkloadPlan, group: GroupPlan): string {
  const zones = plan.site.zones.length;
  if (plan.promise.survives === Failure.ZONE && zones === 2) {
    return 'add a third zone: two zones can never survive the loss of one with a majority, however many voters there are; '
      + `or ${lowerSurvives(plan.promise)}`;
  }
  if (group.copies < membersOf(plan, group)) {
    return `let the system spread the ${group.copies} voters of each piece over ${domainOf(plan.promise.survives)}s, or ${lowerSurvives(plan.promise)}`;
  }
  const domains = plan.promise.survives === Failure.ZONE ? zones : group.copies;
  if (evenShare(group.copies, domains) <= toleratedBy(group.copies)) {
    const components = componentsOf(plan, group);
    const domain = domainOf(plan.promise.survives)!;
    const caps = components.map((component) => `${component.name} ${hardCap(component, domain) ?? 'uncapped'}`).join(', ');
    return components.length > 1
      ? `make all voters one component, so that one cap holds for all of them (now ${caps})`
      : `let ${failureInWords(plan.promise.survives)} hold at most ${evenShare(group.copies, domains)} of them (now ${caps})`;
  }
  let voters = group.copies + 1;
  while (voters % 2 === 0 || evenShare(voters, plan.promise.survives === Failure.ZONE ? zones : voters) > toleratedBy(voters)) { voters++; }
  return `make it ${voters} voters, or ${lowerSurvives(plan.promise)}`;
}
