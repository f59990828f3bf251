import { createHash } from 'node:crypto';
import { FlinkPod } from './flink';

/**
 * Flink and the API server are played: `curl` is a stand-in that answers from what it was asked before. The answers are those of Flink 2.3.0,
 * recorded from a real cluster, and of the API server.
 */
const JOB = '00000000b4c81ca80000000000000000';
const LOCATION = 's3://shop-flink/streams/fraud/savepoints/r8/savepoint-000000-4709e1f10e74';
const requestName = (number: number) => createHash('md5').update(`fraud-savepoint-r8 ${number}`).digest('hex');

const COMPLETED = `{"status":{"id":"COMPLETED"},"operation":{"location":"${LOCATION}"}}`;
const FAILED = '{"status":{"id":"COMPLETED"},"operation":{"failure-cause":{"class":"java.util.concurrent.CompletionException","stack-trace":"java.util.concurrent.CompletionException: a task is not running\\n\\tat x","serialized-throwable":"rO0A"}}}';
const IN_PROGRESS = '{"status":{"id":"IN_PROGRESS"},"operation":null}';
const state = (status: string) => `{"jobs":[{"id":"${JOB}","status":"${status}"}]}`;

let pod: FlinkPod;
beforeEach(() => {
  pod = new FlinkPod({
    NAMESPACE: 'streams', RECORD: 'fraud-savepoint-r8', REST: 'http://fraud-rest.streams.svc:8081', TARGET: 's3://shop-flink/streams/fraud/savepoints/r8', PAUSE_SECONDS: '0.01', WAIT_SECONDS: '20',
  });
  Object.assign(pod.environment, { SERVICE_ACCOUNT_DIR: pod.path('account') });
  pod.write('account/token', 'the-token');
  plays({});
});
afterEach(() => pod.remove());

/**
 * What is answered: `status text` for each kind of call, one after the other; the last one stays. A call is known by its method and address.
 */
function plays(answers: Partial<Record<'record' | 'make' | 'jobs' | 'look' | 'stop', string[]>>): void {
  const all = { record: ['404 {}'], make: ['201 {}'], jobs: [`200 ${state('RUNNING')}`], look: ['404 {}'], stop: ['202 {"request-id":"x"}'], ...answers };
  for (const [kind, list] of Object.entries(all)) list.forEach((answer, i) => pod.write(`play/${kind}.${i}`, answer));
  pod.command('bin/curl', {
    run: [
      `cd '${pod.path('play')}'`,
      // the token is handed over in a file
      'for each in "$@"; do case $each in /dev/fd/*) cat "$each" >>token ;; esac; done',
      'kind=jobs',
      // the address comes last
      'case ${!#} in */configmaps) kind=make ;; */configmaps/*) kind=record ;; */savepoints/*) kind=look ;; */stop) kind=stop ;; esac',
      'turn=$(cat "$kind.turn" 2>/dev/null || echo 0)',
      '[ -e "$kind.$((turn + 1))" ] && echo $((turn + 1)) >"$kind.turn"',
      'read -r status text <"$kind.$turn" || true',
      'while [ $# -gt 0 ]; do [ "$1" != --output ] || printf %s "$text" >"$2"; shift; done',
      '[ "$status" != 000 ] || exit 7',
      'printf %s "$status"',
      'exit 0',
    ].join('\n'),
  });
}

const stop = (more = {}) => pod.script('savepoint', [], more);
const calls = (of: string) => pod.calls().filter((call) => call.includes(of));

test('asks once, waits, and writes down where the savepoint lies', () => {
  plays({ look: ['404 {}', `200 ${IN_PROGRESS}`, `200 ${COMPLETED}`] });
  const { code, out } = stop();
  expect(out).toContain(`the job has stopped, and its savepoint lies at ${LOCATION}`);
  expect(code).toBe(0);
  expect(calls(`/jobs/${JOB}/stop`)).toHaveLength(1);
  expect(calls('/stop')[0]).toContain(`{"drain":false,"targetDirectory":"s3://shop-flink/streams/fraud/savepoints/r8","triggerId":"${requestName(1)}"}`);
  expect(calls('/namespaces/streams/configmaps').filter((call) => call.includes('--data')).at(-1)).toContain(`"immutable":true,"data":{"path":"${LOCATION}"}`);
});

