import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { requestOf, word } from './request';
import { TrainingJobProps } from './training-props';
import { BUILTIN } from '../builtin/builtin-mechanism';
import { Naming } from '../builtin/unique-names';
import { Rule } from '../contract/rule';
import { required } from '../declared/values';
import { Mechanism } from '../mechanism/mechanism';
import { MechanismPlan, SitePlan, WorkloadPlan } from '../plan';
import { Platform } from '../platform/platform';
import { namespaceOf } from '../workload/declared';
import { PlannedWorkload } from '../workload/planned-workload';

/**
 * One run of a training job: pods that learn together, each with an index and a name, until they are done. It starts over from its last checkpoint when
 * one of them is lost. A run is an identity: it is never changed, and another run is another job.
 */
export class TrainingJob extends Construct {
  /** Its name with its run, `mnist-r7`: the first part of every object's name. */
  public readonly jobName: string;
  /** Its Kubernetes namespace. */
  public readonly namespaceName: string;
  private readonly workload: PlannedWorkload;

  /**
   * @throws when the declaration can't be met, with the construct's path, what was got, what was expected, and what to change
   */
  constructor(scope: Construct, id: string, props: TrainingJobProps) {
    super(scope, id);
    const { path } = this.node;
    const name = props.jobName ?? id;
    this.jobName = `${name}-${word(path, 'run', props.run, 'r7')}`;
    this.namespaceName = namespaceOf(this);
    const site = required(path, 'platform', props.platform ?? Platform.of(this), 'toSite', 'Platform.onPrem()').toSite();
    const mechanism = mechanismOf(path, props, this.namespaceName, site);
    const queue = props.queue && required(path, 'queue', props.queue, '_queue', "Kueue.existing({ version: '0.19.2' }).queue('research')")._queue(path, this.namespaceName, site);
    const framework = required(path, 'framework', props.framework, 'plan', 'TensorFlow.multiWorker({ workers: 4 })');
    const request = requestOf({ path, id: name, name: this.jobName, namespaceName: this.namespaceName, site, mechanism, queue }, props);
    const plan: WorkloadPlan = { ...framework.plan(request), workName: name, changes: CHANGES };
    this.workload = new PlannedWorkload(this, plan, mechanism, namingOf(name, props.run), props.pods);
    props.queue?._attach(this, plan);
  }

  /** What is known of the job: plain data. */
  public get plan(): WorkloadPlan {
    return this.workload.plan;
  }

  /** Who runs it, and what of it happens without a person. */
  public get mechanism(): MechanismPlan {
    return this.workload.mechanism;
  }

  /**
   * One of the job's objects, for patching. A patched object is marked, and the rules run on what is left of it.
   * @throws when there is no such object, with the list of those that there are
   */
  public object(kind: string, name: string): ApiObject {
    return this.workload.object(kind, name);
  }
}

/** What there is to write, for rules that know no props. */
const CHANGES: Record<string, string> = {
  [Rule.GANG_ALL_OR_NOTHING.id]: "write queue: Kueue.existing({ ... }).queue('research'), or controller: Volcano.existing({ ... }), or TrainingOperator.existing({ volcano: true, ... })",
  [Rule.CHECKPOINT_DURABLE.id]: "write checkpoints: Checkpoints.claim('mnist', { every: Duration.minutes(10), takes: Duration.seconds(40) }), or Checkpoints.create or .store",
  [Rule.CHECKPOINT_INTERRUPTIBLE.id]: 'write checkpoints that take no longer (takes), or spot: false',
  [Rule.SHUTDOWN_DRAIN_LIMIT.id]: 'write checkpoints that take less (takes), or raise the limit on the platform and tell it so (drainLimit)',
};

/** Runs of one job stand side by side, each under its own name. */
function namingOf(job: string, run: string): Naming {
  return {
    prop: `jobName '${job}' and run '${run}'`,
    change: 'give one of them another run, or another jobName',
    shared: {
      work: job,
      claim: (name) => `Checkpoints.claim('${name}', { ... })`,
      identity: 'let the stores of both be reached alike, or give one of them another jobName',
    },
  };
}

function mechanismOf(path: string, { controller }: TrainingJobProps, namespaceName: string, site: SitePlan): Mechanism {
  if (controller === undefined) return BUILTIN;
  return required(path, 'controller', controller, '_mechanism', "TrainingOperator.existing({ version: '1.9.3' })")._mechanism(path, namespaceName, site);
}
