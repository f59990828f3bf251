import { scriptText } from './script-text';
import { Duty, TaskPlan, TaskWhen, WorkloadPlan } from '../plan';

/**
 * Makes Secrets with random passwords in the cluster, for no manifest may carry one. Those that exist are kept.
 * The image is that of a component: it needs bash and a wget that verifies certificates.
 */
export function passwordsTask(plan: WorkloadPlan, secretNames: string[]): TaskPlan {
  const { image, user } = plan.components[0];
  return {
    name: 'passwords',
    when: TaskWhen.ONCE,
    duty: Duty.PASSWORDS,
    image,
    command: ['bash', '/etc/task/files/passwords.sh'],
    user,
    memoryBytes: 64 * 1024 * 1024,
    cpuMillis: 50,
    environment: {
      SECRETS: secretNames.map((name) => `${name}\n`).join(''),
      // not the workload's: a GitOps tool that finds what it owns by app.kubernetes.io/instance would prune the Secret
      LABELS: 'app.kubernetes.io/managed-by=cdk8s-data\n',
      NAMESPACE: plan.namespaceName,
    },
    files: ['kube-api.sh', 'passwords.sh'].map((name) => ({ name, content: scriptText(name) })),
    // `create` can't be limited to names; it can neither read nor change a Secret
    permissions: [{ apiGroup: '', resource: 'secrets', verbs: ['create'] }],
  };
}
