import { KAFKA_USER } from './identity';
import { KafkaTopic } from './kafka-topic';
import { KafkaUser } from './kafka-user';
import { INTERNAL } from './listeners';
import { script } from './scripts';
import { ADMIN_TLS_PATH } from './settings';
import { ADMIN, Owner, tlsSecret } from './subjects';
import { Duty, FilePlan, SecretMountPlan, TaskPlan, TaskWhen } from '../../plan';

/**
 * The Jobs of a cluster, and those of them that make topics, users and rights: each may run again at any time and changes nothing then.
 */

/** What all tasks of a cluster share. */
export interface TaskHome extends Owner {
  readonly image: string;
  readonly plaintext: boolean;
}

/** A JVM with a small heap, twice: the tool, and the shell around it. */
const TASK_MEMORY = 384 * 1024 * 1024;
/**
 * A tool is a JVM that starts, 2 s of a core. Without a request, on two cores that were busy with six members, single calls took 40 to 60 s and
 * were cut off (seen).
 */
const TASK_CPU = 100;
/** The scripts end so when the declaration can't be carried out: trying again is useless. */
const REFUSED = 3;

/** What all tasks have in common. `more`: files that the script of that name needs. */
export function task(home: TaskHome, name: string, duty: Duty, environment: Record<string, string>, secrets: SecretMountPlan[] = [],
  more: FilePlan[] = []): TaskPlan {
  return {
    name,
    when: TaskWhen.ONCE,
    duty,
    image: home.image,
    command: ['bash', `/etc/task/files/${name}.sh`],
    user: KAFKA_USER,
    memoryBytes: TASK_MEMORY,
    cpuMillis: TASK_CPU,
    environment: { BOOTSTRAP: `${home.name}-broker.${home.namespaceName}.svc:${INTERNAL.number}`, TLS: String(!home.plaintext), MEMBER_DIR: '/run/task', ...environment },
    files: [
      ...['kafka-member.sh', `${name}.sh`].map(script), ...more,
    ],
    secrets: [...(home.plaintext ? [] : [{ name: 'admin-tls', secretName: tlsSecret(home, ADMIN), path: ADMIN_TLS_PATH }]), ...secrets],
    fatalExitCodes: [REFUSED],
    uses: [INTERNAL.port],
  };
}

/** A task of which only the newest content may be at work. */
export function exclusiveTask(home: TaskHome, name: string, duty: Duty, environment: Record<string, string>, more: FilePlan[] = []): TaskPlan {
  return { ...task(home, name, duty, { CURRENT_FILE: '/etc/task/current/name', ...environment }, [], [script('exclusive-task.sh'), ...more]), exclusive: true };
}

/** Makes the declared topics, and brings them to what is declared. */
export function topicsTask(home: TaskHome, topics: KafkaTopic[]): TaskPlan {
  const records = topics.map((t) => [
    t.topicName,
    t.options.partitions,
    t.replicationFactor,
    ...Object.keys(t.options.config ?? {}).sort().map((key) => `${key}=${t.options.config![key]}`),
  ].join(' '));
  return task(home, 'topics', Duty.CONTENTS, { TOPICS: lines(records) });
}

/** Makes the declared users' passwords known to Kafka, and their rights what is declared. */
export function usersTask(home: TaskHome, users: KafkaUser[], revoked: string[]): TaskPlan {
  const withPassword = users.filter((u) => u.authentication.password);
  return task(home, 'users', Duty.PRINCIPALS, {
    ACLS: lines(users.flatMap((u) => u.rights.map((r) =>
      [r.operation, r.resourceType, r.prefixed ? 'PREFIXED' : 'LITERAL', r.resourceName, u.principal].join(' ')))),
    PRINCIPALS: lines(users.map((u) => u.principal)),
    SCRAM_USERS: lines(withPassword.map((u) => u.userName)),
    ...(revoked.length === 0 ? {} : { REVOKED: lines(revoked) }),
  }, withPassword.map((u) => ({ name: `user-${u.userName}`.slice(0, 63), secretName: u.secretName, path: `/etc/kafka/users/${u.userName}` })));
}

/** One record a line. */
export function lines(records: string[]): string {
  return records.map((r) => `${r}\n`).join('');
}

