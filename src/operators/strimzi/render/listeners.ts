import { CLUSTER_LABEL } from './names';
import { exposureAnnotations } from '../../../builtin/exposed-service';
import { answering } from '../../../builtin/service';
import { Credentials, EndpointPlan, EndpointRole, ExposedBy, WorkloadPlan } from '../../../plan';

/** How clients of each kind prove who they are, in Strimzi's words. */
const AUTHENTICATION: Record<Credentials, { type: string } | undefined> = {
  [Credentials.CERTIFICATE]: { type: 'tls' },
  [Credentials.PASSWORD]: { type: 'scram-sha-512' },
  [Credentials.NONE]: undefined,
};

/** A listener for each port that clients use. */
export function listeners(path: string, plan: WorkloadPlan): any[] {
  const first = plan.endpoints.filter((endpoint, i, all) => all.findIndex(({ port }) => port === endpoint.port) === i);
  return first.map((endpoint) => {
    const { port } = answering(path, plan, endpoint);
    const exposed = plan.endpoints.filter((other) => other.port === endpoint.port && other.exposure);
    return {
      authentication: AUTHENTICATION[endpoint.credentials],
      configuration: exposed.length > 0 ? outside(path, plan, exposed) : inside(plan),
      name: port.name,
      // Strimzi's policy would let in everybody: so only the cluster's own, and each client by a policy of its own
      networkPolicyPeers: exposed.length > 0 ? undefined : [{ podSelector: { matchLabels: { [CLUSTER_LABEL]: plan.name } } }],
      port: port.number,
      tls: endpoint.encrypted,
      type: exposed.length > 0 ? exposed[0].exposure!.by === ExposedBy.LOAD_BALANCER ? 'loadbalancer' : 'nodeport' : 'internal',
    };
  });
}

/** The names of the Service that clients have been told, which Strimzi's certificates have to carry too. */
function inside({ name, namespaceName }: WorkloadPlan): any {
  return { bootstrap: { alternativeNames: [name, `${name}.${namespaceName}`, `${name}.${namespaceName}.svc`] } };
}

/** One address for all brokers, and one for each. */
function outside(path: string, plan: WorkloadPlan, endpoints: EndpointPlan[]): any {
  const any = endpoints.find(({ role }) => role !== EndpointRole.EACH)!;
  const each = endpoints.find(({ role }) => role === EndpointRole.EACH)!;
  const { component } = answering(path, plan, each);
  const { by, host, nodePort, loadBalancerClass, sourceRanges } = any.exposure!;
  const byLoadBalancer = by === ExposedBy.LOAD_BALANCER;
  return {
    bootstrap: { alternativeNames: [host], annotations: exposureAnnotations(path, plan, any, any.exposure!), nodePort },
    brokers: Array.from({ length: component.replicas }, (_, broker) => ({
      advertisedHost: each.exposure!.host.replace('{ordinal}', String(broker)),
      annotations: exposureAnnotations(path, plan, each, each.exposure!, broker),
      broker,
      nodePort: each.exposure!.nodePort === undefined ? undefined : each.exposure!.nodePort + broker,
    })),
    class: loadBalancerClass,
    externalTrafficPolicy: byLoadBalancer ? 'Local' : 'Cluster',
    loadBalancerSourceRanges: sourceRanges,
  };
}
