import { refuse } from '../../../contract/message';
import { ComponentPlan, Duty, WorkloadPlan } from '../../../plan';

/** DefaultValidator.DEPLOYMENT_NAME_PATTERN of release-1.15.0. */
const NAME = /^[a-z]([-a-z\d]{0,43}[a-z\d])?$/;

/** Leader and worker. @throws where the plan says what the operator has no word for, or does in a way of its own */
export function checkPlan(path: string, version: string, plan: WorkloadPlan): [ComponentPlan, ComponentPlan] {
  const leader = plan.components.find(({ program }) => program !== undefined);
  const worker = plan.components.find((component) => component !== leader);
  if (plan.system !== 'flink' || !leader || !worker) {
    return refuse({ path, what: 'operator', got: `flink-operator for ${plan.system}`, expected: 'flink', change: 'leave operator away, or take one that knows the system' });
  }
  if (!NAME.test(plan.name)) {
    refuse({ path, what: 'name', got: `'${plan.name}' with ${plan.name.length} characters`, expected: 'at most 45 lower-case letters, digits and hyphens, with a letter first and no hyphen last', change: 'shorten it, or write processorName' });
  }
  if (leader.image !== worker.image) {
    refuse({ path, what: 'image', got: `${leader.image} and ${worker.image}`, expected: 'one for leaders and workers: a FlinkDeployment has no second', change: 'build one image' });
  }
  if (leader.run !== undefined && leader.program!.beginsWith === undefined) {
    refuse({ path, what: 'restoreFrom', got: `'${leader.run}'`, expected: `nothing with flink-operator ${version}: it stops and restores by itself at each change`, change: 'leave restoreFrom and upgrade away, or write Savepoint.at(...) for the very first run' });
  }
  if (plan.tasks.some(({ duty }) => duty === Duty.STOP)) {
    refuse({ path, what: 'upgrade', got: 'a savepoint to stop with', expected: `nothing with flink-operator ${version}: it stops and restores by itself at each change`, change: 'leave upgrade away, and change the program in one commit' });
  }
  const durable = [leader, worker].flatMap(({ volumes }) => volumes ?? []).find((volume) => volume.durable);
  if (durable) {
    refuse({ path, what: 'localRecovery', got: `the volume ${durable.name}`, expected: 'none with the operator: its workers have no volumes of their own', change: 'leave localRecovery away, or operator' });
  }
  const [option] = plan.builtinOptions ?? [];
  if (option !== undefined) refuse({ path, what: option, got: 'a value', expected: 'none with the operator, which makes its own', change: `leave ${option} away, or operator` });
  return [leader, worker];
}

/** What is run. A program in Python has no jar of its own: the one that brings Flink's driver for it takes that place. */
export function programOf(path: string, { version }: WorkloadPlan, { program, settings }: ComponentPlan): any {
  const { archive = `local:///opt/flink/opt/flink-python-${version}.jar`, entry, arguments: words, beginsWith } = program!;
  const parallelism = Number(settings?.['parallelism.default'] ?? 1);
  if (!Number.isInteger(parallelism) || parallelism < 1) {
    refuse({ path, what: 'parallelism', got: String(settings?.['parallelism.default']), expected: 'a whole number of 1 or more', change: 'write parallelism: 1' });
  }
  return {
    args: words.length > 0 ? words : undefined,
    entryClass: entry,
    initialSavepointPath: beginsWith,
    jarURI: archive,
    parallelism,
  };
}
