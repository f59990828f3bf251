import { operations } from './operations';
import { access } from './render/access';
import { strimziCluster } from './render/cluster';
import { topic, user } from './render/contents';
import { Mechanism } from '../../mechanism/mechanism';
import { Duty } from '../../plan';
import { CustomWorkload } from '../custom-workload';
import { IInstalledOperator } from '../installed-operator';
import { isRunBy } from '../one-operator';

/** What Strimzi does by itself, so that no task has to. */
const DUTIES: readonly Duty[] = [Duty.CONTENTS, Duty.PRINCIPALS, Duty.PASSWORDS, Duty.SPREAD, Duty.STATE_VERSION, Duty.SETTINGS];

/** Strimzi of a version as what operates a cluster. `path`: the cluster's, for messages. */
export function strimziMechanism(path: string, operator: IInstalledOperator, drainCleaner: boolean): Mechanism {
  const { version } = operator;
  const name = `strimzi ${version}`;
  return {
    name,
    // volume 0 of each node of a pool, whose name begins with the cluster's
    claimPrefix: (cluster) => `data-0-${cluster}-${cluster}-`,
    operations: operations(drainCleaner),
    issuesCertificates: true,
    access: (plan) => access(path, plan),
    render: (scope, plan) => {
      isRunBy(scope, operator, plan.namespaceName);
      const operating = { name, duties: DUTIES, content: topic, principal: user };
      return new CustomWorkload(scope, plan, operating, strimziCluster(scope.node.path, version, plan));
    },
  };
}
