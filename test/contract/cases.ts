import { capped, copies, member, NOTHING_MUCH, plan, stateless, voters, ZONE } from './plans';
import {
  Audience, ClaimAccess, ComponentLife, Credentials, Delivery, Domain, Failure, FlowDirection, FlowEnd, FlowPlan, GroupPlan, LossEffect, ProgressPlan,
  SitePlan, Takeover, UpdateOrder, WorkloadPlan,
} from '../../src/plan';

const MEBI = 2 ** 20;

export interface Case {
  /** The situation, in words. */
  readonly when: string;
  readonly plan: WorkloadPlan;
  /** Parts of what the rule says. Without them, it has nothing to say. */
  readonly says?: string[];
}

const soft = [{ over: Domain.HOST, atMost: 1, hard: false }];
const anyWillDo = copies({ copies: 1, servesWith: 1, acknowledgedBy: undefined, takeover: Takeover.NOT_NEEDED, holdsState: false });
const pausing = { ...anyWillDo, lossOfOne: LossEffect.PAUSE };
/** Work that goes on from what was kept. */
const resuming = (change: Partial<GroupPlan> = {}): GroupPlan => ({ ...pausing, name: 'work', progress: { keptOutside: true, everySeconds: 60 }, ...change });
const slow = (change: Partial<ProgressPlan> = {}) => resuming({
  progress: { keptOutside: true, everySeconds: 60, takesSeconds: 600, takesSetting: 'checkpoint.timeout', resumesSeconds: 110, ...change },
});
const gang = (change: Partial<GroupPlan> = {}): GroupPlan => resuming({ name: 'gang', copies: 3, servesWith: 3, lossOfOne: LossEffect.START_OVER, ...change });
const AT_REST = { servesDuringMaintenance: false };
/** Work that makes one more checkpoint when it is told to stop. */
const learning = (change: { site?: Partial<SitePlan>; interruptible?: boolean } = {}) => plan({
  promise: AT_REST,
  components: [member({ interruptible: change.interruptible, farewell: { waitSeconds: 0, stopSeconds: 40, graceSeconds: 70 } })],
  groups: [gang({ startedTogetherBy: 'kueue' })],
  site: change.site,
});
const spot = (noticeSeconds?: number) => learning({ interruptible: true, site: { interruptible: { noticeSeconds } } });
const orders: FlowPlan = { name: 'events/orders', direction: FlowDirection.IN, end: FlowEnd.REPLAYABLE };
const alerts: FlowPlan = {
  name: 'events/alerts', direction: FlowDirection.OUT, end: FlowEnd.TRANSACTIONAL, transactionSeconds: 900, longestTransactionSeconds: 900,
};
/** A processor that promises something of delivery. */
const processor = (flows: FlowPlan[], group = resuming(), delivery = Delivery.EXACTLY_ONCE) =>
  plan({ promise: { ...AT_REST, delivery }, groups: [group], rest: { flows } });
/** A component that mounts a claim. */
const sharing = (access: ClaimAccess, readOnly: boolean, replicas = 3) => plan({
  promise: { survives: Failure.NONE, servesDuringMaintenance: false },
  components: [member({ replicas, shared: [{ name: 'checkpoints', claim: 'store-checkpoints', path: '/checkpoints', readOnly }] })],
  groups: [],
  rest: { claims: [{ name: 'store-checkpoints', access, bytes: 2 ** 30 }] },
});
/** A claim that is made in a class, on a platform whose classes are known. */
const classed = (storageClass?: string, access = ClaimAccess.MANY_NODES, platforms?: string) => plan({
  promise: { survives: Failure.NONE, servesDuringMaintenance: false },
  components: [member({ replicas: 1, shared: [{ name: 'checkpoints', claim: 'store-checkpoints', path: '/checkpoints' }] })],
  groups: [],
  site: { platform: 'any', storageClass: platforms, storage: { oneNode: ['disks'], manyNodes: "'files'" } },
  rest: { claims: [{ name: 'store-checkpoints', access, bytes: 2 ** 30, ...storageClass === undefined ? {} : { storageClass } }] },
});
const onePod = plan({ components: [member({ replicas: 1 })], groups: [copies({ copies: 1, servesWith: 1, acknowledgedBy: 1 })] });
const zones = (n: number) => ({ zones: ['a', 'b', 'c', 'd', 'e'].slice(0, n) });
const split = [member({ name: 'left', replicas: 1 }), member({ name: 'right', replicas: 2 })];

