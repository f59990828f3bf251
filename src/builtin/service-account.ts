import { IdentityPlan, WorkloadPlan } from '../plan';
import { lastingMetadata, Manifest } from './manifest';
import { serviceAccountName } from './names';

/** An identity of its own for each component and task, the same for all runs of a work. No pod gets a token unless it must ask the API server. */
export function serviceAccount(plan: WorkloadPlan, part: string, identity?: IdentityPlan): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: lastingMetadata(plan, serviceAccountName(plan, part), part, identity?.annotations),
    automountServiceAccountToken: false,
  };
}
