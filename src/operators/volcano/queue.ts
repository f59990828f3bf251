import { QueuePlan, SitePlan } from '../../plan';
import { checkSees } from '../custom-mechanism';
import { IInstalledOperator } from '../installed-operator';
import { checkedQueue } from '../queue-name';
import { PYTORCH_JOB, TF_JOB, VOLCANO_JOB } from '../training/abilities';
import { VOLCANO_SCHEDULER } from '../training/volcano-queue';
import { IWorkQueue } from '../work-queue';

/** A queue of Volcano's. A Job of Kubernetes' own has no group there that its pods could be counted in. */
export class VolcanoQueue implements IWorkQueue {
  constructor(private readonly volcano: IInstalledOperator, private readonly name: string) {
    checkedQueue('Volcano.queue', name);
  }

  public _queue(path: string, namespaceName: string, site: SitePlan): QueuePlan {
    checkSees(this.volcano, path, namespaceName, site);
    return {
      name: this.name,
      keptBy: this.volcano.operatorName,
      startsTogether: true,
      kinds: [VOLCANO_JOB, TF_JOB, PYTORCH_JOB].map(({ work }) => work),
      scheduler: VOLCANO_SCHEDULER,
    };
  }

  public _attach(): void {}
}
