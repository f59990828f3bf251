import { Finding, RuleDefinition } from './rule-definition';
import { ClaimAccess, ClaimPlan, WorkloadPlan } from '../../plan';

export const STORAGE_SHARED: RuleDefinition = {
  id: 'storage/shared',
  proves: 'A volume that several pods share can be mounted wherever they stand, and written to where one of them writes; one that is made is of a class that has such volumes.',
  source: 'Kubernetes, Persistent Volumes, Access Modes: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  check: (plan) => (plan.claims ?? []).flatMap((claim) => {
    const { pods, writers } = users(plan, claim);
    if (claim.access === ClaimAccess.MANY_READERS && writers.length > 0) {
      return [{
        got: `claim ${claim.name}: ${claim.access}, and ${writers.join(' and ')} writes to it`,
        expected: ClaimAccess.MANY_NODES,
        change: 'use a claim that can be written to from many nodes, or mount it to read',
      }];
    }
    const found = ofOneNode(plan, claim);
    if (found) return [found];
    if (claim.access !== ClaimAccess.ONE_NODE || pods < 2) return [];
    return [{
      got: `claim ${claim.name}: ${claim.access}, and ${pods} pods that share it`,
      expected: writers.length > 0 ? ClaimAccess.MANY_NODES : `${ClaimAccess.MANY_READERS} or ${ClaimAccess.MANY_NODES}`,
      change: 'use a storage class with such volumes (NFS, Azure Files, EFS, Filestore), or an object store',
    }];
  }),
};

/** A claim that is made, in a class that has no such volumes: it is never bound. */
function ofOneNode({ site }: WorkloadPlan, { name, access, bytes, storageClass: own }: ClaimPlan): Finding | undefined {
  const storageClass = own ?? site.storageClass;
  if (bytes === undefined || access !== ClaimAccess.MANY_NODES) return undefined;
  if (storageClass === undefined || !site.storage?.oneNode.includes(storageClass)) return undefined;
  return {
    got: `claim ${name}: ${access}, of the class ${storageClass}${own === undefined ? `, which is what volumes get on ${site.platform} that name none` : ''}`,
    expected: 'a class with volumes that many nodes can mount: this one has none, and the claim would wait for ever',
    change: `write storageClass: ${site.storage.manyNodes}`,
  };
}

function users(plan: WorkloadPlan, claim: ClaimPlan): { pods: number; writers: string[] } {
  const mounting = plan.components.filter(({ shared }) => shared?.some((volume) => volume.claim === claim.name));
  return {
    pods: mounting.reduce((sum, { replicas }) => sum + replicas, 0),
    writers: mounting.filter(({ shared }) => shared!.some((volume) => volume.claim === claim.name && !volume.readOnly)).map(({ name }) => name),
  };
}
