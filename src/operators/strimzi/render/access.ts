import { checkUserName, CLUSTER_LABEL, userObjectName } from './names';
import { Access } from '../../../mechanism/access';
import { WorkloadPlan } from '../../../plan';

/** Which of a cluster's pods are brokers. */
export const BROKER_PODS = { 'strimzi.io/kind': 'Kafka', 'strimzi.io/broker-role': 'true' };

/** Names and Secrets that Strimzi makes. */
export function access(path: string, plan: WorkloadPlan): Access {
  return {
    podLabels: () => ({ [CLUSTER_LABEL]: plan.name, ...BROKER_PODS }),
    credentials: (user: string) => {
      checkUserName(path, plan, user);
      const name = userObjectName(plan, user);
      return {
        systemName: name,
        secretName: name,
        certificate: 'user.crt',
        key: 'user.key',
        password: 'password',
        // the user's own Secret has the authority that signs users, not the one that signs brokers
        trustSecretName: `${plan.name}-cluster-ca-cert`,
      };
    },
  };
}
