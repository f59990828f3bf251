import {
  BudgetPlan, CheckPlan, ComponentLife, ComponentPlan, ConflictPlan, Domain, EndpointRole, Failure, FarewellPlan, HttpCheckPlan, PlacementPlan,
  ResourcePlan, UpdateOrder, UpdatePlan, VolumePlan, WorkloadPlan,
} from '../plan';
import { fromLiteral } from './command';
import { sortedJson } from './content-hash';
import { memberEndpointName, ownerName } from './names';
import { topologyKey, unreachableDomains } from './placement';
import { parseQuantity } from './quantity';

/*
 * The plan as the objects say. What rules need is read from the objects; what objects can't show stays as planned.
 * Unpatched objects give the plan back (a test holds that), so any difference is somebody's patch.
 */

/** What a patch did that has no word in the plan. */
type Report = (object: any, field: string, got: unknown, expected: string, guarantee: 'survives' | 'servesDuringMaintenance') => void;

type Find = (kind: string, name: string) => any;

const KINDS: Record<ComponentLife, string> = {
  [ComponentLife.MEMBER]: 'StatefulSet',
  [ComponentLife.STATELESS]: 'Deployment',
  [ComponentLife.RUN_TO_COMPLETION]: 'Job',
};

const NO_PLACE = { over: Domain.HOST, atMost: 0 };
/** Kubernetes' own, when a pod says nothing. */
const GRACE_SECONDS = 30;

export function readBack(plan: WorkloadPlan, objects: any[]): WorkloadPlan {
  const conflicts: ConflictPlan[] = [...plan.conflicts];
  const report: Report = (object, field, got, expected, guarantee) => {
    const promised = guarantee === 'survives' ? plan.promise.survives !== Failure.NONE : plan.promise.servesDuringMaintenance;
    if (!promised) return;
    conflicts.push({ setting: `${object.kind} ${object.metadata?.name}: ${field}`, got: text(got), expected, guarantee });
  };
  const find: Find = (kind, name) => objects.find((object) => object.kind === kind && object.metadata?.name === name);

  const components = plan.components.map((component) => {
    const owner = find(KINDS[component.life], ownerName(plan, component));
    if (!owner) return component;
    if (component.life === ComponentLife.MEMBER) {
      checkStatefulSet(owner, component, report);
      checkHeadless(owner, find('Service', owner.spec?.serviceName), report);
      checkExposed(plan, component, find, report);
    }
    if (component.ranks) conflicts.push(...rankNames(find('Service', owner.spec?.template?.spec?.subdomain)));
    checkSelector(owner, report);
    return readComponent(plan, component, owner, report);
  });
  const budgets = readBudgets(plan, components, objects, find, report);
  return { ...plan, components, budgets, conflicts };
}

function readComponent(plan: WorkloadPlan, component: ComponentPlan, owner: any, report: Report): ComponentPlan {
  const pod = owner.spec?.template?.spec ?? {};
  const container = (pod.containers ?? []).find((candidate: any) => candidate.name === component.name) ?? {};
  checkCommands(component, owner, container, report);
  const replicas = component.life === ComponentLife.RUN_TO_COMPLETION ? owner.spec?.parallelism ?? 1 : owner.spec?.replicas ?? 1;
  return {
    ...component,
    replicas,
    image: container.image ?? component.image,
    resources: readResources(component.resources, container.resources, owner, report),
    gate: readProbe(component.gate, container.readinessProbe),
    alive: readProbe(component.alive, container.livenessProbe),
    farewell: readFarewell(component.farewell, pod, container),
    placement: readPlacement(plan, component, replicas, owner),
    volumes: component.volumes?.map((volume) => readVolume(plan, volume, owner)),
    update: readUpdate(component.update, owner),
  };
}

// ---- the owner

function checkStatefulSet(owner: any, component: ComponentPlan, report: Report): void {
  const { podManagementPolicy = 'OrderedReady', updateStrategy = {}, replicas = 1 } = owner.spec ?? {};
  if (podManagementPolicy !== 'Parallel' && component.gate && replicas > 1) {
    report(owner, 'spec.podManagementPolicy', podManagementPolicy, 'Parallel: members that wait for each other never come back one by one', 'survives');
  }
  const partition = updateStrategy.rollingUpdate?.partition ?? 0;
  if (partition !== 0) {
    report(owner, 'spec.updateStrategy.rollingUpdate.partition', partition, '0: the members below it keep the old template', 'servesDuringMaintenance');
  }
  const atOnce = updateStrategy.rollingUpdate?.maxUnavailable ?? 1;
  if (atOnce !== 1) {
    report(owner, 'spec.updateStrategy.rollingUpdate.maxUnavailable', atOnce, '1: one member at a time', 'servesDuringMaintenance');
  }
}

