import { Manifest, metadata } from '../../../builtin/manifest';
import { partName, selector } from '../../../builtin/names';
import { ComponentPlan, PermissionPlan, WorkloadPlan } from '../../../plan';

const ALL = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

/**
 * What a JobManager that makes its workers needs beside what the plan says: its Deployment owns them.
 * jobRbacRules of https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/helm/flink-kubernetes-operator/templates/rbac/_helpers.tpl
 */
export function leaderPermissions(standalone: boolean, permissions: PermissionPlan[] = []): PermissionPlan[] {
  // the operator makes ids of its own, so that names in the plan are not those of its ConfigMaps
  if (standalone) return permissions.length > 0 ? [{ apiGroup: '', resource: 'configmaps', verbs: ALL }] : [];
  return [
    { apiGroup: '', resource: 'pods', verbs: ALL },
    { apiGroup: '', resource: 'configmaps', verbs: ALL },
    { apiGroup: 'apps', resource: 'deployments', verbs: ALL },
    { apiGroup: 'apps', resource: 'deployments/finalizers', verbs: ALL },
  ];
}

/** Lets in the operator, which asks the JobManager how the job is and tells it to stop. */
export function operatorPolicy(plan: WorkloadPlan, leader: ComponentPlan, operatorNamespace: string): Manifest[] {
  const rest = leader.ports.find(({ name }) => name === 'rest');
  if (!rest) return [];
  return [{
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata(plan, `${partName(plan, leader.name)}-operator`, leader.name),
    spec: {
      ingress: [{
        from: [{
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': operatorNamespace } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'flink-kubernetes-operator' } },
        }],
        ports: [{ port: rest.number, protocol: 'TCP' }],
      }],
      podSelector: { matchLabels: selector(plan, leader.name) },
      policyTypes: ['Ingress'],
    },
  }];
}