/** For each rule, situations that keep it and situations that break it. */
export const CASES: Record<string, Case[]> = {
  'guarantees/contradiction': [
    { when: 'no setting works against a guarantee', plan: plan() },
    {
      when: 'a setting works against a guarantee',
      plan: plan({ rest: { conflicts: [{ setting: "config['quorum.size']", got: '1', expected: '2 or more', guarantee: 'keepsAcknowledgedWrites' }] } }),
      says: ["got config['quorum.size'] = 1", 'expected 2 or more, for keepsAcknowledgedWrites', "leave config['quorum.size'] out"],
    },
  ],
  'recovery/provided': [
    { when: 'nothing is promised for a disaster', plan: plan() },
    {
      when: 'a recovery point is promised',
      plan: plan({ promise: { recoveryPointSeconds: 300 } }),
      says: ['got recoveryPoint: 300 s', 'expected a backup or a mirror', 'leave recoveryPoint out'],
    },
    { when: 'checkpoints are made as often as was promised', plan: plan({ promise: { ...AT_REST, recoveryPointSeconds: 60 }, groups: [resuming()] }) },
    {
      when: 'checkpoints are made less often',
      plan: plan({ promise: { ...AT_REST, recoveryPointSeconds: 30 }, groups: [resuming()] }),
      says: ['got recoveryPoint: 30 s, and a checkpoint every 60 s', 'expected a checkpoint every 30 s or less'],
    },
    {
      when: 'a recovery point is promised, and checkpoints go with the pods',
      plan: plan({ promise: { ...AT_REST, recoveryPointSeconds: 60 }, groups: [resuming({ progress: { keptOutside: false, everySeconds: 60 } })] }),
      says: ['got recoveryPoint: 60 s, and no checkpoint that outlives the pods', 'every 60 s or less'],
    },
    { when: 'a recovery time is promised', plan: plan({ promise: { recoveryTimeSeconds: 60 } }), says: ['got recoveryTime: 60 s'] },
  ],
  'delivery/end-to-end': [
    { when: 'nothing is promised of delivery', plan: plan({ rest: { flows: [{ ...alerts, end: FlowEnd.PLAIN }] } }) },
    { when: 'a log to read from, transactions that outlast a checkpoint', plan: processor([orders, alerts]) },
    { when: 'writes by key', plan: processor([orders, { name: 'table', direction: FlowDirection.OUT, end: FlowEnd.IDEMPOTENT }]) },
    { when: 'twice is all right', plan: processor([orders, { ...alerts, end: FlowEnd.PLAIN }], resuming(), Delivery.AT_LEAST_ONCE) },
    {
      when: 'a source that can not be read again',
      plan: processor([{ ...orders, end: FlowEnd.PLAIN }], resuming(), Delivery.AT_LEAST_ONCE),
      says: ['got source events/orders: plain', 'expected replayable'],
    },
    {
      when: 'checkpoints that go with the pods',
      plan: processor([orders, alerts], resuming({ progress: { keptOutside: false, everySeconds: 60 } })),
      says: ['got delivery exactly-once, and no checkpoints that outlive the pods'],
    },
    { when: 'no sink was named', plan: processor([orders]), says: ['and nothing that it writes to', 'name the sinks'] },
    {
      when: 'a sink that keeps what comes again',
      plan: processor([orders, { ...alerts, end: FlowEnd.PLAIN }]),
      says: ['got sink events/alerts: plain', 'expected transactional or idempotent'],
    },
    {
      when: 'transactions that are longer than the sink grants',
      plan: processor([orders, { ...alerts, transactionSeconds: 3600 }]),
      says: ['got sink events/alerts: transactions of 3600 s', 'expected at most 900 s', 'let them last 900 s'],
    },
    {
      when: 'transactions that end before the next checkpoint',
      plan: processor([orders, { ...alerts, transactionSeconds: 60 }]),
      says: ['transactions of 60 s, and a checkpoint every 60 s,', 'expected transactions that outlast a checkpoint and a restart, more than 60 s', 'let transactions last 120 s'],
    },
    {
      when: 'transactions that end while a checkpoint may still be made, or before the work goes on after a failure',
      plan: processor([orders, { ...alerts, transactionSeconds: 770 }], slow()),
      says: [
        'transactions of 770 s, and a checkpoint every 60 s that may take 600 s, and up to 110 s until the work starts again after a failure', 'more than 770 s', 'let transactions last 780 s',
      ],
    },
    { when: 'transactions that outlast all three', plan: processor([orders, { ...alerts, transactionSeconds: 771 }], slow()) },
    {
      when: 'checkpoints that may take longer than the sink grants',
      plan: processor([orders, alerts], slow({ takesSeconds: 900 })),
      says: ['transactions of 900 s', 'more than 1070 s', 'give checkpoints up after 729 s (checkpoint.timeout), or let the sink grant more than 1070 s'],
    },
    { when: 'checkpoints that are further apart than the sink grants', plan: processor([orders, alerts], slow({ everySeconds: 900 })), says: ['make checkpoints more often'] },
  ],
  'checkpoint/durable': [
    { when: 'checkpoints in an object store', plan: plan({ promise: AT_REST, groups: [resuming()] }) },
    { when: 'work without state', plan: plan({ promise: AT_REST, groups: [pausing] }) },
    {
      when: 'no checkpoints',
      plan: plan({ promise: AT_REST, groups: [resuming({ progress: { keptOutside: false } })] }),
      says: ['got group work: no checkpoints', 'costs all that was done'],
    },
    {
      when: 'checkpoints on the disks of the pods',
      plan: plan({ promise: AT_REST, groups: [resuming({ progress: { keptOutside: false, everySeconds: 60 } })] }),
      says: ['checkpoints every 60 s that go with the pods', 'keep them in an object store'],
    },
  ],
  'checkpoint/interruptible': [
    { when: 'spot nodes, and checkpoints', plan: plan({ promise: AT_REST, components: [member({ interruptible: true })], groups: [resuming()] }) },
    { when: 'spot nodes, and work without state', plan: plan({ promise: AT_REST, components: [member({ interruptible: true })], groups: [pausing] }) },
    {
      when: 'spot nodes, and no checkpoints',
      plan: plan({ promise: AT_REST, components: [member({ interruptible: true })], groups: [resuming({ progress: { keptOutside: false } })] }),
      says: ['got component node on nodes that may be taken away, and group work without a checkpoint'],
    },
    { when: 'spot nodes whose notice is not known', plan: spot(undefined) },
    { when: 'spot nodes that leave time for the last checkpoint', plan: spot(40) },
    {
      when: 'spot nodes that are gone before the last checkpoint is made',
      plan: spot(30),
      says: ['got component node, whose last checkpoint takes 40 s', 'expected 30 s at most', 'up to 60 s of work are lost each time', 'let node stand on other nodes'],
    },
    { when: 'spot nodes, and members that hold state', plan: plan({ components: [member({ interruptible: true })] }), says: ['group data'] },
  ],
  'gang/all-or-nothing': [
    { when: 'a queue starts all of them', plan: plan({ promise: AT_REST, groups: [gang({ startedTogetherBy: 'kueue' })] }) },
    { when: 'a gang of one', plan: plan({ promise: { ...NOTHING_MUCH }, components: [member({ replicas: 1 })], groups: [gang({ copies: 1, servesWith: 1 })] }) },
    { when: 'workers of which any will do', plan: plan({ promise: AT_REST, groups: [gang({ servesWith: 1 })] }) },
    {
      when: 'nobody starts them together',
      plan: plan({ promise: AT_REST, groups: [gang()] }),
      says: ['got group gang: 3 members that need each other', 'starts all of them or none'],
    },
  ],
  'availability/single-point': [
    { when: 'three members take over from one another', plan: plan() },
    { when: 'a single pod promises nothing', plan: plan({ ...onePod, promise: NOTHING_MUCH }) },
    { when: 'a single stateless worker only pauses', plan: plan({ components: [member({ replicas: 1 })], groups: [pausing] }) },
    { when: 'a single pod is to survive a node', plan: onePod, says: ['got group data: 1 member', 'expected 3 members or more', 'give it 3 members'] },
    {
      when: 'a single pod of which any would do is to survive a node',
      plan: plan({ components: [member({ replicas: 1 })], groups: [anyWillDo] }),
      says: ['expected 2 members'],
    },
    {
      when: 'standbys exist and nobody takes over',
      plan: plan({ groups: [copies({ servesWith: 1, takeover: Takeover.SAME_POD })] }),
      says: ['the same pod must come back', 'expected a takeover', 'agent'],
    },
    {
      when: 'every copy is needed during maintenance',
      plan: plan({ promise: { survives: Failure.NONE }, groups: [copies({ copies: 2 })] }),
      says: ['got group data: 2 copies that serve with 2', 'expected 3 copies', 'keep 3 copies', 'servesDuringMaintenance: false'],
    },
  ],
  'availability/pause': [
    { when: 'work goes on while one pod restarts', plan: plan() },
    { when: 'work pauses, and maintenance may be seen', plan: plan({ promise: { servesDuringMaintenance: false }, groups: [pausing] }) },
    {
      when: 'work pauses, and maintenance may not be seen',
      plan: plan({ groups: [pausing] }),
      says: ['pauses with each pod', 'expected work that goes on', 'servesDuringMaintenance: false'],
    },
    {
      when: 'work starts over, and maintenance may not be seen',
      plan: plan({ groups: [{ ...pausing, lossOfOne: LossEffect.START_OVER }] }),
      says: ['starts over'],
    },
  ],
  'replication/copies': [
    { when: 'a node takes one of three copies', plan: plan() },
    {
      when: 'a zone takes one of three copies that are spread over zones',
      plan: plan({ promise: ZONE, components: [member({ replicas: 6, placement: capped(2) })], groups: [copies({ spreadOver: Domain.ZONE })] }),
    },
    { when: 'all copies are needed and nothing is to be survived', plan: plan({ promise: NOTHING_MUCH, groups: [copies({ copies: 2 })] }) },
    {
      when: 'a node takes one of two copies that are both needed',
      plan: plan({ groups: [copies({ copies: 2 })] }),
      says: ['2 copies, of which a node may take 1, leaving 1', 'expected 2 left', 'keep 3 copies'],
    },
    {
      when: 'copies are not spread over zones',
      plan: plan({ promise: ZONE, components: [member({ replicas: 6, placement: capped(2) })] }),
      says: ['3 copies, of which a zone may take 2, leaving 1', 'expected 2 left'],
    },
    {
      when: 'three copies stand in two zones',
      plan: plan({
        promise: ZONE, site: zones(2), components: [member({ replicas: 4, placement: capped(2) })], groups: [copies({ spreadOver: Domain.ZONE })],
      }),
      says: ['a zone may take 2', 'keep 4 copies'],
    },
    {
      when: 'five copies in three zones may put three in one of them',
      plan: plan({
        promise: ZONE,
        components: [member({ replicas: 9, placement: capped(3) })],
        groups: [copies({ copies: 5, servesWith: 3, acknowledgedBy: 3, spreadOver: Domain.ZONE })],
      }),
      says: ['5 copies, of which a zone may take 3, leaving 2', 'expected 3 left'],
    },
    { when: 'there are more copies than members', plan: plan({ groups: [copies({ copies: 5 })] }), says: ['5 copies over 3 members', 'give it 5 members'] },
  ],
  'replication/acknowledged-copies': [
    { when: 'two copies acknowledge and a node takes one', plan: plan() },
    { when: 'writes may be lost', plan: plan({ promise: { keepsAcknowledgedWrites: false }, groups: [copies({ acknowledgedBy: 1 })] }) },
    { when: 'the group holds no state', plan: plan({ groups: [copies({ acknowledgedBy: 1, holdsState: false })] }) },
    {
      when: 'one copy acknowledges and a node may destroy it',
      plan: plan({ groups: [copies({ servesWith: 1, acknowledgedBy: 1 })] }),
      says: ['acknowledged by 1 copy, and a node may destroy 1', 'expected acknowledgement by 2 or more', 'acknowledge by 2'],
    },
    { when: 'more copies acknowledge than there are', plan: plan({ groups: [copies({ acknowledgedBy: 4 })] }), says: ['which never happens', 'acknowledge by 3'] },
  ],
  'quorum/majority': [
    { when: 'a node takes one of three voters', plan: plan({ groups: [voters(3)] }) },
    { when: 'a zone takes two of five voters', plan: plan({ promise: ZONE, components: [member({ replicas: 5, placement: capped(2) })], groups: [voters(5)] }) },
    {
      when: 'one of three voters decides',
      plan: plan({ groups: [voters(3, { servesWith: 1 })] }),
      says: ['1 of 3 voters decide', 'expected 2, the majority', 'two halves can decide differently'],
    },
    {
      when: 'a node takes one of two voters',
      plan: plan({ components: [member({ replicas: 2 })], groups: [voters(2)] }),
      says: ['2 voters, of which a node may take 1, leaving 1', 'expected 2 left', 'make it 3 voters'],
    },
    {
      when: 'three voters stand in two zones',
      plan: plan({ promise: ZONE, site: zones(2), components: [member({ placement: capped(2) })], groups: [voters(3)] }),
      says: ['a zone may take 2', 'add a third zone', 'two zones can never survive'],
    },
    {
      when: 'four voters in three zones put two in one',
      plan: plan({ promise: ZONE, components: [member({ replicas: 4, placement: capped(2) })], groups: [voters(4)] }),
      says: ['4 voters, of which a zone may take 2, leaving 2', 'expected 3 left', 'make it 5 voters'],
    },
    {
      when: 'a zone may hold two of three voters',
      plan: plan({ promise: ZONE, components: [member({ placement: capped(2) })], groups: [voters(3)] }),
      says: ['a zone may take 2', 'let a zone hold at most 1'],
    },
    {
      when: 'voters of two components meet in one zone',
      plan: plan({ promise: ZONE, components: split.map((c) => ({ ...c, placement: capped(1) })), groups: [voters(3, { components: ['left', 'right'] })] }),
      says: ['a zone may take 2', 'make all voters one component'],
    },
    {
      when: 'the voters of each piece are not spread over zones',
      plan: plan({ promise: ZONE, components: [member({ replicas: 9, placement: capped(3) })], groups: [voters(3)] }),
      says: ['a zone may take 3', 'let the system spread the 3 voters'],
    },
  ],
  'quorum/odd-voters': [
    { when: 'three vote', plan: plan({ groups: [voters(3)] }) },
    { when: 'two vote and nothing is promised', plan: plan({ promise: NOTHING_MUCH, components: [member({ replicas: 2 })], groups: [voters(2)] }) },
    {
      when: 'four vote',
      plan: plan({ components: [member({ replicas: 4 })], groups: [voters(4)] }),
      says: ['4 voters, which tolerate the loss of 1', '3 tolerate as many, 5 one more', 'make it 3 voters'],
    },
    { when: 'two vote', plan: plan({ components: [member({ replicas: 2 })], groups: [voters(2)] }), says: ['make it 3 voters'] },
  ],
  'quorum/dedicated': [
    { when: 'voters keep all the data there is', plan: plan({ groups: [voters(3)] }) },
    { when: 'each piece of data is kept by a vote of its own', plan: plan({ groups: [voters(3), voters(3, { name: 'pieces' })] }) },
    { when: 'voters hold data and nothing is to be survived', plan: plan({ promise: { survives: Failure.NONE }, groups: [voters(3), copies()] }) },
    {
      when: 'voters hold data that is not voted on',
      plan: plan({ groups: [voters(3), copies()] }),
      says: ['component node in both quorum, which votes, and data, which holds data', 'expected voters of quorum in pods of their own', 'a component of its own'],
    },
  ],
  'placement/domains': [
    { when: 'one member may stand on a host', plan: plan() },
    { when: 'nothing is to be survived', plan: plan({ promise: NOTHING_MUCH, components: [member({ placement: [] })] }) },
    { when: 'workers that only pause stand anywhere', plan: plan({ components: [member({ placement: [] })], groups: [pausing] }) },
    {
      when: 'a soft placement may be ignored',
      plan: plan({ components: [member({ placement: soft })] }),
      says: ['got component node: a soft placement over hosts, which all 3 may ignore', 'expected a hard limit of 1 per host', 'atMost: 1, hard: true'],
    },
    { when: 'nothing places the members', plan: plan({ components: [member({ placement: undefined })] }), says: ['no placement over hosts'] },
    {
      when: 'two members may stand on a host',
      plan: plan({ components: [member({ placement: [{ over: Domain.HOST, atMost: 2, hard: true }] })] }),
      says: ['up to 2 on one host'],
    },
    {
      when: 'all pods of which any will do may stand on a host',
      plan: plan({ components: [member({ placement: [{ over: Domain.HOST, atMost: 3, hard: true }] })], groups: [anyWillDo] }),
      says: ['up to 3 on one host', 'expected a hard limit of 2 per host'],
    },
    {
      when: 'all pods of which any will do may stand in a zone',
      plan: plan({ promise: ZONE, components: [member({ placement: capped(3) })], groups: [anyWillDo] }),
      says: ['up to 3 on one zone', 'expected a hard limit of 1 per zone'],
    },
    {
      when: 'nothing caps a zone',
      plan: plan({ promise: ZONE, groups: [copies({ spreadOver: Domain.ZONE })] }),
      says: ['no placement over zones', 'expected a hard limit of 1 per zone (3 in 3 zones)'],
    },
    {
      when: 'zones have no room for all',
      plan: plan({ promise: ZONE, components: [member({ replicas: 6, placement: capped(1) })], groups: [copies({ spreadOver: Domain.ZONE })] }),
      says: ['room for 3 (1 in each of 3 zones)', 'expected room for its 6 pods', 'let a zone hold 2'],
    },
    { when: 'zones are not known', plan: plan({ promise: ZONE, site: zones(0), components: [member({ placement: capped(1) })] }), says: ['no known zones'] },
    { when: 'there is one zone', plan: plan({ promise: ZONE, site: zones(1), components: [member({ placement: capped(3) })] }), says: ['one zone, a'] },
  ],
  'placement/equal-zones': [
    { when: 'six members stand in three zones', plan: plan({ promise: ZONE, components: [member({ replicas: 6, placement: capped(2) })], groups: [copies({ spreadOver: Domain.ZONE })] }) },
    { when: 'three members stand in five zones', plan: plan({ promise: ZONE, site: zones(5), components: [member({ placement: capped(1) })], groups: [copies({ spreadOver: Domain.ZONE })] }) },
    { when: 'five voters stand in three zones', plan: plan({ promise: ZONE, components: [member({ replicas: 5, placement: capped(2) })], groups: [voters(5)] }) },
    {
      when: 'four members with copies stand in three zones',
      plan: plan({ promise: ZONE, components: [member({ replicas: 4, placement: capped(2) })], groups: [copies({ spreadOver: Domain.ZONE })] }),
      says: ['4 pods over 3 zones', 'expected a multiple of 3', 'make it 6 replicas, or 3'],
    },
  ],
  'disruption/budget': [
    { when: 'one of three members may go at a time', plan: plan() },
    { when: 'two of five voters may go at a time', plan: plan({ components: [member({ replicas: 5 })], groups: [voters(5)], rest: { budgets: [{ components: ['node'], maxUnavailable: 2 }] } }) },
    { when: 'a single pod has no budget', plan: { ...onePod, budgets: [] } },
    { when: 'maintenance may be seen and there is no budget', plan: plan({ promise: { servesDuringMaintenance: false }, rest: { budgets: [] } }) },
    {
      when: 'two of three may go at a time',
      plan: plan({ rest: { budgets: [{ components: ['node'], maxUnavailable: 2 }] } }),
      says: ['2 members may be drained at once (2 of node), leaving 1 of 3', 'expected 2 left', 'set maxUnavailable: 1'],
    },
    { when: 'no budget counts the members', plan: plan({ rest: { budgets: [] } }), says: ['component node in no budget', 'drains may take all 3 at once', 'add a budget'] },
    {
      when: 'a budget lets nobody go',
      plan: plan({ promise: NOTHING_MUCH, rest: { budgets: [{ components: ['node'], maxUnavailable: 0 }] } }),
      says: ['lets 0 go, so that a drain never ends', 'expected maxUnavailable of 1 or more', 'set maxUnavailable: 1'],
    },
    {
      when: 'a component is in two budgets',
      plan: plan({ rest: { budgets: [{ components: ['node'], maxUnavailable: 1 }, { components: ['node'], maxUnavailable: 1 }] } }),
      says: ["component node in 2 budgets, so that its pods can't be evicted at all", 'leave node in one of them'],
    },
    {
      when: 'two budgets each let one voter of the same quorum go',
      plan: plan({ components: split, groups: [voters(3, { components: ['left', 'right'] })], rest: { budgets: split.map((c) => ({ components: [c.name], maxUnavailable: 1 })) } }),
      says: ['2 members may be drained at once (1 of left + 1 of right)', 'count left and right in one budget with maxUnavailable: 1'],
    },
    { when: 'all pods of which any will do may go', plan: plan({ groups: [anyWillDo], rest: { budgets: [{ components: ['node'], maxUnavailable: 3 }] } }), says: ['leaving 0 of 3', 'expected 1 left'] },
    { when: 'no copy can be spared', plan: plan({ groups: [copies({ copies: 2 })] }), says: ['leaving 1 of 2', 'keep 3 copies'] },
  ],
  'update/serial': [
    { when: 'members go one after the other', plan: plan() },
    { when: 'stateless pods are replaced by new ones first', plan: plan({ components: [stateless({ name: 'node' })], groups: [anyWillDo] }) },
    { when: 'maintenance may be seen', plan: plan({ promise: { servesDuringMaintenance: false }, components: [member({ update: { order: UpdateOrder.ALL_AT_ONCE } })] }) },
    { when: 'what runs to completion is another run when it is changed', plan: plan({ components: [member({ life: ComponentLife.RUN_TO_COMPLETION, update: { order: UpdateOrder.REPLACE } })] }) },
    {
      when: 'all members stop at once',
      plan: plan({ components: [member({ update: { order: UpdateOrder.ALL_AT_ONCE } })] }),
      says: ['update order all-at-once', 'expected serial', 'UpdateOrder.SERIAL'],
    },
    { when: 'members with state are replaced by new ones first', plan: plan({ components: [member({ update: { order: UpdateOrder.SURGE } })] }), says: ['update order surge'] },
    { when: 'no gate holds the next one back', plan: plan({ components: [member({ gate: undefined })] }), says: ['no gate', 'give node a gate'] },
    { when: 'members are killed after 30 seconds', plan: plan({ components: [member({ farewell: undefined })] }), says: ['no farewell', 'give node a farewell'] },
    {
      when: 'two components of one quorum roll at the same time',
      plan: plan({ components: split, groups: [voters(3, { components: ['left', 'right'] })] }),
      says: ['2 components that roll at the same time, leaving 1 of 3', 'expected 2 left', 'make left and right one component'],
    },
  ],
  'shutdown/grace': [
    { when: 'the grace period covers the farewell', plan: plan() },
    {
      when: 'the grace period ends before the farewell',
      plan: plan({ components: [member({ farewell: { waitSeconds: 60, stopSeconds: 300, graceSeconds: 300 } })] }),
      says: ['a grace period of 300 s', 'expected 360 s or more (60 s to wait + 300 s to stop)', 'set 360 s'],
    },
  ],
  'shutdown/drain-limit': [
    { when: 'a drain has no limit', plan: plan() },
    { when: 'a drain waits long enough', plan: plan({ site: { drainSeconds: 120 } }) },
    { when: 'maintenance may be seen', plan: plan({ promise: { servesDuringMaintenance: false }, site: { drainSeconds: 60 } }) },
    { when: 'a drain waits for the last checkpoint', plan: learning({ site: { drainSeconds: 70 } }) },
    { when: 'a drain cuts the last checkpoint', plan: learning({ site: { drainSeconds: 60 } }), says: ['a grace period of 70 s (40 s for its last checkpoint)', 'expected 60 s at most'] },
    { when: 'a drain cuts the farewell', plan: plan({ site: { drainSeconds: 60 } }), says: ['a grace period of 120 s', 'expected 60 s at most', 'shorten its farewell to 60 s'] },
  ],
  'storage/durable': [
    { when: 'members keep their state on durable volumes', plan: plan() },
    { when: 'members hold no state', plan: plan({ components: [member({ volumes: [] })], groups: [anyWillDo] }) },
    { when: 'writes may be lost', plan: plan({ promise: { keepsAcknowledgedWrites: false }, components: [member({ volumes: [] })] }) },
    {
      when: 'state goes with the pod',
      plan: plan({ components: [member({ volumes: [{ name: 'data', path: '/data', durable: false }] })] }),
      says: ['holds state, and no volume outlives its pod', 'expected a durable volume', 'use persistent storage'],
    },
    {
      when: 'volumes go with the workload',
      plan: plan({ components: [member({ volumes: [{ name: 'data', path: '/data', bytes: MEBI, durable: true, retain: false }] })] }),
      says: ['volume data is deleted with its member', 'retain data'],
    },
    { when: 'stateless pods hold state', plan: plan({ components: [stateless({ name: 'node' })] }), says: ['holds state in stateless pods', 'make node members'] },
  ],
  'storage/topology': [
    { when: 'volumes follow pods', plan: plan({ promise: ZONE }) },
    { when: 'zones don\'t matter', plan: plan({ site: { volumesFollowPods: false } }) },
    {
      when: 'volumes are made before pods are placed by zone',
      plan: plan({ site: { volumesFollowPods: false }, components: [member({ placement: capped(1) })] }),
      says: ['volumes that are made before its pods are placed', 'WaitForFirstConsumer', 'name such a storage class'],
    },
  ],
  'election/clean': [
    { when: 'only complete copies are elected', plan: plan() },
    { when: 'a cache elects what it has', plan: plan({ groups: [copies({ holdsState: false, acknowledgedBy: undefined, electsStale: true })] }) },
    {
      when: 'an incomplete copy may be elected',
      plan: plan({ groups: [copies({ electsStale: true })] }),
      says: ['a copy that lacks acknowledged writes', 'expected only complete copies', 'switch unclean election off'],
    },
  ],
  'memory/heap': [
    { when: 'the heap leaves half of the memory to the page cache', plan: plan({ components: [member({ resources: { memoryBytes: 2048 * MEBI, heapBytes: 1024 * MEBI, usesPageCache: true } })] }) },
    { when: 'the heap leaves a quarter', plan: plan({ components: [member({ resources: { memoryBytes: 2048 * MEBI, heapBytes: 1536 * MEBI } })] }) },
    { when: 'there is no heap', plan: plan({ components: [member({ resources: { memoryBytes: MEBI, usesPageCache: true } })] }) },
    {
      when: 'the heap leaves too little to the page cache',
      plan: plan({ components: [member({ resources: { memoryBytes: 2048 * MEBI, heapBytes: 1536 * MEBI, usesPageCache: true } })] }),
      says: ['a heap of 1.5 GiB, of 2 GiB', 'expected 1 GiB at most', 'make the heap 1 GiB, or give it 3 GiB of memory'],
    },
    { when: 'the heap is all of the memory', plan: plan({ components: [member({ resources: { memoryBytes: 1024 * MEBI, heapBytes: 1024 * MEBI } })] }), says: ['expected 768 MiB at most, 75 %'] },
    {
      when: 'volumes in memory take what the heap leaves',
      plan: plan({
        components: [member({
          resources: { memoryBytes: 2048 * MEBI, heapBytes: 1536 * MEBI },
          volumes: [...member().volumes!, { name: 'tmp', path: '/tmp', durable: false, inMemory: true, bytes: 64 * MEBI }],
        })],
      }),
      says: ['volumes of 64 MiB in memory', 'make the heap 1.44 GiB'],
    },
  ],
  'storage/shared': [
    { when: 'a claim of a class with volumes for many nodes', plan: classed('files') },
    { when: 'a claim of a class of which nothing is known', plan: classed(undefined) },
    { when: 'a claim for one node of a class with such volumes', plan: classed('disks', ClaimAccess.ONE_NODE) },
    {
      when: 'a claim for many nodes of a class with volumes for one',
      plan: classed('disks'),
      says: ['got claim store-checkpoints: many-nodes, of the class disks', 'the claim would wait for ever', "write storageClass: 'files'"],
    },
    {
      when: 'a claim for many nodes that would get the class of the platform',
      plan: classed(undefined, ClaimAccess.MANY_NODES, 'disks'),
      says: ['of the class disks, which is what volumes get on any that name none'],
    },
    { when: 'many nodes write', plan: sharing(ClaimAccess.MANY_NODES, false) },
    { when: 'many nodes read', plan: sharing(ClaimAccess.MANY_READERS, true) },
    { when: 'one pod writes', plan: sharing(ClaimAccess.ONE_NODE, false, 1) },
    {
      when: 'several pods, and one node that may mount it',
      plan: sharing(ClaimAccess.ONE_NODE, false),
      says: ['got claim store-checkpoints: one-node, and 3 pods that share it', 'expected many-nodes'],
    },
    { when: 'several readers, and one node that may mount it', plan: sharing(ClaimAccess.ONE_NODE, true), says: ['expected many-readers or many-nodes'] },
    { when: 'a writer on what can only be read', plan: sharing(ClaimAccess.MANY_READERS, false, 1), says: ['many-readers, and node writes to it'] },
  ],
  'security/encrypted': [
    {
      when: 'only its own pods connect, in plaintext',
      plan: plan({
        promise: NOTHING_MUCH,
        components: [member({ ports: [{ name: 'client', number: 7000, audience: Audience.PEERS }] })],
        rest: { endpoints: [{ ...plan().endpoints[0], encrypted: false, credentials: Credentials.NONE }] },
      }),
    },
    { when: 'clients connect over TLS', plan: plan() },
    {
      when: 'clients connect in plaintext',
      plan: plan({ promise: NOTHING_MUCH, rest: { endpoints: [{ ...plan().endpoints[0], encrypted: false }] } }),
      says: ['got endpoint clients: plaintext', 'expected TLS', 'encrypt clients'],
    },
  ],
  'security/authenticated': [
    { when: 'clients have certificates', plan: plan() },
    {
      when: 'clients are anyone',
      plan: plan({ promise: NOTHING_MUCH, rest: { endpoints: [{ ...plan().endpoints[0], credentials: Credentials.NONE }] } }),
      says: ['clients without credentials', 'expected a certificate or a password', 'ask for credentials at clients'],
    },
  ],
};
