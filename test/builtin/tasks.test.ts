import { App, Chart, JsonPatch } from 'cdk8s';
import { structuralFindings } from './structure';
import { BuiltinWorkload } from '../../src/builtin/builtin-workload';
import { TaskPlan, TaskWhen } from '../../src/plan';
import { kafka } from '../fixtures/plans';

const SECRETS = ['events-controller-tls', 'events-broker-tls', 'events-admin-tls'];

function setup() {
  const chart = new Chart(new App(), 'chart');
  return { chart, workload: new BuiltinWorkload(chart, kafka()) };
}

function task(change: Partial<TaskPlan> = {}): TaskPlan {
  return {
    name: 'users',
    when: TaskWhen.ONCE,
    image: 'apache/kafka:4.3.1',
    command: ['bash', '/etc/task/files/users.sh'],
    user: 1000,
    memoryBytes: 256 * 1024 * 1024,
    files: [{ name: 'users.sh', content: 'true\n' }],
    ...change,
  };
}

/** The name of the task's Job, after some change of what it does. */
function jobName(change: Partial<TaskPlan>): string {
  return setup().workload.addTask('users', () => task(change)).name;
}

test('a Job is named by all that it does', () => {
  const name = jobName({});
  expect(name).toMatch(/^events-users-[0-9a-f]{10}$/);
  expect(jobName({})).toBe(name);
  const others = [
    { image: 'apache/kafka:4.3.2' }, { command: ['true'] }, { environment: { A: '1' } }, { memoryBytes: 1024 ** 3 }, { attempts: 1 },
    { files: [{ name: 'users.sh', content: 'false\n' }] }, { fatalExitCodes: [2] }, { user: 1001 }, { pod: { priorityClass: 'high' } },
    { secrets: [{ name: 'tls', secretName: 'x', path: '/tls' }] },
  ].map(jobName);
  expect(new Set([name, ...others]).size).toBe(others.length + 1);
});

test('who may connect is not what a Job does', () => {
  expect(jobName({ uses: ['clients'] })).toBe(jobName({}));
});

test('a patched Job has another name, for a Job cannot be changed', () => {
  const job = setup().workload.addTask('users', () => task());
  const before = job.name;
  job.addJsonPatch(JsonPatch.add('/spec/activeDeadlineSeconds', 60));
  expect(job.name).not.toBe(before);
  expect(job.toJson().metadata.name).toBe(job.name);
});

test('content that comes later is in the Job, its scripts and its name', () => {
  const { chart, workload } = setup();
  const lines: string[] = ['alice'];
  const job = workload.addTask('users', () => task({ files: [...task().files, { name: 'users.txt', content: lines.join('\n') }] }));
  const early = job.name;
  lines.push('bob');
  const objects = chart.toJson();
  const scripts = objects.find(({ kind, data }: any) => kind === 'ConfigMap' && data['users.txt']);
  const made = objects.find(({ kind, metadata }: any) => kind === 'Job' && metadata.name === job.name);
  expect(job.name).not.toBe(early);
  expect(scripts).toMatchObject({ immutable: true, data: { 'users.sh': 'true\n', 'users.txt': 'alice\nbob' }, metadata: { name: job.name } });
  expect(made.spec.template.spec.volumes).toContainEqual({ name: 'files', configMap: { name: job.name, defaultMode: 0o555 } });
  expect(structuralFindings(objects, { externalSecrets: SECRETS })).toEqual([]);
});

test('a task with rights has a Role of its own, a token, and trusts the cluster only', () => {
  const { chart, workload } = setup();
  workload.addTask('users', () => task({ permissions: [{ apiGroup: '', resource: 'secrets', verbs: ['create'] }] }));
  const objects = chart.toJson();
  expect(objects.find(({ kind, metadata }: any) => kind === 'Role' && metadata.name === 'events-users').rules)
    .toEqual([{ apiGroups: [''], resources: ['secrets'], verbs: ['create'] }]);
  expect(workload.object('Job', 'events-users').toJson().spec.template.spec.containers[0].volumeMounts)
    .toContainEqual({ name: 'api', mountPath: '/etc/ssl/cert.pem', subPath: 'ca.crt', readOnly: true });
  expect(structuralFindings(objects, { externalSecrets: SECRETS })).toEqual([]);
});

test('a task on a schedule keeps its name, and its scripts have one for each content', () => {
  const { chart, workload } = setup();
  const job = workload.addTask('users', () => task({ when: TaskWhen.SCHEDULE, schedule: '@hourly' }));
  const objects = chart.toJson();
  expect(job.name).toBe('events-users');
  expect(objects.find(({ kind }: any) => kind === 'CronJob').spec).toMatchObject({ schedule: '@hourly', concurrencyPolicy: 'Forbid' });
  expect(structuralFindings(objects, { externalSecrets: SECRETS })).toEqual([]);
});

test('a task without files has no ConfigMap', () => {
  const { chart, workload } = setup();
  workload.addTask('users', () => task({ files: [], command: ['true'] }));
  expect(structuralFindings(chart.toJson(), { externalSecrets: SECRETS })).toEqual([]);
});

