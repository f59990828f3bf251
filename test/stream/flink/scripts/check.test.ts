import { FlinkPod } from './flink';

let pod: FlinkPod;
beforeEach(() => { pod = new FlinkPod(); });
afterEach(() => pod.remove());

const check = (what: string) => pod.script('check', [what]).code;

test('a process that does not listen yet is alive, and not ready', () => {
  expect([check('alive'), check('ready')]).toEqual([0, 1]);
});

test('a process that listens is both', () => {
  pod.listen(6122);
  expect([check('alive'), check('ready')]).toEqual([0, 0]);
});

test('another port does not count', () => {
  pod.listen(6121);
  expect(check('ready')).toBe(1);
});

test.each(['alive', 'ready'])('a process that no longer listens is dead, whoever saw it listen: %s', (seen) => {
  pod.listen(6122);
  check(seen);
  pod.listen();
  expect(check('alive')).toBe(1);
});

test('the next process begins anew', () => {
  pod.listen(6122);
  check('alive');
  pod.process(200);
  pod.listen();
  expect(check('alive')).toBe(0);
});
