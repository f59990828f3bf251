import { acceptedRisks } from '../../builtin/accepted-risks';
import { Manifest, metadata } from '../../builtin/manifest';
import { queueLabels } from '../../mechanism/queued';
import { DoneWhen, RolePlan, WorkloadPlan } from '../../plan';
import { VOLCANO_JOB } from '../training/abilities';
import { Training, trainingOf } from '../training/asked';
import { around, checkLength, rankTemplate, toldTo } from '../training/pods';
import { VOLCANO_SCHEDULER } from '../training/volcano-queue';

/** Which the controller writes into each pod: pkg/controllers/job/job_controller_util.go at the tag v1.15.1. */
const INDEX = "metadata.annotations['volcano.sh/task-index']";

/** The plugin `svc` gives each pod its name for a host name, in a Service with the name of the job. */
function host(plan: WorkloadPlan, { name }: RolePlan, index: number): string {
  return `${plan.name}-${name}-${index}.${plan.name}`;
}

/** A Job of Volcano: batch.volcano.sh/v1alpha1, at the tag v1.15.1 of https://github.com/volcano-sh/volcano. */
export function volcanoJob(path: string, plan: WorkloadPlan, name: string): Manifest[] {
  const training = trainingOf(path, VOLCANO_JOB, name, plan);
  const { component, ranks } = training;
  const longest = ranks.roles.reduce((a, b) => b.name.length > a.name.length ? b : a);
  checkLength(path, plan, 'pod', (of) => `${of}-${longest.name}-${longest.replicas - 1}`);
  const own = metadata(plan, plan.name, component.name, acceptedRisks(plan));
  return [...around(path, plan, training), {
    apiVersion: 'batch.volcano.sh/v1alpha1',
    kind: 'Job',
    metadata: { ...own, labels: { ...queueLabels(path, plan, VOLCANO_JOB.work), ...own!.labels } },
    spec: {
      // none would be taken for 3, and with none nothing starts over anyway
      maxRetry: Math.max(1, training.startOvers),
      minAvailable: component.replicas,
      plugins: { svc: ['--publish-not-ready-addresses=true', '--disable-network-policy=true'] },
      policies: policies(training),
      queue: plan.queue?.scheduler === VOLCANO_SCHEDULER ? plan.queue.name : undefined,
      schedulerName: VOLCANO_SCHEDULER,
      tasks: ranks.roles.map((role, at) => task(path, plan, training, role, at)),
    },
  }];
}

/** The first that fits counts. A lost pod starts all over, for the others wait for it in vain. */
function policies({ component: { finish }, startOvers }: Training): any[] {
  const codes = [...new Set(finish?.fatalExitCodes ?? [])].sort((a, b) => a - b);
  return [
    ...codes.map((exitCode) => ({ action: 'TerminateJob', exitCode })),
    { action: startOvers === 0 ? 'TerminateJob' : 'RestartJob', events: ['PodFailed', 'PodEvicted'] },
  ];
}

function task(path: string, plan: WorkloadPlan, training: Training, role: RolePlan, at: number): any {
  const told = toldTo(training, role, (of, index) => host(plan, of, index));
  const template = rankTemplate(path, plan, training, role, { container: role.name, told, indexField: INDEX });
  const chief = at === 0 && training.component.finish?.doneWhen === DoneWhen.FIRST;
  return {
    name: role.name,
    policies: chief ? [{ action: 'CompleteJob', event: 'TaskCompleted' }] : undefined,
    replicas: role.replicas,
    template: { ...template, spec: { ...template.spec, restartPolicy: 'Never' } },
  };
}
