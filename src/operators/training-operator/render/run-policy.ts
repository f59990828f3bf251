import { refuse } from '../../../contract/message';
import { WorkloadPlan } from '../../../plan';
import { Training } from '../../training/asked';
import { VOLCANO_SCHEDULER } from '../../training/volcano-queue';

/**
 * How a job of the training-operator runs and ends. The operator counts restarts of containers, and fails the job as soon as there are as many as the
 * limit says: pkg/core/job.go at the tag v1.9.4. Finished jobs stay: what applies manifests would make them again, and train again.
 */
export function runPolicy(path: string, plan: WorkloadPlan, training: Training, gangs: boolean, cleanPods: 'None' | 'Running'): any {
  const { component: { finish }, ranks, startOvers } = training;
  const { queue } = plan;
  const byVolcano = queue?.scheduler === VOLCANO_SCHEDULER;
  if (byVolcano && !gangs) {
    refuse({
      path,
      what: 'queue',
      got: `${queue!.name}, a queue of ${queue!.keptBy}, for a training-operator that does not ask it for groups`,
      expected: 'one that does: with --gang-scheduler-name=volcano',
      change: 'write volcano: true where the operator is declared, if it runs so',
    });
  }
  const attempts = finish?.attempts ?? startOvers;
  const fewest = ranks.elastic?.fewest ?? training.component.replicas;
  return {
    activeDeadlineSeconds: finish?.deadlineSeconds,
    backoffLimit: attempts === 0 ? 0 : attempts + 1,
    cleanPodPolicy: cleanPods,
    schedulingPolicy: gangs ? { minAvailable: fewest, queue: byVolcano ? queue!.name : undefined } : undefined,
    suspend: finish?.suspended || undefined,
  };
}
