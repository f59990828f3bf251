import { ComponentPlan, PermissionPlan, WorkloadPlan } from '../plan';
import { Manifest, metadata } from './manifest';
import { foundingMarker, labels, partName, zoneReaderName } from './names';

const RBAC = 'rbac.authorization.k8s.io';

export function policyRule(permission: PermissionPlan): any {
  const { apiGroup, resource, verbs, resourceNames } = permission;
  return {
    apiGroups: [apiGroup],
    resources: [resource],
    resourceNames: resourceNames && resourceNames.length > 0 ? resourceNames : undefined,
    verbs,
  };
}

/** A Role and who has it. `rules` may be a Lazy. */
export function role(plan: WorkloadPlan, part: string, name: string, rules: any): Manifest[] {
  return [{
    apiVersion: `${RBAC}/v1`,
    kind: 'Role',
    metadata: metadata(plan, name, part),
    rules,
  }, {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata: metadata(plan, name, part),
    roleRef: { apiGroup: RBAC, kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name: partName(plan, part), namespace: plan.namespaceName }],
  }];
}

/** What a component was permitted. */
export function componentRole(plan: WorkloadPlan, component: ComponentPlan): Manifest[] {
  return role(plan, component.name, partName(plan, component.name), component.permissions!.map(policyRule));
}

/** To make the marker of the founding, once, and to read it. `create` can't be restricted to a name. */
export function foundingRole(plan: WorkloadPlan, component: ComponentPlan): Manifest[] {
  return role(plan, component.name, `${partName(plan, component.name)}-founding`, [
    policyRule({ apiGroup: '', resource: 'configmaps', verbs: ['create'] }),
    policyRule({ apiGroup: '', resource: 'configmaps', verbs: ['get'], resourceNames: [foundingMarker(plan, component)] }),
  ]);
}

/** To read the zone of a node. Nodes are in no namespace, so the right isn't either. */
export function zoneReader(plan: WorkloadPlan, component: ComponentPlan): Manifest[] {
  const name = zoneReaderName(plan, component);
  const clusterWide = { name, labels: labels(plan, component.name) };
  return [{
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: clusterWide,
    rules: [policyRule({ apiGroup: '', resource: 'nodes', verbs: ['get'] })],
  }, {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: clusterWide,
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name: partName(plan, component.name), namespace: plan.namespaceName }],
  }];
}