function checkHeadless(owner: any, service: any, report: Report): void {
  if (!service) {
    report(owner, 'spec.serviceName', owner.spec?.serviceName, 'the headless Service of the component', 'survives');
    return;
  }
  if (service.spec?.clusterIP !== 'None') {
    report(service, 'spec.clusterIP', service.spec?.clusterIP, 'None: each member has a name of its own', 'survives');
  }
  if (service.spec?.publishNotReadyAddresses !== true) {
    report(service, 'spec.publishNotReadyAddresses', service.spec?.publishNotReadyAddresses ?? false,
      'true: members find each other before they are ready and while they stop', 'survives');
  }
}

/** Ranks find each other by name, whatever is promised: without one they wait for ever. */
function rankNames(service: any): ConflictPlan[] {
  const expected: Record<string, unknown> = { clusterIP: 'None', publishNotReadyAddresses: true };
  return Object.keys(expected).filter((field) => service && service.spec?.[field] !== expected[field]).map((field) => ({
    setting: `Service ${service.metadata?.name}: spec.${field}`, got: text(service.spec?.[field]), expected: `${expected[field]}: each rank has a name, from its start on`, guarantee: 'what was promised',
  }));
}

/** A member that other members follow is led to by their clients, whether it counts as ready or not. */
function checkExposed(plan: WorkloadPlan, component: ComponentPlan, find: Find, report: Report): void {
  for (const endpoint of plan.endpoints.filter(({ component: name, role }) => name === component.name && role === EndpointRole.EACH)) {
    for (let ordinal = 0; ordinal < component.replicas; ordinal++) {
      const service = find('Service', memberEndpointName(plan, component, endpoint, ordinal));
      if (service?.spec?.publishNotReadyAddresses !== true) {
        report(service, 'spec.publishNotReadyAddresses', service?.spec?.publishNotReadyAddresses ?? false,
          'true: a member serves what it leads before it is ready, and while it stops', 'servesDuringMaintenance');
      }
    }
  }
}

function checkSelector(owner: any, report: Report): void {
  if (owner.kind === 'Job') return; // Kubernetes makes its selector
  const podLabels = owner.spec?.template?.metadata?.labels ?? {};
  if (!selects(owner.spec?.selector, podLabels)) {
    report(owner, 'spec.selector', owner.spec?.selector, `one that selects its own pods, ${text(podLabels)}`, 'survives');
  }
}

function readUpdate(planned: UpdatePlan, owner: any): UpdatePlan {
  const spec = owner.spec ?? {};
  return { order: readOrder(owner.kind, spec), settleSeconds: spec.minReadySeconds ?? (planned.settleSeconds === undefined ? undefined : 0) };
}

function readOrder(kind: string, spec: any): UpdateOrder {
  if (kind === 'StatefulSet') return spec.updateStrategy?.type === 'OnDelete' ? UpdateOrder.REPLACE : UpdateOrder.SERIAL;
  if (kind === 'Job') return UpdateOrder.REPLACE;
  if (spec.strategy?.type === 'Recreate') return UpdateOrder.ALL_AT_ONCE;
  // what is left is 25 % both ways unless it is said
  const { maxSurge = '25%', maxUnavailable = '25%' } = spec.strategy?.rollingUpdate ?? {};
  if (isZero(maxUnavailable)) return UpdateOrder.SURGE;
  return isZero(maxSurge) && maxUnavailable === 1 ? UpdateOrder.SERIAL : UpdateOrder.ALL_AT_ONCE;
}

function isZero(value: number | string): boolean {
  return value === 0 || value === '0%';
}

// ---- the container

