import { INTEGRATIONS } from './frameworks';
import { QueuePlan, SitePlan } from '../../plan';
import { checkSees } from '../custom-mechanism';
import { IInstalledOperator } from '../installed-operator';
import { checkedQueue } from '../queue-name';
import { IWorkQueue } from '../work-queue';

/** https://kueue.sigs.k8s.io/docs/reference/labels-and-annotations/ */
const QUEUE = 'kueue.x-k8s.io/queue-name';
const PRIORITY = 'kueue.x-k8s.io/priority-class';

/** A LocalQueue: it is told by a label of the work, which Kueue holds back until there is quota for all of its pods. */
export class KueueQueue implements IWorkQueue {
  constructor(
    private readonly kueue: IInstalledOperator, private readonly frameworks: string[],
    private readonly name: string, private readonly priorityClass?: string,
  ) {
    checkedQueue('Kueue.queue', name);
    if (priorityClass !== undefined) checkedQueue('Kueue.queue', priorityClass);
  }

  public _queue(path: string, namespaceName: string, site: SitePlan): QueuePlan {
    checkSees(this.kueue, path, namespaceName, site);
    return {
      name: this.name,
      keptBy: this.kueue.operatorName,
      startsTogether: true,
      kinds: this.frameworks,
      addedBy: toldOf(this.frameworks),
      // its webhooks suspend the work, and it resumes it: https://kueue.sigs.k8s.io/docs/tasks/run/jobs/; the queue can be stopped, and the work deactivated:
      // https://kueue.sigs.k8s.io/docs/reference/kueue.v1beta1/ (LocalQueueSpec.stopPolicy, WorkloadSpec.active)
      heldBackBy: `stopPolicy: Hold in the LocalQueue ${this.name}, or active: false in the Workload that Kueue makes`,
      labels: { [QUEUE]: this.name, ...this.priorityClass === undefined ? {} : { [PRIORITY]: this.priorityClass } },
    };
  }

  public _attach(): void {}
}

/** The frameworks as they would be told, with one more. */
function toldOf(frameworks: string[]): Record<string, string> {
  const others = INTEGRATIONS.map(({ name }) => name).filter((name) => !frameworks.includes(name));
  return Object.fromEntries(others.map((name) => [name, `frameworks: [${[...frameworks, name].map((each) => `'${each}'`).join(', ')}]`]));
}
