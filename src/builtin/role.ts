import { ComponentPlan, PermissionPlan, WorkloadPlan } from '../plan';
import { Manifest, metadata } from './manifest';
import { clusterRoleName, foundingMarker, labels, partName, serviceAccountName, zoneReaderName } from './names';

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
    subjects: [{ kind: 'ServiceAccount', name: serviceAccountName(plan, part), namespace: plan.namespaceName }],
  }];
}

/** What a component was permitted: in its own namespace, in others, and everywhere. */
export function componentRoles(plan: WorkloadPlan, component: ComponentPlan): Manifest[] {
  const permissions = component.permissions ?? [];
  const wide = permissions.filter(({ clusterWide }) => clusterWide);
  const narrow = permissions.filter(({ clusterWide }) => !clusterWide);
  const own = plan.namespaceName;
  const namespaces = [...new Set(narrow.flatMap((permission) => permission.namespaces ?? [own]))];
  const inside = (namespace: string) => narrow.filter((permission) => (permission.namespaces ?? [own]).includes(namespace)).map(policyRule);
  return [
    ...namespaces.includes(own) ? role(plan, component.name, partName(plan, component.name), inside(own)) : [],
    ...namespaces.filter((namespace) => namespace !== own).sort()
      .flatMap((namespace) => roleElsewhere(plan, component, namespace, inside(namespace))),
    ...wide.length > 0 ? clusterRole(plan, component, clusterRoleName(plan, component), wide.map(policyRule)) : [],
  ];
}

/** A Role in a namespace of somebody else's. */
function roleElsewhere(plan: WorkloadPlan, component: ComponentPlan, namespace: string, rules: any[]): Manifest[] {
  return role(plan, component.name, clusterRoleName(plan, component), rules)
    .map((manifest) => ({ ...manifest, metadata: { ...manifest.metadata, namespace } }));
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
  return clusterRole(plan, component, zoneReaderName(plan, component), [policyRule({ apiGroup: '', resource: 'nodes', verbs: ['get'] })]);
}

/** A right in no namespace, and who has it. */
function clusterRole(plan: WorkloadPlan, component: ComponentPlan, name: string, rules: any[]): Manifest[] {
  const clusterWide = { name, labels: labels(plan, component.name) };
  return [{
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: clusterWide,
    rules,
  }, {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: clusterWide,
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name: serviceAccountName(plan, component.name), namespace: plan.namespaceName }],
  }];
}
