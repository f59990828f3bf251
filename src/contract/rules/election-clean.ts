import { RuleDefinition } from './rule-definition';

export const ELECTION_CLEAN: RuleDefinition = {
  id: 'election/clean',
  proves: 'With `keepsAcknowledgedWrites`, a copy that lacks acknowledged writes never becomes the one that counts.',
  source: 'Kafka, Topic Configs, unclean.leader.election.enable: https://kafka.apache.org/42/configuration/topic-configs/ '
    + '("doing so may result in data loss"); Raft, section 5.4.1, Election restriction: https://raft.github.io/raft.pdf',
  check: (plan) => plan.promise.keepsAcknowledgedWrites
    ? plan.groups.filter((group) => group.holdsState && group.electsStale).map((group) => ({
      got: `group ${group.name}: a copy that lacks acknowledged writes may become the one that counts`,
      expected: 'only complete copies to be elected',
      change: 'switch unclean election off, or set keepsAcknowledgedWrites: false',
    }))
    : [],
};
