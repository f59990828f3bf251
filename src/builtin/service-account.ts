import { IdentityPlan, WorkloadPlan } from '../plan';
import { Manifest, metadata } from './manifest';
import { partName } from './names';

/** An identity of its own for each component and task. No pod gets a token unless it must ask the API server. */
export function serviceAccount(plan: WorkloadPlan, part: string, identity?: IdentityPlan): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(plan, partName(plan, part), part, identity?.annotations),
    automountServiceAccountToken: false,
  };
}
