import { KubeflowTrainerProps } from './kubeflow-trainer';
import { apartByAffinity, notInChart, podValues, pullSecrets, unlessEmpty, variables } from '../helm';
import { Asked } from '../installation';
import { Quantities } from '../vendor/controller';

/** What is asked for, as values of the chart: charts/kubeflow-trainer/values.yaml at the tag v2.3.0. */
export function trainerValues(
  asked: Asked, { pods, imageRegistry, jobSet }: KubeflowTrainerProps, release: string, resources: Quantities | undefined,
): Record<string, any> {
  notInChart(asked.path, pods, 'priorityClass');
  const several = asked.replicas !== undefined && asked.replicas > 1;
  return {
    ...jobSet ? { jobset: { install: false } } : {},
    ...unlessEmpty('image', {
      ...imageRegistry === undefined ? {} : { registry: imageRegistry },
      ...unlessEmpty('pullSecrets', pullSecrets(pods).imagePullSecrets),
    }),
    ...unlessEmpty('manager', {
      ...asked.replicas === undefined ? {} : { replicas: asked.replicas },
      ...several ? { affinity: apartByAffinity({ 'app.kubernetes.io/instance': release, 'app.kubernetes.io/component': 'manager' }, asked.site) } : {},
      ...resources ? { resources } : {},
      ...podValues(asked.path, pods),
      ...unlessEmpty('labels', pods?.labels),
      ...unlessEmpty('podAnnotations', pods?.annotations),
      ...unlessEmpty('env', variables(pods)),
    }),
  };
}
