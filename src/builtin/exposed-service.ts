import { refuse } from '../contract/message';
import { Audience, EndpointPlan, EndpointRole, ExposedBy, ExposurePlan, WorkloadPlan } from '../plan';
import { Manifest, metadata } from './manifest';
import { endpointName, memberEndpointName } from './names';
import { answering, endpointSelector, servicePort } from './service';

/**
 * What external-dns takes the name from: until 0.21 the first, from 0.22.0 on the second, each of them blind to the other. A change
 * of the prefix without both deletes records.
 * https://github.com/kubernetes-sigs/external-dns/releases/tag/v0.22.0
 */
const HOST_ANNOTATIONS = ['external-dns.alpha.kubernetes.io/hostname', 'external-dns.kubernetes.io/hostname'];

/** The Services that clients outside of the Kubernetes cluster use. */
export function exposedServices(path: string, plan: WorkloadPlan): Manifest[] {
  return plan.endpoints.flatMap((endpoint) => {
    if (!endpoint.exposure) return [];
    const { component } = answering(path, plan, endpoint);
    return endpoint.role === EndpointRole.EACH
      ? Array.from({ length: component.replicas }, (_, ordinal) => exposedService(path, plan, endpoint, endpoint.exposure!, ordinal))
      : [exposedService(path, plan, endpoint, endpoint.exposure)];
  });
}

function exposedService(path: string, plan: WorkloadPlan, endpoint: EndpointPlan, exposure: ExposurePlan, ordinal?: number): Manifest {
  const { component, port } = answering(path, plan, endpoint);
  if (port.audience !== Audience.OUTSIDE) {
    refuse({
      path,
      what: `endpoint ${endpoint.name}`,
      got: `port ${port.name} for ${port.audience}, exposed`,
      expected: `a port for ${Audience.OUTSIDE}: the network lets nobody else in`,
      change: 'change its audience, or expose another one',
    });
  }
  const name = ordinal === undefined ? endpointName(plan, endpoint) : memberEndpointName(plan, component, endpoint, ordinal);
  const byLoadBalancer = exposure.by === ExposedBy.LOAD_BALANCER;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(plan, name, component.name, exposureAnnotations(path, plan, endpoint, exposure, ordinal)),
    spec: {
      // A load balancer asks the nodes which of them has the pod: no second hop, and the client's address is kept. Any
      // node's address must do where there is none.
      // https://kubernetes.io/docs/tutorials/services/source-ip/
      externalTrafficPolicy: byLoadBalancer ? 'Local' : 'Cluster',
      ...byLoadBalancer && { loadBalancerClass: exposure.loadBalancerClass, loadBalancerSourceRanges: exposure.sourceRanges },
      ports: [{ ...servicePort(port), nodePort: exposure.nodePort === undefined ? undefined : exposure.nodePort + (ordinal ?? 0) }],
      // A member serves what it leads before it is ready, and while it stops. It also spares a load balancer, which takes its
      // time, from noticing a restart that ends on the same node.
      publishNotReadyAddresses: ordinal === undefined ? undefined : true,
      selector: endpointSelector(path, plan, component, endpoint, ordinal),
      type: byLoadBalancer ? 'LoadBalancer' : 'NodePort',
    },
  };
}

/** What the platform and external-dns are told, then the user's, who may not tell them otherwise. */
export function exposureAnnotations(
  path: string, plan: WorkloadPlan, endpoint: EndpointPlan, exposure: ExposurePlan, ordinal?: number,
): Record<string, string> {
  const host = exposure.host.replace('{ordinal}', String(ordinal));
  const ours: Record<string, string> = {
    ...exposure.by === ExposedBy.LOAD_BALANCER ? ofThePlatform(path, plan, endpoint, exposure) : {},
    ...exposure.publishHost ? Object.fromEntries(HOST_ANNOTATIONS.map((key) => [key, host])) : {},
  };
  for (const [key, value] of Object.entries(exposure.annotations ?? {})) {
    if (ours[key] !== undefined && ours[key] !== value) {
      refuse({
        path,
        what: `annotation ${key} of endpoint ${endpoint.name}`,
        got: `"${value}"`,
        expected: `"${ours[key]}", which follows from the rest of the declaration`,
        change: `leave ${key} out`,
      });
    }
  }
  return { ...exposure.annotations, ...ours };
}

function ofThePlatform(path: string, plan: WorkloadPlan, endpoint: EndpointPlan, exposure: ExposurePlan): Record<string, string> {
  const asked = plan.site.loadBalancers;
  if (!asked) {
    return refuse({
      path,
      what: `endpoint ${endpoint.name}`,
      got: 'a load balancer on a platform that was not told',
      expected: 'a platform: each is asked in its own way for addresses on the internet, or inside of its network',
      change: 'apply Platform.aks(), Platform.eks(), Platform.gke(), or for any other Platform.onPrem(), before',
    });
  }
  if (exposure.internet) return { ...asked.internetAnnotations };
  return { ...asked.internalAnnotations, ...exposure.sourceRanges ? asked.internalRangeAnnotations : {} };
}
