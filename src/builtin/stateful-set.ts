import { refuse } from '../contract/message';
import { ComponentPlan, UpdateOrder, WorkloadPlan } from '../plan';
import { acceptedRisks } from './accepted-risks';
import { Manifest, metadata } from './manifest';
import { partName, selector } from './names';
import { podTemplate } from './pod';
import { remembered } from './remembered';
import { claimTemplate, durableVolumes } from './volumes';

/** Claims are kept or deleted for the whole StatefulSet. */
function retention(path: string, component: ComponentPlan): any {
  const volumes = durableVolumes(component);
  if (volumes.length === 0) return undefined;
  const retain = volumes[0].retain ?? true;
  const other = volumes.find((volume) => (volume.retain ?? true) !== retain);
  if (other) {
    refuse({
      path,
      what: `retain of the volumes of ${component.name}`,
      got: `${retain} for ${volumes[0].name} and ${!retain} for ${other.name}`,
      expected: 'one answer for all: Kubernetes has one for a StatefulSet',
      change: 'let both be true',
    });
  }
  const policy = retain ? 'Retain' : 'Delete';
  return { whenDeleted: policy, whenScaled: policy };
}

/** Members: a stable name and volumes of its own for each. */
export function statefulSet(path: string, plan: WorkloadPlan, component: ComponentPlan): Manifest {
  if (component.update.order !== UpdateOrder.SERIAL) {
    refuse({
      path,
      what: `update.order of ${component.name}`,
      got: component.update.order,
      expected: `${UpdateOrder.SERIAL}: a StatefulSet replaces one member after the other`,
      change: `use ${UpdateOrder.SERIAL}, or another life than member`,
    });
  }
  const name = partName(plan, component.name);
  const claims = durableVolumes(component).map((volume) => claimTemplate(path, plan, component, volume));
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadata(plan, name, component.name, { ...acceptedRisks(plan), ...remembered(path, plan, component) }),
    spec: {
      minReadySeconds: component.update.settleSeconds || undefined,
      persistentVolumeClaimRetentionPolicy: retention(path, component),
      // Members wait for each other: one by one, they would never come back after all stopped. Updates stay one by one.
      podManagementPolicy: 'Parallel',
      replicas: component.replicas,
      selector: { matchLabels: selector(plan, component.name) },
      serviceName: name,
      template: podTemplate(path, plan, component),
      updateStrategy: { type: 'RollingUpdate' },
      volumeClaimTemplates: claims.length > 0 ? claims : undefined,
    },
  };
}
