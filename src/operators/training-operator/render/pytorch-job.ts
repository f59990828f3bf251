import { runPolicy } from './run-policy';
import { acceptedRisks } from '../../../builtin/accepted-risks';
import { Manifest, metadata } from '../../../builtin/manifest';
import { queueLabels } from '../../../mechanism/queued';
import { WorkloadPlan } from '../../../plan';
import { PYTORCH_JOB } from '../../training/abilities';
import { trainingOf } from '../../training/asked';
import { around, checkLength, rankTemplate, toldTo } from '../../training/pods';

/** What the operator tells the ranks by itself: pkg/controller.v1/pytorch/envvar.go and its neighbours. */
const ITSELF = /^(PET_.*|MASTER_ADDR|MASTER_PORT|WORLD_SIZE|RANK)$/;

/**
 * A PyTorchJob: kubeflow.org/v1, at the tag v1.9.4 of https://github.com/kubeflow/trainer. The first node is the Master, whose success is the job's;
 * where nodes come and go there is none, and the first that succeeds ends it.
 */
export function pyTorchJob(path: string, plan: WorkloadPlan, name: string, gangs: boolean): Manifest[] {
  const training = trainingOf(path, PYTORCH_JOB, name, plan);
  const { component, ranks } = training;
  const { elastic, processes = 1 } = ranks;
  const [role] = ranks.roles;
  checkLength(path, plan, 'pod', (of) => `${of}-worker-${component.replicas - 1}`);
  const told = toldTo(training, role, (_, index) => `${plan.name}-${elastic ? 'worker' : 'master'}-${index}`, (variable) => ITSELF.test(variable));
  const template = rankTemplate(path, plan, training, role, { container: 'pytorch', port: 'pytorchjob-port', told });
  const spec = (replicas: number) => ({ replicas, restartPolicy: 'OnFailure', template });
  const own = metadata(plan, plan.name, component.name, acceptedRisks(plan));
  return [...around(path, plan, training), {
    apiVersion: 'kubeflow.org/v1',
    kind: 'PyTorchJob',
    metadata: { ...own, labels: { ...queueLabels(path, plan, PYTORCH_JOB.work), ...own!.labels } },
    spec: {
      elasticPolicy: elastic && { maxReplicas: elastic.most, maxRestarts: elastic.restarts, minReplicas: elastic.fewest, rdzvBackend: 'c10d', rdzvId: plan.name },
      nprocPerNode: String(processes),
      pytorchReplicaSpecs: {
        ...elastic ? {} : { Master: spec(1) },
        ...elastic ? { Worker: spec(component.replicas) } : component.replicas > 1 ? { Worker: spec(component.replicas - 1) } : {},
      },
      runPolicy: runPolicy(path, plan, training, gangs, 'None'),
    },
  }];
}
