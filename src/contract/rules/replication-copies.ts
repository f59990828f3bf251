import { RuleDefinition } from './rule-definition';
import { Failure, GroupPlan, WorkloadPlan } from '../../plan';
import { groupsOfSeveral, livesOnCopies, membersOf } from '../groups';
import { copiesLost } from '../loss';
import { count, failureInWords, lowerSurvives } from '../words';
import { mendZones } from '../zones';

export const REPLICATION_COPIES: RuleDefinition = {
  id: 'replication/copies',
  proves: 'Of each piece of a group that does not vote, as many copies as it needs to serve remain after the failure that `survives` names.',
  source: 'Kafka, Design, Replication: https://kafka.apache.org/42/design/design/ (of n copies, n - min.insync.replicas may be lost and writes go on); '
    + 'Cassandra, NetworkTopologyStrategy.java: https://github.com/apache/cassandra/blob/trunk/src/java/org/apache/cassandra/locator/NetworkTopologyStrategy.java '
    + '(with fewer racks than copies "the difference is to be filled by the first encountered nodes")',
  check: (plan) => [...tooFewMembers(plan), ...tooFewCopies(plan)],
};

function tooFewMembers(plan: WorkloadPlan) {
  return plan.groups.filter((group) => group.copies > membersOf(plan, group)).map((group) => ({
    got: `group ${group.name}: ${count(group.copies, 'copy', 'copies')} over ${count(membersOf(plan, group), 'member')}`,
    expected: 'a member for each copy',
    change: `give it ${group.copies} members, or ${count(membersOf(plan, group), 'copy', 'copies')}`,
  }));
}

function tooFewCopies(plan: WorkloadPlan) {
  const survives = plan.promise.survives;
  return groupsOfSeveral(plan)
    .filter((group) => livesOnCopies(group) && !group.votes)
    .filter((group) => remaining(plan, group) < group.servesWith)
    .map((group) => {
      const lost = copiesLost(plan, group, survives);
      return {
        got: `group ${group.name}: ${count(group.copies, 'copy', 'copies')}, of which ${failureInWords(survives)} may take ${lost}, `
          + `leaving ${group.copies - lost}`,
        expected: `${group.servesWith} left, for it serves with ${group.servesWith}`,
        change: [mendZones(plan, group), smallestChange(plan, group)].filter((change) => change !== undefined).join(', or '),
      };
    });
}

function remaining(plan: WorkloadPlan, group: GroupPlan): number {
  return group.copies - copiesLost(plan, group, plan.promise.survives);
}

function smallestChange(plan: WorkloadPlan, group: GroupPlan): string {
  const members = membersOf(plan, group);
  for (let copies = group.copies + 1; copies <= members; copies++) {
    const more = { ...group, copies };
    if (remaining(plan, more) >= group.servesWith) { return `keep ${copies} copies`; }
  }
  if (remaining(plan, group) >= 1 && group.acknowledgedBy === undefined) { return `let it serve with ${remaining(plan, group)}`; }
  if (plan.promise.survives === Failure.ZONE) {
    const zones = group.copies - group.servesWith > 0 ? Math.ceil(group.copies / (group.copies - group.servesWith)) : 3;
    return plan.site.zones.length < zones
      ? `spread it over ${zones} zones instead of ${plan.site.zones.length}, or ${lowerSurvives(plan.promise)}`
      : `let a zone hold fewer members, or add members and copies, or ${lowerSurvives(plan.promise)}`;
  }
  return `add members and copies until ${group.servesWith} are left, or ${lowerSurvives(plan.promise)}`;
}
