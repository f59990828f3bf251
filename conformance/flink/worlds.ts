// The processors that are declared for the experiments: also what tells whether a proof is still one of today's manifests.
import { FlinkDeclaration } from './declaration';
import { Failure, Risk, Rule } from 'cdk8s-data';

/** A leader with a standby, two workers. */
export const PAIR: FlinkDeclaration = { namespace: 'pair', code: 1, graph: 'a', parallelism: 2 };

/** The first commit of a change, and the second: another jar, other arguments, another parallelism. */
export const STOPPED: FlinkDeclaration = { ...PAIR, upgrade: 'r2' };
export const CHANGED: FlinkDeclaration = { ...PAIR, code: 2, graph: 'b', parallelism: 3, restoreFrom: 'r2' };

/** A changed program without a savepoint: for the control that lets it be. */
export const OVERWRITTEN: FlinkDeclaration = { ...PAIR, code: 2, graph: 'b' };

/** One leader; workers find their state again on their own volumes. */
export const SINGLE: FlinkDeclaration = { ...PAIR, namespace: 'single', survives: Failure.NONE, localRecovery: true };

/** Nothing is kept. */
export const STATELESS: FlinkDeclaration = {
  ...PAIR,
  namespace: 'stateless',
  survives: Failure.NONE,
  stateless: true,
  acceptedRisks: [Risk.accept(Rule.CHECKPOINT_DURABLE, 'shows what it is to keep nothing')],
};
