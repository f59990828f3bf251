import { operations } from './operations';
import { access } from './render/access';
import { StrimziWorkload } from './render/strimzi-workload';
import { Mechanism } from '../../mechanism/mechanism';
import { IInstalledOperator } from '../installed-operator';
import { isRunBy } from '../one-operator';

/** Strimzi of a version as what operates a cluster. `path`: the cluster's, for messages. */
export function strimziMechanism(path: string, operator: IInstalledOperator, drainCleaner: boolean): Mechanism {
  const { version } = operator;
  return {
    name: `strimzi ${version}`,
    // volume 0 of each node of a pool, whose name begins with the cluster's
    claimPrefix: (name) => `data-0-${name}-${name}-`,
    operations: operations(drainCleaner),
    issuesCertificates: true,
    access: (plan) => access(path, plan),
    render: (scope, plan) => {
      isRunBy(scope, operator, plan.namespaceName);
      return new StrimziWorkload(scope, plan, version);
    },
  };
}
