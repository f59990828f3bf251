import { TrainingRequest } from './framework';
import { refuse } from '../contract/message';
import { Audience, ComponentLife, DoneWhen, LossEffect, RanksPlan, Takeover, UpdateOrder, WorkloadPlan } from '../plan';

/** What a framework adds to a request. */
export interface Gang {
  /** The framework's name in lower case. */
  readonly system: string;
  /** What a pod of it is called. */
  readonly component: string;
  /** Where its pods meet. */
  readonly port: number;
  /** How they work together. */
  readonly ranks: RanksPlan;
  /** When it is done. */
  readonly doneWhen: DoneWhen;
}

/** 128 and SIGTERM: how a process ends that was told to stop, and says so. */
const STOPPED = 143;

/** Pods that are one work: each has an index and a name, and the work goes on with all of them or, within bounds, with some. */
export function gangPlan(request: TrainingRequest, gang: Gang): WorkloadPlan {
  const { path, image, startOvers, deadlineSeconds, fatalExitCodes, suspended, progress, startedTogetherBy, ...rest } = request;
  const { command, user, resources, environment, secretVariables, volumes, shared, interruptible, pods, farewell, identity, ...more } = rest;
  const { podsWithoutDevices: _, slice, oneTemplate: __, ...workload } = more;
  const { component: name, ranks } = gang;
  const replicas = ranks.roles.reduce((sum, role) => sum + role.replicas, 0);
  const workers = ranks.roles.filter((role) => !role.resources).reduce((sum, role) => sum + role.replicas, 0);
  if (slice && workers !== slice.workers) {
    refuse({
      path,
      what: 'accelerators.topology',
      got: `${slice.topology}, whose chips are divided among ${slice.workers} workers, for ${workers}`,
      expected: `${slice.workers} workers: the slice is one thing, and waits until each of its machines has one`,
      change: `write ${slice.workers} workers, or another topology`,
    });
  }
  return {
    ...workload,
    system: gang.system,
    version: image,
    components: [{
      name,
      life: ComponentLife.RUN_TO_COMPLETION,
      replicas,
      image,
      command,
      user,
      resources,
      ports: [{ name: ranks.port, number: gang.port, audience: Audience.PEERS, peers: [name] }],
      // collective operations choose their ports while they run
      anyPortPeers: [name],
      environment,
      ranks,
      secretVariables,
      volumes,
      shared,
      ...identity ? { identity } : {},
      interruptible,
      farewell,
      update: { order: UpdateOrder.REPLACE },
      finish: {
        doneWhen: gang.doneWhen,
        // Kubernetes counts pods, and a rank that is lost takes the others with it
        attempts: startOvers * replicas,
        ...deadlineSeconds === undefined ? {} : { deadlineSeconds },
        fatalExitCodes,
        uncountedExitCodes: [STOPPED],
        suspended,
      },
      pod: pods,
    }],
    groups: [{
      name: 'gang',
      components: [name],
      copies: replicas,
      servesWith: ranks.elastic?.fewest ?? replicas,
      takeover: Takeover.NOT_NEEDED,
      lossOfOne: LossEffect.START_OVER,
      holdsState: false,
      progress,
      startOvers,
      ...startedTogetherBy === undefined ? {} : { startedTogetherBy },
    }],
    // An eviction interrupts all of them: one by one they would be interrupted as often as there are nodes.
    budgets: [],
    endpoints: [],
    certificates: [],
    tasks: [],
    conflicts: [],
  };
}
