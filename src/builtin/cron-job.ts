import { WorkloadPlan } from '../plan';
import { Manifest, metadata } from './manifest';
import { labels, partName } from './names';

/** A task on a schedule. `schedule` and `jobSpec` may be Lazy. One run at a time. */
export function cronJob(plan: WorkloadPlan, task: string, schedule: any, jobSpec: any): Manifest {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadata(plan, partName(plan, task), task),
    spec: {
      concurrencyPolicy: 'Forbid',
      jobTemplate: { metadata: { labels: labels(plan, task) }, spec: jobSpec },
      schedule,
    },
  };
}
