import { ClaimAccess, WorkloadPlan } from '../plan';
import { lastingMetadata, Manifest } from './manifest';
import { bytes } from './quantity';

const MODES: Record<ClaimAccess, string> = {
  [ClaimAccess.ONE_NODE]: 'ReadWriteOnce',
  [ClaimAccess.MANY_NODES]: 'ReadWriteMany',
  [ClaimAccess.MANY_READERS]: 'ReadOnlyMany',
};

/** The claims that pods share and that are made here. */
export function sharedClaims(plan: WorkloadPlan): Manifest[] {
  return (plan.claims ?? []).filter((claim) => claim.bytes !== undefined).map((claim) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: lastingMetadata(plan, claim.name),
    spec: {
      accessModes: [MODES[claim.access]],
      resources: { requests: { storage: bytes(claim.bytes!) } },
      storageClassName: claim.storageClass ?? plan.site.storageClass,
      volumeMode: 'Filesystem',
    },
  }));
}
