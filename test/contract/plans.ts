import {
  AcceptedRiskPlan, Audience, ComponentLife, ComponentPlan, Credentials, Domain, EndpointRole, Failure, GroupPlan, LossEffect, PromisePlan,
  RoleTold, SitePlan, Takeover, UpdateOrder, WorkloadPlan,
} from '../../src/plan';

const MEBI = 2 ** 20;

/** A member that keeps every rule: gated, serial, durable, one to a host. */
export function member(change: Partial<ComponentPlan> = {}): ComponentPlan {
  return {
    name: 'node',
    life: ComponentLife.MEMBER,
    replicas: 3,
    image: 'example.com/system:1',
    user: 1000,
    resources: { memoryBytes: 4096 * MEBI, heapBytes: 1024 * MEBI, usesPageCache: true },
    ports: [{ name: 'client', number: 7000, audience: Audience.CLIENTS }],
    volumes: [{ name: 'data', path: '/data', bytes: 1024 * MEBI, durable: true }],
    gate: { command: ['ready'], everySeconds: 10, timeoutSeconds: 5 },
    farewell: { command: ['leave'], waitSeconds: 60, stopSeconds: 60, graceSeconds: 120 },
    placement: [{ over: Domain.HOST, atMost: 1, hard: true }],
    update: { order: UpdateOrder.SERIAL },
    ...change,
  };
}

/** A pod that any other can stand in for. */
export function stateless(change: Partial<ComponentPlan> = {}): ComponentPlan {
  return member({
    name: 'worker',
    life: ComponentLife.STATELESS,
    volumes: [],
    farewell: undefined,
    update: { order: UpdateOrder.SURGE },
    ...change,
  });
}

/** Three copies of each piece of data, two of which acknowledge and serve. */
export function copies(change: Partial<GroupPlan> = {}): GroupPlan {
  return {
    name: 'data',
    components: ['node'],
    copies: 3,
    servesWith: 2,
    acknowledgedBy: 2,
    takeover: Takeover.SYSTEM,
    lossOfOne: LossEffect.NOTHING,
    holdsState: true,
    ...change,
  };
}

/** Voters, all of the component's pods. */
export function voters(n: number, change: Partial<GroupPlan> = {}): GroupPlan {
  const majority = Math.floor(n / 2) + 1;
  return copies({ name: 'quorum', copies: n, servesWith: majority, acknowledgedBy: majority, votes: true, ...change });
}

export interface Changes {
  promise?: Partial<PromisePlan>;
  site?: Partial<SitePlan>;
  components?: ComponentPlan[];
  groups?: GroupPlan[];
  acceptedRisks?: AcceptedRiskPlan[];
  rest?: Partial<WorkloadPlan>;
}

/** Three members with three copies that survive a node: no rule has anything to say. Changed by one thing at a time. */
export function plan(changes: Changes = {}): WorkloadPlan {
  const components = changes.components ?? [member()];
  return {
    name: 'store',
    namespaceName: 'shop',
    system: 'fixture',
    version: '1.0.0',
    promise: { survives: Failure.NODE, keepsAcknowledgedWrites: true, servesDuringMaintenance: true, ...changes.promise },
    site: {
      platform: 'lab',
      kubernetesMinor: 34,
      zones: ['a', 'b', 'c'],
      zoneLabel: 'topology.kubernetes.io/zone',
      hostLabel: 'kubernetes.io/hostname',
      volumesFollowPods: true,
      ...changes.site,
    },
    components,
    groups: changes.groups ?? [copies()],
    budgets: components.filter((c) => c.replicas > 1).map((c) => ({ components: [c.name], maxUnavailable: 1 })),
    endpoints: [{
      name: 'clients',
      component: components[0].name,
      port: 'client',
      role: EndpointRole.ANY,
      told: RoleTold.ALL,
      encrypted: true,
      credentials: Credentials.CERTIFICATE,
    }],
    certificates: [],
    tasks: [],
    acceptedRisks: changes.acceptedRisks ?? [],
    conflicts: [],
    ...changes.rest,
  };
}

/** One to a host, and so many to a zone. */
export function capped(perZone: number) {
  return [{ over: Domain.HOST, atMost: 1, hard: true }, { over: Domain.ZONE, atMost: perZone, hard: true }];
}

export const ZONE = { survives: Failure.ZONE };
/** What a development system promises. */
export const NOTHING_MUCH = { survives: Failure.NONE, servesDuringMaintenance: false };

/** Whole plans of the shapes that systems have. Every one of them keeps every rule. */
export const SYSTEMS: Record<string, WorkloadPlan> = {
  'a log with brokers and controllers that survives a zone': plan({
    promise: ZONE,
    components: [
      member({ name: 'broker', replicas: 6, placement: capped(2) }),
      member({ name: 'controller', placement: capped(1) }),
    ],
    groups: [voters(3, { components: ['controller'] }), copies({ name: 'partitions', components: ['broker'], spreadOver: Domain.ZONE })],
  }),
  'a ring over three zones': plan({
    promise: ZONE,
    components: [member({ replicas: 9, placement: capped(3) })],
    groups: [copies({ name: 'ring', spreadOver: Domain.ZONE })],
  }),
  'a primary with standbys and an agent': plan({
    components: [member({ name: 'instance' })],
    groups: [copies({ name: 'instances', components: ['instance'], servesWith: 1, takeover: Takeover.AGENT })],
  }),
  'voters over three zones': plan({ promise: ZONE, components: [member({ replicas: 5, placement: capped(2) })], groups: [voters(5)] }),
  'voters that keep each of many pieces': plan({
    promise: ZONE,
    components: [member({ replicas: 9, placement: capped(3) })],
    groups: [voters(3, { spreadOver: Domain.ZONE })],
  }),
  'a cache of independent members': plan({
    components: [member({ volumes: [] })],
    groups: [copies({ copies: 1, servesWith: 1, acknowledgedBy: undefined, takeover: Takeover.NOT_NEEDED, holdsState: false })],
  }),
  'a leader with standbys and workers that pause': plan({
    promise: { servesDuringMaintenance: false },
    components: [stateless({ name: 'leader', replicas: 2 }), stateless({ replicas: 4, placement: [], gate: undefined })],
    groups: [
      copies({ name: 'leaders', components: ['leader'], copies: 2, servesWith: 1, acknowledgedBy: undefined, holdsState: false }),
      copies({
        name: 'workers',
        components: ['worker'],
        copies: 1,
        servesWith: 1,
        acknowledgedBy: undefined,
        takeover: Takeover.NOT_NEEDED,
        lossOfOne: LossEffect.PAUSE,
        holdsState: false,
      }),
    ],
  }),
  'a gang that starts over': plan({
    promise: { servesDuringMaintenance: false },
    components: [member({
      name: 'worker', life: ComponentLife.RUN_TO_COMPLETION, volumes: [], placement: [], gate: undefined, update: { order: UpdateOrder.REPLACE },
    })],
    groups: [copies({
      name: 'gang',
      startedTogetherBy: 'a queue',
      components: ['worker'],
      copies: 3,
      servesWith: 3,
      acknowledgedBy: undefined,
      takeover: Takeover.NOT_NEEDED,
      lossOfOne: LossEffect.START_OVER,
      holdsState: false,
    })],
  }),
  'a single member for development': plan({
    promise: NOTHING_MUCH,
    components: [member({ replicas: 1, placement: [] })],
    groups: [voters(1), copies({ copies: 1, servesWith: 1, acknowledgedBy: 1 })],
  }),
};