test('a task opens the ports that it uses', () => {
  const { workload } = setup();
  workload.addTask('users', () => task({ uses: ['metrics'] }));
  expect(workload.object('NetworkPolicy', 'events-broker').toJson().spec.ingress[2]).toEqual({
    from: [{
      podSelector: {
        matchLabels: { 'app.kubernetes.io/name': 'kafka', 'app.kubernetes.io/instance': 'events', 'app.kubernetes.io/component': 'users' },
      },
    }],
    ports: [{ port: 9404, protocol: 'TCP' }],
  });
});

describe('refused', () => {
  test.each<[string, Partial<TaskPlan>, string]>([
    ['root', { user: 0 }, 'user of task users: got 0, expected a number of 1 or more'],
    ['no command', { command: [] }, 'command of task users: got none'],
    ['an exit code of success', { fatalExitCodes: [0] }, 'fatalExitCodes of task users: got 0, expected whole numbers of 1 to 255'],
    ['a file in a folder', { files: [{ name: 'a/b', content: '' }] }, 'file of task users: got "a/b"'],
    ['two files of one name', { files: [{ name: 'a', content: '' }, { name: 'a', content: '' }] }, 'file a of task users: got the same name twice'],
    ['a variable of the engine', { environment: { A: '1' }, pod: { environment: { A: '2' } } }, 'environment variable A of task users: got "2", expected "1", which the system needs'],
    ['two volumes of one name', { secrets: [{ name: 'tmp', secretName: 'x', path: '/x' }] }, 'volume tmp of task users: got the same name twice'],
  ])('%s', (_, change, text) => {
    const { chart, workload } = setup();
    expect(() => {
      workload.addTask('users', () => task(change));
      chart.toJson();
    }).toThrow(text);
  });

  test('the name of a component', () => {
    expect(() => setup().workload.addTask('broker', () => task({ name: 'broker' }))).toThrow('chart: name of task broker: got that of a component');
  });

  test('the name of another task', () => {
    expect(() => setup().workload.addTask('topics', () => task({ name: 'topics' }))).toThrow('chart: name of a ServiceAccount: got "events-topics" twice');
  });

  test('a long name', () => {
    expect(() => setup().workload.addTask('u'.repeat(50), () => task({ name: 'u'.repeat(50) }))).toThrow('name of the Job: got');
  });

  test('a task that becomes another', () => {
    const { chart, workload } = setup();
    let when = TaskWhen.ONCE;
    workload.addTask('users', () => task({ when }));
    when = TaskWhen.SCHEDULE;
    expect(() => chart.toJson()).toThrow('task users: got users: schedule, without rights, with files, expected users: once, without rights, with files');
  });
});

test('of an exclusive task, each run finds its own name and that of the newest, which changes under its hands', () => {
  const { chart, workload } = setup();
  const wanted = { brokers: '0 1 2' };
  const job = workload.addTask('moves', () => task({ name: 'moves', exclusive: true, environment: { BROKERS: wanted.brokers } }));
  const early = job.name;
  wanted.brokers = '0 1 2 3';
  const objects = chart.toJson();
  const at = (kind: string, name: string) => objects.findIndex((o: any) => o.kind === kind && o.metadata.name === name);
  const newest = objects[at('ConfigMap', 'events-moves-current')];
  expect(job.name).not.toBe(early);
  expect(newest.data).toEqual({ name: job.name });
  expect(newest.immutable).toBeUndefined();
  expect(at('ConfigMap', 'events-moves-current')).toBeLessThan(at('Job', job.name));
  const pod = objects[at('Job', job.name)].spec.template.spec;
  expect(pod.volumes).toContainEqual({ name: 'current', configMap: { name: 'events-moves-current', defaultMode: 0o444 } });
  expect(pod.containers[0].volumeMounts).toContainEqual({ name: 'current', mountPath: '/etc/task/current', readOnly: true });
  expect(pod.containers[0].env).toContainEqual({ name: 'CURRENT_TASK', valueFrom: { fieldRef: { fieldPath: "metadata.labels['batch.kubernetes.io/job-name']" } } });
  expect(structuralFindings(objects, { externalSecrets: SECRETS })).toEqual([]);
});

test.each<[string, Partial<TaskPlan>]>([
  ['the engine', { environment: { CURRENT_TASK: 'events-moves-1' } }],
  ['the user', { pod: { environment: { CURRENT_TASK: 'events-moves-1' } } }],
])('%s can\'t tell an exclusive task another name', (_, change) => {
  const { chart, workload } = setup();
  expect(() => {
    workload.addTask('moves', () => task({ name: 'moves', exclusive: true, ...change }));
    chart.toJson();
  }).toThrow('environment variable CURRENT_TASK of task moves: got a value, expected none');
});

test('whether a task is exclusive is said once', () => {
  const { chart, workload } = setup();
  let exclusive = true;
  workload.addTask('moves', () => task({ name: 'moves', exclusive }));
  exclusive = false;
  expect(() => chart.toJson()).toThrow('task moves: got moves: once, without rights, with files, expected moves: once, exclusive, without rights, with files');
});
