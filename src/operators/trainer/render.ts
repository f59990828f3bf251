import { acceptedRisks } from '../../builtin/accepted-risks';
import { contentHash } from '../../builtin/content-hash';
import { Manifest, metadata } from '../../builtin/manifest';
import { queueLabels } from '../../mechanism/queued';
import { WorkloadPlan } from '../../plan';
import { checkJobSetNames, jobSetSpec } from '../jobset/render';
import { TRAIN_JOB } from '../training/abilities';
import { trainingOf } from '../training/asked';
import { around } from '../training/pods';

const API_VERSION = 'trainer.kubeflow.org/v1alpha1';
/** What the trainer tells the ranks by itself: pkg/runtime/framework/plugins/torch/torch.go at the tag v2.3.0. */
const ITSELF = /^PET_/;
const HASH_LENGTH = 10;

/**
 * A TrainJob and the runtime that it refers to: at the tag v2.3.0 of https://github.com/kubeflow/trainer. The runtime is made with it, so that what
 * it says is in the output. Its name ends in a hash of that: a runtime can be changed, but the reference to it can't, so a changed run is refused.
 */
export function trainJob(path: string, plan: WorkloadPlan, name: string): Manifest[] {
  const training = trainingOf(path, TRAIN_JOB, name, plan);
  const { component: { finish, replicas, name: part }, ranks } = training;
  checkJobSetNames(path, plan, training);
  const own = metadata(plan, plan.name, part);
  const { successPolicy: _, ...template } = jobSetSpec(path, plan, training, {
    container: 'node', labels: { 'trainer.kubeflow.org/trainjob-ancestor-step': 'trainer' }, itself: (variable) => ITSELF.test(variable), deadline: null,
  });
  const spec = { mlPolicy: { numNodes: replicas, torch: {} }, template: { spec: template } };
  const runtime = `${plan.name}-${contentHash(spec, HASH_LENGTH)}`;
  return [...around(path, plan, training), {
    apiVersion: API_VERSION,
    kind: 'TrainingRuntime',
    metadata: { ...own, name: runtime, labels: { ...own!.labels, 'trainer.kubeflow.org/framework': 'torch' } },
    spec,
  }, {
    apiVersion: API_VERSION,
    kind: 'TrainJob',
    metadata: { ...metadata(plan, plan.name, part, acceptedRisks(plan)), labels: { ...queueLabels(path, plan, TRAIN_JOB.work), ...own!.labels } },
    spec: {
      activeDeadlineSeconds: finish?.deadlineSeconds,
      runtimeRef: { apiGroup: 'trainer.kubeflow.org', kind: 'TrainingRuntime', name: runtime },
      suspend: finish?.suspended || undefined,
      trainer: { numNodes: replicas, numProcPerNode: ranks.processes ?? 1 },
    },
  }];
}
