import { ResourceScope } from './custom-resource';
import { Resource } from './definition';
import { Manifest } from '../../builtin/manifest';
import { policyRule } from '../../builtin/role';

/*
 * What users may do. Kubernetes adds these rules to its own roles view, edit and admin, each of which includes the one before:
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
 * As there, nobody of them writes a status.
 */
const VERBS: Record<string, string[]> = {
  view: ['get', 'list', 'watch'],
  edit: ['create', 'delete', 'patch', 'update'],
  // all objects of a namespace in one call: for whoever answers for all of it
  admin: ['deletecollection'],
};

export function userRoles(prefix: string, labels: Record<string, string>, resources: Resource[]): Manifest[] {
  const namespaced = resources.filter(({ scope }) => scope === ResourceScope.NAMESPACED);
  if (namespaced.length === 0) return [];
  return Object.entries(VERBS).map(([role, verbs]) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: `${prefix}:${role}`, labels: { ...labels, [`rbac.authorization.k8s.io/aggregate-to-${role}`]: 'true' } },
    rules: namespaced.flatMap((resource) => {
      const { group: apiGroup, plural } = resource;
      return [policyRule({ apiGroup, resource: plural, verbs }), ...scales(resource, role)];
    }),
  }));
}

/** The number of pods can be read and changed through a subresource of its own. */
function scales({ group: apiGroup, plural, versions }: Resource, role: string): any[] {
  if (!versions.some(({ declared }) => declared.scale)) return [];
  const verbs = role === 'view' ? ['get'] : role === 'edit' ? ['patch', 'update'] : [];
  return verbs.length > 0 ? [policyRule({ apiGroup, resource: `${plural}/scale`, verbs })] : [];
}
