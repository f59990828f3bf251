import { refuse } from '../../../contract/message';
import { WorkloadPlan } from '../../../plan';

/** kafka-versions.yaml of each release: https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0/kafka-versions.yaml */
const KAFKA_VERSIONS: Readonly<Record<string, readonly string[]>> = { '1.2.0': ['4.2.0', '4.2.1', '4.3.0', '4.3.1'] };

/** What a plan says that Strimzi has no word for, or does in a way of its own. */
export function checkPlan(path: string, version: string, plan: WorkloadPlan): void {
  if (plan.system !== 'kafka') {
    refuse({ path, what: 'operator', got: `strimzi for ${plan.system}`, expected: 'kafka', change: 'leave operator away, or take one that knows the system' });
  }
  const known = KAFKA_VERSIONS[version];
  if (known && !known.includes(plan.version)) {
    refuse({ path, what: 'version', got: `kafka ${plan.version}`, expected: `one that strimzi ${version} runs: ${known.join(', ')}`, change: `write version: KafkaVersion.of('${known[known.length - 1]}'), or take another strimzi` });
  }
  const [option] = plan.builtinOptions ?? [];
  if (option !== undefined) {
    refuse({ path, what: option, got: 'a value', expected: 'none with strimzi, which makes its own', change: `leave ${option} away, or operator` });
  }
  if (plan.components.some(({ draining }) => draining?.length)) {
    refuse({
      path, what: 'draining', got: 'brokers that are to be emptied', expected: 'none with strimzi: Cruise Control empties those that a smaller number leaves out, before they go', change: 'write the smaller number of replicas, without draining',
    });
  }
  if (plan.components.some(({ drainsFirst }) => drainsFirst)) {
    refuse({ path, what: 'guards.scaleIn', got: 'true', expected: 'nothing with strimzi: it takes no broker away that still holds partitions', change: 'leave guards.scaleIn away' });
  }
}
