import { Finding, RuleDefinition } from './rule-definition';
import { GroupPlan, LossEffect } from '../../plan';

export const CHECKPOINT_DURABLE: RuleDefinition = {
  id: 'checkpoint/durable',
  proves: 'Work that is interrupted goes on from what was kept while it ran, where it outlives the pods: not from the beginning.',
  source: 'Flink, Checkpoint Storage: https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/state/checkpoints/ '
    + '(a highly available storage for setups that are to survive); TensorFlow, Fault tolerance: '
    + 'https://www.tensorflow.org/tutorials/distribute/multi_worker_with_keras#fault_tolerance',
  check: (plan) => plan.groups.filter(({ lossOfOne }) => lossOfOne !== LossEffect.NOTHING).flatMap(missing),
};

function missing({ name, progress }: GroupPlan): Finding[] {
  if (!progress) return [];
  if (progress.everySeconds === undefined) {
    return [{
      got: `group ${name}: no checkpoints, so that a lost pod costs all that was done`,
      expected: 'checkpoints while it works',
      change: 'say where they are kept and how often they are made',
    }];
  }
  return progress.keptOutside ? [] : [{
    got: `group ${name}: checkpoints every ${progress.everySeconds} s that go with the pods`,
    expected: 'a place that outlives them',
    change: 'keep them in an object store or on a shared volume',
  }];
}