/** Another command may be right, but nobody knows what it proves: the promise was made with the engine's own. */
function checkCommands(component: ComponentPlan, owner: any, container: any, report: Report): void {
  const gate = component.gate?.command;
  const gotGate = container.readinessProbe?.exec?.command?.map(fromLiteral);
  if (gate && gotGate && sortedJson(gate) !== sortedJson(gotGate)) {
    report(owner, 'readinessProbe.exec.command', gotGate, `${text(gate)}, which passes when the pod is a full member again`, 'servesDuringMaintenance');
  }
  const { http } = component.gate ?? {};
  const gotHttp = container.readinessProbe?.httpGet;
  if (http && gotHttp && !isAsked(http, gotHttp)) {
    report(owner, 'readinessProbe.httpGet', gotHttp, `${http.path} at port ${http.port}, which answers when the pod is a full member again`, 'servesDuringMaintenance');
  }
  const farewell = component.farewell?.command;
  const gotFarewell = container.lifecycle?.preStop?.exec?.command;
  if (farewell && sortedJson(farewell) !== sortedJson(gotFarewell ?? null)) {
    report(owner, 'lifecycle.preStop.exec.command', gotFarewell, `${text(farewell)}, which waits until the others can do without it`, 'servesDuringMaintenance');
  }
}

function readResources(planned: ResourcePlan, resources: any, owner: any, report: Report): ResourcePlan {
  const requested = parseQuantity(resources?.requests?.memory);
  const limit = parseQuantity(resources?.limits?.memory);
  if (limit === undefined || (requested !== undefined && requested !== limit)) {
    report(owner, 'memory of the main container', `request ${text(resources?.requests?.memory)}, limit ${text(resources?.limits?.memory)}`,
      'the same for both: a node short of memory kills those who use more than they requested', 'survives');
  }
  const millis = (quantity: unknown) => {
    const cores = parseQuantity(quantity);
    return cores === undefined ? undefined : Math.round(cores * 1000);
  };
  return {
    ...planned,
    cpuMillis: millis(resources?.requests?.cpu ?? resources?.limits?.cpu),
    cpuLimitMillis: millis(resources?.limits?.cpu),
    // without a limit, only what was requested is sure to be there
    memoryBytes: limit ?? requested ?? 0,
  };
}

/** Only a command can be what the plan means, or the address that it names: another that answers says nothing of its peers. */
function readProbe(planned: CheckPlan | undefined, probe: any): CheckPlan | undefined {
  const asked = probe?.httpGet && planned?.http && isAsked(planned.http, probe.httpGet);
  if (!probe?.exec && !asked) return undefined;
  const failures = probe.failureThreshold ?? 3;
  return {
    command: (probe.exec?.command ?? []).map(fromLiteral),
    ...asked ? { http: planned!.http } : {},
    everySeconds: probe.periodSeconds ?? 10,
    timeoutSeconds: probe.timeoutSeconds ?? 1,
    failures: failures === 3 ? planned?.failures : failures,
  };
}

function isAsked(http: HttpCheckPlan, httpGet: any): boolean {
  return http.path === httpGet.path && http.port === httpGet.port;
}

function readFarewell(planned: FarewellPlan | undefined, pod: any, container: any): FarewellPlan | undefined {
  const command = container.lifecycle?.preStop?.exec?.command;
  const graceSeconds = pod.terminationGracePeriodSeconds ?? GRACE_SECONDS;
  if (!planned && !command && graceSeconds === GRACE_SECONDS) return undefined;
  return {
    command,
    waitSeconds: command ? planned?.waitSeconds ?? 0 : 0,
    stopSeconds: planned?.stopSeconds ?? 0,
    graceSeconds,
  };
}

function readVolume(plan: WorkloadPlan, planned: VolumePlan, owner: any): VolumePlan {
  const claim = (owner.spec?.volumeClaimTemplates ?? []).find((candidate: any) => candidate.metadata?.name === planned.name);
  if (!claim) {
    const volume = (owner.spec?.template?.spec?.volumes ?? []).find((candidate: any) => candidate.name === planned.name);
    return {
      ...planned,
      durable: volume?.persistentVolumeClaim !== undefined,
      bytes: parseQuantity(volume?.emptyDir?.sizeLimit),
      inMemory: volume?.emptyDir?.medium === 'Memory' ? true : planned.inMemory && false,
    };
  }
  const { whenDeleted = 'Retain', whenScaled = 'Retain' } = owner.spec?.persistentVolumeClaimRetentionPolicy ?? {};
  const retain = whenDeleted === 'Retain' && whenScaled === 'Retain';
  const storageClass = claim.spec?.storageClassName;
  return {
    ...planned,
    durable: true,
    bytes: parseQuantity(claim.spec?.resources?.requests?.storage),
    retain: retain === (planned.retain ?? true) ? planned.retain : retain,
    storageClass: storageClass === (planned.storageClass ?? plan.site.storageClass) ? planned.storageClass : storageClass,
  };
}

