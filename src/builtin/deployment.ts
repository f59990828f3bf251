import { refuse } from '../contract/message';
import { ComponentPlan, UpdateOrder, WorkloadPlan } from '../plan';
import { acceptedRisks } from './accepted-risks';
import { Manifest, metadata } from './manifest';
import { partName, selector } from './names';
import { podTemplate } from './pod';
import { durableVolumes } from './volumes';

/** A Deployment counts as failed when nothing moves for so long; it must exceed the time that a pod settles. */
const PROGRESS_SECONDS = 600;

function strategy(path: string, component: ComponentPlan): any {
  switch (component.update.order) {
    case UpdateOrder.SURGE:
      return { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };
    case UpdateOrder.SERIAL:
      return { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } };
    case UpdateOrder.ALL_AT_ONCE:
      return { type: 'Recreate' };
    default:
      return refuse({
        path,
        what: `update.order of ${component.name}`,
        got: component.update.order,
        expected: [UpdateOrder.SURGE, UpdateOrder.SERIAL, UpdateOrder.ALL_AT_ONCE].join(', '),
        change: 'choose one of them',
      });
  }
}

/** Pods of which any is as good as any other. */
export function deployment(path: string, plan: WorkloadPlan, component: ComponentPlan): Manifest {
  const durable = durableVolumes(component);
  if (durable.length > 0) {
    refuse({
      path,
      what: `volume ${durable[0].name} of ${component.name}`,
      got: 'a durable volume',
      expected: 'none: pods that are alike have no volume of their own',
      change: 'let the component be a member, or the volume go with the pod',
    });
  }
  const settle = component.update.settleSeconds ?? 0;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(plan, partName(plan, component.name), component.name, acceptedRisks(plan)),
    spec: {
      minReadySeconds: settle || undefined,
      progressDeadlineSeconds: settle >= PROGRESS_SECONDS ? settle + PROGRESS_SECONDS : undefined,
      replicas: component.replicas,
      selector: { matchLabels: selector(plan, component.name) },
      strategy: strategy(path, component),
      template: podTemplate(path, plan, component),
    },
  };
}