test('its record has no label of the workload, so that nobody prunes it', () => {
  plays({ look: [`200 ${COMPLETED}`] });
  stop();
  expect(calls('/namespaces/streams/configmaps').filter((call) => call.includes('--data'))[0]).toContain('"labels":{"app.kubernetes.io/managed-by":"cdk8s-data"}');
});

test('what was written down is done: Flink is not asked', () => {
  plays({ record: [`200 {"data":{"path":"${LOCATION}"}}`] });
  const { code, out } = stop();
  expect([code, out]).toEqual([0, `the savepoint lies at ${LOCATION}\n`]);
  expect(calls('8081')).toEqual([]);
});

test('a run that was cut off finds what it began: it asks for no second savepoint', () => {
  plays({ look: [`200 ${COMPLETED}`], jobs: [`200 ${state('FINISHED')}`] });
  expect(stop().code).toBe(0);
  expect(calls('/stop')).toEqual([]);
});

test('a savepoint that failed is asked for again, under another name', () => {
  plays({ look: ['404 {}', `200 ${FAILED}`, '404 {}', `200 ${COMPLETED}`] });
  const { code, out } = stop();
  expect(code).toBe(0);
  expect(out).toContain('the savepoint failed: java.util.concurrent.CompletionException: a task is not running\n');
  expect(calls('/stop').map((call) => /"triggerId":"(\w+)"/.exec(call)![1])).toEqual([requestName(1), requestName(2)]);
});

test('savepoints that always fail are given up', () => {
  plays({ look: [`200 ${FAILED}`] });
  const { code, out } = stop();
  expect(code).toBe(1);
  expect(out).toContain('gave up after 20 savepoints that failed');
});

test.each(['CREATED', 'RESTARTING', 'FAILING'])('a job that is %s is waited for', (status) => {
  plays({ jobs: [`200 ${state(status)}`, `200 ${state('RUNNING')}`], look: ['404 {}', '404 {}', `200 ${COMPLETED}`] });
  expect(stop().code).toBe(0);
  expect(calls('/stop')).toHaveLength(1);
});

test.each(['FINISHED', 'CANCELED', 'FAILED'])('a job that is %s by itself can not be stopped: trying again is useless', (status) => {
  plays({ jobs: [`200 ${state(status)}`] });
  const { code, out } = stop();
  expect(code).toBe(3);
  expect(out).toContain(`refused: the job is ${status}`);
});

test.each([['no leader', '000 '], ['a leader that knows no job yet', '200 {"jobs":[]}'], ['a leader that is not elected', '503 {"errors":["Service temporarily unavailable due to an ongoing leader election. Please refresh."]}']])(
  '%s is waited for, and that ends', (_, answer) => {
    plays({ jobs: [answer] });
    const { code, out } = stop({ WAIT_SECONDS: '1' });
    expect(code).toBe(1);
    expect(out).toContain('gave up after 1 s');
    expect(out.match(/waiting:/g)).toHaveLength(1);
  });

test('a leader that answers something else for the savepoint is not asked to stop', () => {
  plays({ look: ['500 {}'] });
  expect(stop({ WAIT_SECONDS: '1' }).code).toBe(1);
  expect(calls('/stop')).toEqual([]);
});

test('what can not be written down is told to a person: the job has stopped', () => {
  plays({ look: [`200 ${COMPLETED}`], make: ['403 {}'] });
  const { code, out } = stop({ WAIT_SECONDS: '1' });
  expect(code).toBe(3);
  expect(out).toContain(`the API server answers 403 for ConfigMap fraud-savepoint-r8 (403: the service account needs create on configmaps). Its savepoint lies at ${LOCATION}`);
});

test('a record that somebody made meanwhile is the one that counts', () => {
  plays({ record: ['404 {}', '200 {"data":{"path":"s3://b/other"}}'], look: [`200 ${COMPLETED}`], make: ['409 {}'] });
  const { code, out } = stop();
  expect(code).toBe(0);
  expect(out).toContain('the savepoint lies at s3://b/other');
});

test('an API server that lets nobody look is told', () => {
  plays({ record: ['403 {}'] });
  const { code, out } = stop();
  expect(code).toBe(1);
  expect(out).toContain('403: the service account needs get on it');
});

test('the token is on no command line, and is not shown to Flink', () => {
  plays({ look: [`200 ${COMPLETED}`] });
  stop();
  expect(pod.calls().join('\n')).not.toContain('the-token');
  expect(pod.read('play/token')).toContain('Authorization: Bearer the-token');
  for (const call of calls('8081')) expect(call).not.toContain('--config');
});
