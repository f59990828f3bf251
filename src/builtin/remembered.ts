import { refuse } from '../contract/message';
import { ComponentPlan, WorkloadPlan } from '../plan';

/*
 * Synth has no memory. What a comparison with the manifests of before must know, and what their other fields
 * don't say, is written on the object that has the members.
 */

/** Ordinals of the members that are being emptied, with commas between. */
export const DRAINING_ANNOTATION = 'cdk8s-data/draining';

/** The version of the binaries. */
export const VERSION_ANNOTATION = 'cdk8s-data/version';

/** The version of what the system keeps, where it is raised apart from the binaries. */
export const STATE_VERSION_ANNOTATION = 'cdk8s-data/state-version';

export function remembered(path: string, plan: WorkloadPlan, component: ComponentPlan): Record<string, string> {
  const draining = [...new Set(component.draining ?? [])].sort((a, b) => a - b);
  const wrong = draining.find((ordinal) => !Number.isInteger(ordinal) || ordinal < 0 || ordinal >= component.replicas);
  if (wrong !== undefined) {
    refuse({
      path,
      what: `draining of ${component.name}`,
      got: String(wrong),
      expected: `ordinals of its members, 0 to ${component.replicas - 1}`,
      change: 'name members that exist: one is emptied first, and taken away in a later change',
    });
  }
  return {
    [VERSION_ANNOTATION]: plan.version,
    ...plan.stateVersion === undefined ? {} : { [STATE_VERSION_ANNOTATION]: plan.stateVersion },
    ...draining.length > 0 ? { [DRAINING_ANNOTATION]: draining.join() } : {},
  };
}
