import { acceptedRisks } from '../../builtin/accepted-risks';
import { failurePolicy } from '../../builtin/job';
import { Manifest, metadata } from '../../builtin/manifest';
import { queueLabels } from '../../mechanism/queued';
import { DoneWhen, RolePlan, WorkloadPlan } from '../../plan';
import { JOB_SET } from '../training/abilities';
import { Training, trainingOf } from '../training/asked';
import { around, checkLength, rankTemplate, toldTo } from '../training/pods';

/** The pod of an index, and its host: https://github.com/kubernetes-sigs/jobset/blob/v0.12.0/pkg/util/placement/placement.go */
function host(plan: WorkloadPlan, { name }: RolePlan, index: number): string {
  return `${plan.name}-${name}-0-${index}.${plan.name}`;
}

/** What is another's where not the JobSet itself is the work. */
interface JobSetWay {
  /** The name of the container that trains. */
  readonly container?: string;
  /** Labels of the Jobs. */
  readonly labels?: Record<string, string>;
  /** What ranks are told by somebody else. */
  readonly itself?: (variable: string) => boolean;
  /** Seconds after which a Job is stopped. */
  readonly deadline?: number | null;
}

/** What a JobSet says of its Jobs, which a runtime of the trainer says too. */
export function jobSetSpec(
  path: string, plan: WorkloadPlan, training: Training,
  { container, labels, itself, deadline = training.component.finish?.deadlineSeconds }: JobSetWay = {},
): any {
  const { component: { finish }, ranks, startOvers } = training;
  const lost = finish?.fatalExitCodes?.length ? [{ action: 'FailJobSet', name: 'fatal', onJobFailureReasons: ['PodFailurePolicy'] }] : [];
  const late = typeof deadline !== 'number' ? [] : [{ action: 'FailJobSet', name: 'late', onJobFailureReasons: ['DeadlineExceeded'] }];
  const rules = [...lost, ...late];
  return {
    failurePolicy: { maxRestarts: startOvers, restartStrategy: 'Recreate', rules: rules.length > 0 ? rules : undefined },
    network: { enableDNSHostnames: true, publishNotReadyAddresses: true },
    replicatedJobs: ranks.roles.map((role) => {
      const name = container ?? role.name;
      const told = toldTo(training, role, (of, index) => host(plan, of, index), itself);
      const template = rankTemplate(path, plan, training, role, { container: name, told });
      return {
        name: role.name,
        replicas: 1,
        template: {
          metadata: labels && { labels },
          spec: {
            ...failurePolicy(path, role.name, name, finish?.fatalExitCodes, 0, finish?.uncountedExitCodes),
            activeDeadlineSeconds: deadline ?? undefined,
            completionMode: 'Indexed',
            completions: role.replicas,
            parallelism: role.replicas,
            template: { ...template, spec: { ...template.spec, restartPolicy: 'Never' } },
          },
        },
      };
    }),
    // the others never end by themselves
    successPolicy: finish?.doneWhen === DoneWhen.FIRST ? { operator: 'All', targetReplicatedJobs: [ranks.roles[0].name] } : { operator: 'All' },
  };
}

/** The longest name of a pod: its index, and what Kubernetes adds. */
export function checkJobSetNames(path: string, plan: WorkloadPlan, { ranks }: Training): void {
  const longest = ranks.roles.reduce((a, b) => b.name.length > a.name.length ? b : a);
  checkLength(path, plan, 'pod', (of) => `${of}-${longest.name}-0-${longest.replicas - 1}-abcde`);
}

/** A JobSet: jobset.x-k8s.io/v1alpha2, at the tag v0.12.0 of https://github.com/kubernetes-sigs/jobset. */
export function jobSet(path: string, plan: WorkloadPlan, name: string): Manifest[] {
  const training = trainingOf(path, JOB_SET, name, plan);
  checkJobSetNames(path, plan, training);
  const own = metadata(plan, plan.name, training.component.name, acceptedRisks(plan));
  return [...around(path, plan, training), {
    apiVersion: 'jobset.x-k8s.io/v1alpha2',
    kind: 'JobSet',
    metadata: { ...own, labels: { ...queueLabels(path, plan, JOB_SET.work), ...own!.labels } },
    spec: { ...jobSetSpec(path, plan, training), suspend: training.component.finish?.suspended || undefined },
  }];
}
