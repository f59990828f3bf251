import { RuleDefinition } from './rule-definition';
import { Failure } from '../../plan';
import { componentsOf, groupsOf } from '../groups';
import { lowerSurvives } from '../words';

export const QUORUM_DEDICATED: RuleDefinition = {
  id: 'quorum/dedicated',
  proves: 'Where a failure is to be outlived, voters run in pods of their own, apart from data that is not itself kept by votes: '
    + 'the load, disks and restarts of the data then never cost the quorum a voter.',
  source: 'Kafka, KRaft, Process Roles: https://kafka.apache.org/42/operations/kraft/ '
    + '("Combined mode is not recommended in critical deployment environments"). '
    + 'Groups that themselves vote may share pods: systems that keep each piece of data by a vote of its own have no other shape.',
  check: (plan) => plan.promise.survives === Failure.NONE
    ? []
    : plan.groups.filter((group) => group.votes).flatMap((quorum) =>
      componentsOf(plan, quorum).flatMap((component) =>
        groupsOf(plan, component).filter((other) => other.holdsState && !other.votes).map((data) => ({
          got: `component ${component.name} in both ${quorum.name}, which votes, and ${data.name}, which holds data`,
          expected: `voters of ${quorum.name} in pods of their own`,
          change: `give ${quorum.name} a component of its own, or ${lowerSurvives(plan.promise)}`,
        }))),
    ),
};
