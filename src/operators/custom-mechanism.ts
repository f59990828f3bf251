import { Manifest } from '../builtin/manifest';
import { Mechanism } from '../mechanism/mechanism';
import { SitePlan, WorkloadPlan } from '../plan';
import { CustomWorkload } from './custom-workload';
import { IInstalledOperator } from './installed-operator';

/** An operator of a version as what runs a training job. */
export function customMechanism(
  { operatorName, version }: IInstalledOperator, render: (path: string, plan: WorkloadPlan, name: string) => Manifest[], startsTogether = false,
): Mechanism {
  const name = `${operatorName} ${version}`;
  return {
    name,
    issuesCertificates: false,
    startsTogether,
    render: (scope, plan) => new CustomWorkload(scope, plan, { name, duties: [] }, render(scope.node.path, plan, name)),
  };
}

/** @throws when it does not watch the namespace, or Kubernetes is too old for it */
export function checkSees(operator: IInstalledOperator, path: string, namespaceName: string, site: SitePlan): void {
  operator.checkWatches(path, namespaceName);
  operator.checkKubernetes(path, site.kubernetesMinor);
}
