import { ApiResource } from 'cdk8s-plus-27';
import { ResourceScope } from './custom-resource';
import { Resource } from './definition';
import { PermissionPlan } from '../../plan';

/*
 * The least that a controller needs for what it declares, each verb with its reason.
 */

/** A cache that follows the objects: list, then watch; and get, for a look past the cache. */
const READ = ['get', 'list', 'watch'];
/** Make what is missing, change what differs (by patch or by replacing), remove what is no longer wanted. */
const OWN = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];
/** The status is written through its subresource, and read with the object. */
const STATUS = ['patch', 'update'];
/** A finalizer stands in the object's own metadata. */
const FINALIZE = ['patch', 'update'];
/**
 * What is owned names its owner and blocks the owner's deletion (`blockOwnerDeletion`). With the admission plugin OwnerReferencesPermissionEnforcement
 * that takes this right: https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#ownerreferencespermissionenforcement
 */
const OWNER = ['update'];
/** A new Event is created, a repeated one is counted up. */
const EVENT = ['create', 'patch'];
/** k8s.io/client-go v0.36.3, tools/leaderelection/resourcelock/leaselock.go. `create` can't be restricted to a name. */
const LEASE = ['get', 'update'];

/** Of Kubernetes itself, what is in no namespace. Source: `kubectl api-resources --namespaced=false`. */
const CLUSTER_SCOPED: Record<string, string[]> = {
  '': ['componentstatuses', 'namespaces', 'nodes', 'persistentvolumes'],
  'admissionregistration.k8s.io': [
    'mutatingwebhookconfigurations', 'validatingwebhookconfigurations', 'validatingadmissionpolicies', 'validatingadmissionpolicybindings',
  ],
  'apiextensions.k8s.io': ['customresourcedefinitions'],
  'apiregistration.k8s.io': ['apiservices'],
  'certificates.k8s.io': ['certificatesigningrequests'],
  'flowcontrol.apiserver.k8s.io': ['flowschemas', 'prioritylevelconfigurations'],
  'networking.k8s.io': ['ingressclasses'],
  'node.k8s.io': ['runtimeclasses'],
  'rbac.authorization.k8s.io': ['clusterrolebindings', 'clusterroles'],
  'scheduling.k8s.io': ['priorityclasses'],
  'storage.k8s.io': ['csidrivers', 'csinodes', 'storageclasses', 'volumeattachments'],
};

/** What a controller declares of the API. */
export interface Reach {
  readonly resources: Resource[];
  readonly owns: ApiResource[];
  readonly watches: ApiResource[];
  readonly finalizes: string[];
  readonly emitsEvents: boolean;
  /** undefined: all. */
  readonly watchedNamespaces?: string[];
  /** undefined: it agrees with nobody. */
  readonly lease?: string;
  /** Its own namespace. */
  readonly home: string;
}

export function permissionsOf(reach: Reach): PermissionPlan[] {
  const { resources, owns, watches, finalizes, emitsEvents, watchedNamespaces: namespaces, lease, home } = reach;
  const place = (everywhere: boolean) => everywhere || !namespaces ? { clusterWide: true } : { namespaces };
  // Events of objects without a namespace are in the namespace default; that somebody leads is told by one beside the Lease
  const events = namespaces && lease !== undefined ? { namespaces: [...new Set([...namespaces, home])] } : place(false);
  const own = resources.flatMap(({ group: apiGroup, kind, plural, scope }): PermissionPlan[] => {
    const where = place(scope === ResourceScope.CLUSTER);
    return [
      { apiGroup, resource: plural, verbs: finalizes.includes(kind) ? [...READ, ...FINALIZE].sort() : READ, ...where },
      { apiGroup, resource: `${plural}/status`, verbs: STATUS, ...where },
      ...owns.length > 0 ? [{ apiGroup, resource: `${plural}/finalizers`, verbs: OWNER, ...where }] : [],
    ];
  });
  const owned = new Set(owns.map(addressOf));
  const others = [
    ...each(owns).map((resource) => ({ resource, verbs: OWN })),
    ...each(watches).filter((resource) => !owned.has(addressOf(resource))).map((resource) => ({ resource, verbs: READ })),
  ].map(({ resource: { apiGroup, resourceType }, verbs }): PermissionPlan => ({
    apiGroup, resource: resourceType, verbs, ...place(CLUSTER_SCOPED[apiGroup]?.includes(resourceType) ?? false),
  }));
  return [
    ...own,
    ...others,
    ...emitsEvents ? ['', 'events.k8s.io'].map((apiGroup) => ({ apiGroup, resource: 'events', verbs: EVENT, ...events })) : [],
    ...lease === undefined ? [] : [
      { apiGroup: 'coordination.k8s.io', resource: 'leases', verbs: ['create'] },
      { apiGroup: 'coordination.k8s.io', resource: 'leases', verbs: LEASE, resourceNames: [lease] },
    ],
  ];
}

/** Each once. */
function each(resources: ApiResource[]): ApiResource[] {
  return [...new Map(resources.map((resource) => [addressOf(resource), resource])).values()];
}

function addressOf({ apiGroup, resourceType }: ApiResource): string {
  return `${apiGroup}/${resourceType}`;
}
