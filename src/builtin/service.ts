import { refuse } from '../contract/message';
import { ComponentLife, ComponentPlan, EndpointPlan, EndpointRole, PortPlan, RoleTold, WorkloadPlan } from '../plan';
import { sortedJson } from './content-hash';
import { Manifest, metadata } from './manifest';
import { endpointName, partName, selector } from './names';

export function servicePort(port: PortPlan): any {
  return { appProtocol: port.appProtocol, name: port.name, port: port.number, protocol: 'TCP', targetPort: port.name };
}

export function needsHeadlessService(component: ComponentPlan): boolean {
  return component.life !== ComponentLife.STATELESS || component.ports.length > 0;
}

/** Gives each pod a name in DNS. */
export function headlessService(plan: WorkloadPlan, component: ComponentPlan): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(plan, partName(plan, component.name), component.name),
    spec: {
      clusterIP: 'None',
      ports: component.ports.length > 0 ? component.ports.map(servicePort) : undefined,
      // Members must find each other before they are ready, and while they stop.
      publishNotReadyAddresses: component.life === ComponentLife.STATELESS ? undefined : true,
      selector: selector(plan, component.name),
    },
  };
}

/** The labels that tell the pods with the endpoint's role; the pod with one ordinal, where that tells it. */
function roleSelector(path: string, plan: WorkloadPlan, component: ComponentPlan, endpoint: EndpointPlan, ordinal: number): Record<string, string> {
  const what = `role of endpoint ${endpoint.name}`;
  if (endpoint.role === EndpointRole.EACH && (endpoint.told !== RoleTold.ORDINAL || !endpoint.exposure)) {
    refuse({
      path,
      what,
      got: `${EndpointRole.EACH} told by ${endpoint.told}, ${endpoint.exposure ? 'exposed' : 'not exposed'}`,
      expected: `told by ${RoleTold.ORDINAL}, and exposed: inside of the Kubernetes cluster every member has a name of its own`,
      change: `tell it by ${RoleTold.ORDINAL} and expose it, or lead to ${EndpointRole.ANY}`,
    });
  }
  switch (endpoint.told) {
    case RoleTold.LABEL:
      if (!endpoint.label || Object.keys(endpoint.label).length === 0) {
        refuse({ path, what, got: 'no label', expected: 'the label that tells it', change: `set label, or tell it by ${RoleTold.ALL}` });
      }
      return endpoint.label!;
    case RoleTold.ORDINAL:
      if (component.life !== ComponentLife.MEMBER || ![EndpointRole.PRIMARY, EndpointRole.EACH].includes(endpoint.role)) {
        refuse({
          path,
          what,
          got: `${endpoint.role} of a ${component.life} component told by ${RoleTold.ORDINAL}`,
          expected: `${EndpointRole.PRIMARY} or ${EndpointRole.EACH} of members: a Service can't select "all but the first"`,
          change: `tell it by ${RoleTold.LABEL}`,
        });
      }
      return { 'statefulset.kubernetes.io/pod-name': `${partName(plan, component.name)}-${ordinal}` };
    case RoleTold.ALL:
      return {};
  }
}

/** The component and the port of an endpoint. */
export function answering(path: string, plan: WorkloadPlan, endpoint: EndpointPlan): { component: ComponentPlan; port: PortPlan } {
  const component = plan.components.find((candidate) => candidate.name === endpoint.component);
  const port = component?.ports.find((candidate) => candidate.name === endpoint.port);
  return component && port ? { component, port } : refuse({
    path,
    what: `endpoint ${endpoint.name}`,
    got: `port "${endpoint.port}" of component "${endpoint.component}"`,
    expected: component ? `one of its ports: ${component.ports.map((p) => p.name).join(', ') || 'none'}`
      : `one of the components: ${plan.components.map((c) => c.name).join(', ')}`,
    change: 'name one that exists',
  });
}

/** The labels of the pods that an endpoint leads to. */
export function endpointSelector(
  path: string, plan: WorkloadPlan, component: ComponentPlan, endpoint: EndpointPlan, ordinal = 0,
): Record<string, string> {
  return { ...roleSelector(path, plan, component, endpoint, ordinal), ...selector(plan, component.name) };
}

/** One Service for the endpoints with one suffix. */
function clientService(path: string, plan: WorkloadPlan, endpoints: EndpointPlan[]): Manifest {
  const name = endpointName(plan, endpoints[0]);
  const ports: PortPlan[] = [];
  const selectors = new Set<string>();
  for (const endpoint of endpoints) {
    const { component, port } = answering(path, plan, endpoint);
    if (!ports.includes(port)) ports.push(port);
    selectors.add(sortedJson(endpointSelector(path, plan, component, endpoint)));
  }
  if (selectors.size > 1) {
    refuse({
      path,
      what: `endpoints ${endpoints.map((endpoint) => endpoint.name).join(', ')}`,
      got: `one Service "${name}" for different pods`,
      expected: 'the same pods behind one Service',
      change: 'give them different suffixes',
    });
  }
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(plan, name, endpoints[0].component),
    spec: {
      ports: ports.map(servicePort),
      selector: JSON.parse([...selectors][0]),
      type: 'ClusterIP',
    },
  };
}

/** The Services that clients inside of the Kubernetes cluster use. */
export function clientServices(path: string, plan: WorkloadPlan): Manifest[] {
  const bySuffix = new Map<string | undefined, EndpointPlan[]>();
  for (const endpoint of plan.endpoints.filter(({ exposure }) => exposure === undefined)) {
    bySuffix.set(endpoint.suffix, [...bySuffix.get(endpoint.suffix) ?? [], endpoint]);
  }
  return [...bySuffix.values()].map((endpoints) => clientService(path, plan, endpoints));
}
