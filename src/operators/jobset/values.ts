import { JobSetControllerProps } from './jobset-controller';
import { apartByAffinity, moved, notInChart, podValues, pullSecrets, unlessEmpty, variables } from '../helm';
import { Asked } from '../installation';
import { Quantities } from '../vendor/controller';

/** What is asked for, as values of the chart: charts/jobset/values.yaml at the tag v0.12.0. */
export function jobSetValues(
  asked: Asked, { pods, imageRegistry }: JobSetControllerProps, release: string, resources: Quantities | undefined,
): Record<string, any> {
  notInChart(asked.path, pods, 'labels', 'priorityClass');
  const several = asked.replicas !== undefined && asked.replicas > 1;
  return {
    ...unlessEmpty('controller', {
      ...asked.replicas === undefined ? {} : { replicas: asked.replicas },
      ...several ? {
        affinity: apartByAffinity({ 'app.kubernetes.io/instance': release, 'app.kubernetes.io/component': 'controller' }, asked.site),
        podDisruptionBudget: { enabled: true },
      } : {},
      ...resources ? { resources } : {},
      ...podValues(asked.path, pods),
      ...unlessEmpty('podAnnotations', pods?.annotations),
      ...unlessEmpty('env', variables(pods)),
    }),
    ...unlessEmpty('image', { ...moved(imageRegistry, 'jobset/jobset'), ...unlessEmpty('pullSecrets', pullSecrets(pods).imagePullSecrets) }),
  };
}
