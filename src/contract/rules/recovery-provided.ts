import { RuleDefinition } from './rule-definition';

export const RECOVERY_PROVIDED: RuleDefinition = {
  id: 'recovery/provided',
  proves: '`recoveryPoint` and `recoveryTime` are promised only where something provides them. Nothing does yet, so both are refused.',
  source: 'By definition: copies survive failures, not disasters (a deleted namespace, a wrong write that is replicated to all copies); '
    + 'those need a backup or a mirror elsewhere, and a plan has no word for either yet.',
  check: (plan) => [
    ...refused('recoveryPoint', plan.promise.recoveryPointSeconds),
    ...refused('recoveryTime', plan.promise.recoveryTimeSeconds),
  ],
};

function refused(guarantee: string, seconds: number | undefined) {
  return seconds === undefined ? [] : [{
    got: `${guarantee}: ${seconds} s, and nothing that provides it`,
    expected: 'a backup or a mirror, which is not offered yet',
    change: `leave ${guarantee} out, and back up by other means`,
  }];
}
