import { Judgement, RuleDefinition } from './rule-definition';
import { under } from '../change';
import { ChangeClass } from '../change-class';
import { isUnder, pathOf } from '../path';

/** What may change of a job while it runs. */
const MUTABLE: Record<string, string[]> = {
  'kubeflow.org/PyTorchJob': ['spec.pytorchReplicaSpecs.Worker.replicas', 'spec.runPolicy.suspend'],
  'kubeflow.org/TFJob': ['spec.runPolicy.suspend'],
};

export const RUN: RuleDefinition = {
  id: 'change/run',
  class: ChangeClass.TWO_STEPS,
  proves: 'All pods of a run of a training job are made of one template, also where its operator would take another one for those that it makes later.',
  source: 'Kubeflow training-operator, pkg/webhooks (an update of a job is checked like a new one) and pkg/controller.v1/common/pod.go (pods that there are stay as '
    + 'they are): https://github.com/kubeflow/trainer/tree/v1.9.4/pkg',
  judge: ({ kind, before, after }, open) => {
    if (!before || !after || !Object.hasOwn(MUTABLE, kind)) return [];
    const todo = 'a run is never changed: write another one, under another name; pods that are made later would differ from those that there are';
    const mutable = MUTABLE[kind].map(pathOf);
    return under(open, pathOf('spec')).filter(({ path }) => !mutable.some((one) => isUnder(path, one))).map((field): Judgement => ({ ...field, todo }));
  },
};
