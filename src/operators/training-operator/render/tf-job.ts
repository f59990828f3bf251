import { runPolicy } from './run-policy';
import { acceptedRisks } from '../../../builtin/accepted-risks';
import { Manifest, metadata } from '../../../builtin/manifest';
import { refuse } from '../../../contract/message';
import { queueLabels } from '../../../mechanism/queued';
import { DoneWhen, RolePlan, WorkloadPlan } from '../../../plan';
import { TF_JOB } from '../../training/abilities';
import { Training, trainingOf } from '../../training/asked';
import { around, checkLength, rankTemplate } from '../../training/pods';

/** The roles by what TFJob calls them. It tells each in TF_CONFIG who they are. */
const REPLICAS: Readonly<Record<string, string>> = { chief: 'Chief', evaluator: 'Evaluator', ps: 'PS', worker: 'Worker' };

/** A TFJob: kubeflow.org/v1, at the tag v1.9.4 of https://github.com/kubeflow/trainer. */
export function tfJob(path: string, plan: WorkloadPlan, name: string, gangs: boolean): Manifest[] {
  const training = trainingOf(path, TF_JOB, name, plan);
  const { component, ranks } = training;
  const longest = ranks.roles.reduce((a, b) => b.name.length > a.name.length ? b : a);
  checkLength(path, plan, 'pod', (of) => `${of}-${longest.name}-${longest.replicas - 1}`);
  const chief = component.finish?.doneWhen === DoneWhen.FIRST;
  const own = metadata(plan, plan.name, component.name, acceptedRisks(plan));
  return [...around(path, plan, training), {
    apiVersion: 'kubeflow.org/v1',
    kind: 'TFJob',
    metadata: { ...own, labels: { ...queueLabels(path, plan, TF_JOB.work), ...own!.labels } },
    spec: {
      runPolicy: runPolicy(path, plan, training, gangs, chief ? 'Running' : 'None'),
      successPolicy: chief ? undefined : 'AllWorkers',
      tfReplicaSpecs: Object.fromEntries(ranks.roles.map((role) => [replicaOf(path, role), replicaSpec(path, plan, training, role)])),
    },
  }];
}

function replicaOf(path: string, { name }: RolePlan): string {
  return REPLICAS[name] ?? refuse({ path, what: 'framework', got: `the role ${name} for a TFJob`, expected: `one of ${Object.keys(REPLICAS).join(', ')}`, change: 'leave controller away' });
}

/** A pod that failed is made again, an evicted one too: pkg/controller.v1/common/pod.go. */
function replicaSpec(path: string, plan: WorkloadPlan, training: Training, role: RolePlan): any {
  return {
    replicas: role.replicas,
    restartPolicy: 'OnFailure',
    template: rankTemplate(path, plan, training, role, { container: 'tensorflow', port: 'tfjob-port', told: {} }),
  };
}
