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
      labels: { [QUEUE]: this.name, ...this.priorityClass === undefined ? {} : { [PRIORITY]: this.priorityClass } },
    };
  }

  public _attach(): void {}
}
