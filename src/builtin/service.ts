import { refuse } from '../contract/message';
import { ComponentLife, ComponentPlan, EndpointPlan, EndpointRole, PortPlan, RoleTold, WorkloadPlan } from '../plan';
import { sortedJson } from './content-hash';
import { Manifest, metadata } from './manifest';
import { endpointName, partName, selector } from './names';

function servicePort(port: PortPlan): any {
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

/** The labels that tell the pods with the endpoint's role. */
function roleSelector(path: string, plan: WorkloadPlan, component: ComponentPlan, endpoint: EndpointPlan): Record<string, string> {
  const what = `role of endpoint ${endpoint.name}`;
  switch (endpoint.told) {
    case RoleTold.LABEL:
      if (!endpoint.label || Object.keys(endpoint.label).length === 0) {
        refuse({ path, what, got: 'no label', expected: 'the label that tells it', change: `set label, or tell it by ${RoleTold.ALL}` });
      }
      return endpoint.label!;
    case RoleTold.ORDINAL:
      if (component.life !== ComponentLife.MEMBER || endpoint.role !== EndpointRole.PRIMARY) {
        refuse({
          path,
          what,
          got: `${endpoint.role} of a ${component.life} component told by ${RoleTold.ORDINAL}`,
          expected: `${EndpointRole.PRIMARY} of members: a Service can't select "all but the first"`,
          change: `tell it by ${RoleTold.LABEL}`,
        });
      }
      return { 'statefulset.kubernetes.io/pod-name': `${partName(plan, component.name)}-0` };
    case RoleTold.ALL:
      return {};
  }
}

/** One Service for the endpoints with one suffix. */
function clientService(path: string, plan: WorkloadPlan, endpoints: EndpointPlan[]): Manifest {
  const name = endpointName(plan, endpoints[0]);
  const ports: PortPlan[] = [];
  const selectors = new Set<string>();
  for (const endpoint of endpoints) {
    const component = plan.components.find((candidate) => candidate.name === endpoint.component);
    const port = component?.ports.find((candidate) => candidate.name === endpoint.port);
    if (!component || !port) {
      return refuse({
        path,
        what: `endpoint ${endpoint.name}`,
        got: `port "${endpoint.port}" of component "${endpoint.component}"`,
        expected: component ? `one of its ports: ${component.ports.map((p) => p.name).join(', ') || 'none'}`
          : `one of the components: ${plan.components.map((c) => c.name).join(', ')}`,
        change: 'name one that exists',
      });
    }
    if (!ports.includes(port)) ports.push(port);
    selectors.add(sortedJson({ ...roleSelector(path, plan, component, endpoint), ...selector(plan, component.name) }));
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

/** The Services that clients use. */
export function clientServices(path: string, plan: WorkloadPlan): Manifest[] {
  const bySuffix = new Map<string | undefined, EndpointPlan[]>();
  for (const endpoint of plan.endpoints) {
    bySuffix.set(endpoint.suffix, [...bySuffix.get(endpoint.suffix) ?? [], endpoint]);
  }
  return [...bySuffix.values()].map((endpoints) => clientService(path, plan, endpoints));
}
