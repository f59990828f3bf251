import { RolePlan } from '../../plan';

/** A role and how many tasks it has. */
export interface Tasks {
  readonly name: string;
  readonly replicas: number;
}

/** Where the tasks listen. What TFJob takes, too. */
export const TASK_PORT = 2222;

/** Looks on from outside: it is no part of the cluster that trains. https://www.tensorflow.org/api_docs/python/tf/distribute/ParameterServerStrategy */
const EVALUATOR = 'evaluator';

/**
 * Roles whose tasks know, from TF_CONFIG, all the others by address, and themselves by role and index. It has the form that TensorFlow's
 * TFConfigClusterResolver reads: https://www.tensorflow.org/guide/distributed_training
 */
export function rolesOf(tasks: Tasks[]): RolePlan[] {
  let next = 0;
  const cluster: Record<string, string[]> = {};
  for (const { name, replicas } of tasks) {
    const addresses = Array.from({ length: replicas }, (_, index) => `{host:${next + index}}:${TASK_PORT}`);
    next += replicas;
    if (name !== EVALUATOR) cluster[name] = addresses;
  }
  return tasks.map(({ name, replicas }) => ({
    name,
    replicas,
    environment: { TF_CONFIG: `{"cluster":${JSON.stringify(cluster)},"task":{"index":{index},"type":"${name}"}}` },
  }));
}