// ---- placement

/** The caps and wishes over the component's own pods. What the user added about others says nothing here. */
function readPlacement(plan: WorkloadPlan, component: ComponentPlan, replicas: number, owner: any): PlacementPlan[] | undefined {
  const template = owner.spec?.template ?? {};
  const podLabels = template.metadata?.labels ?? {};
  const own = (term: any) => selects(term?.labelSelector, podLabels);
  const domain = (key: string) => [Domain.HOST, Domain.ZONE].find((over) => topologyKey(plan, over) === key);
  const found: PlacementPlan[] = [];
  const note = (key: string, atMost: number, hard: boolean) => {
    const over = domain(key);
    if (over) found.push({ over, atMost, hard });
  };

  const apart = template.spec?.affinity?.podAntiAffinity ?? {};
  for (const term of apart.requiredDuringSchedulingIgnoredDuringExecution ?? []) {
    if (own(term)) note(term.topologyKey, 1, true);
  }
  for (const { podAffinityTerm: term } of apart.preferredDuringSchedulingIgnoredDuringExecution ?? []) {
    if (own(term)) note(term.topologyKey, 1, false);
  }
  for (const constraint of template.spec?.topologySpreadConstraints ?? []) {
    const over = domain(constraint.topologyKey) ?? NO_PLACE.over;
    const hard = constraint.whenUnsatisfiable !== 'ScheduleAnyway';
    // without more domains than there are, skew is counted from the emptiest, and nothing is capped
    const caps = (constraint.minDomains ?? 1) >= unreachableDomains(plan, over, replicas);
    if (own(constraint)) note(constraint.topologyKey, constraint.maxSkew, hard && caps);
  }
  const planned = component.placement;
  const words = (placements: PlacementPlan[]) => placements.map(({ over, atMost, hard }) => `${over} ${atMost} ${hard}`).sort().join();
  return words(found) === words(planned ?? []) ? planned : found;
}

// ---- budgets

function readBudgets(plan: WorkloadPlan, components: ComponentPlan[], objects: any[], find: Find, report: Report): BudgetPlan[] {
  const podLabels = (component: ComponentPlan) =>
    find(KINDS[component.life], ownerName(plan, component))?.spec?.template?.metadata?.labels ?? {};
  return objects.filter((object) => object.kind === 'PodDisruptionBudget').flatMap((budget): BudgetPlan[] => {
    const selected = components.filter((component) => selects(budget.spec?.selector, podLabels(component)));
    if (selected.length === 0) {
      report(budget, 'spec.selector', budget.spec?.selector, 'one that selects pods: it protects nothing', 'servesDuringMaintenance');
      return [];
    }
    const names = selected.map((component) => component.name);
    const planned = plan.budgets.find(({ components: theirs }) => [...theirs].sort().join() === [...names].sort().join());
    const pods = selected.reduce((sum, component) => sum + component.replicas, 0);
    return [{ components: planned?.components ?? names, maxUnavailable: allowed(budget.spec ?? {}, pods) }];
  });
}

/** How many pods a budget lets evictions take while all are healthy. Kubernetes rounds percentages up. */
function allowed({ maxUnavailable, minAvailable }: any, pods: number): number {
  const count = (value: number | string) => typeof value === 'string' && value.endsWith('%')
    ? Math.ceil(Number(value.slice(0, -1)) * pods / 100)
    : Number(value);
  if (maxUnavailable !== undefined) return count(maxUnavailable);
  return minAvailable === undefined ? 0 : Math.max(0, pods - count(minAvailable));
}

// ---- selectors

/** Whether a label selector selects these labels. One that is absent selects nothing, an empty one everything. */
export function selects(selector: any, podLabels: Record<string, string>): boolean {
  if (!selector) return false;
  const matches = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => podLabels[key] === value);
  return matches && (selector.matchExpressions ?? []).every(({ key, operator, values = [] }: any) => {
    switch (operator) {
      case 'In': return key in podLabels && values.includes(podLabels[key]);
      case 'NotIn': return !(key in podLabels && values.includes(podLabels[key]));
      case 'Exists': return key in podLabels;
      case 'DoesNotExist': return !(key in podLabels);
      default: return false;
    }
  });
}

function text(value: unknown): string {
  return value === undefined ? 'nothing' : typeof value === 'string' ? value : sortedJson(value);
}
