import { Member } from './member';

let broker: Member;
beforeEach(() => { broker = new Member('broker', 1); });
afterEach(() => broker.remove());

const alive = (more = {}) => broker.script('alive', more).code;

test('a process that never listened is left alone: its log recovery may take hours', () => {
  expect(alive()).toBe(0);
});

test('a process that listens is alive', () => {
  broker.listen(9091);
  expect(alive()).toBe(0);
});

test('a process that no longer listens is dead', () => {
  broker.listen(9091);
  alive();
  broker.listen(9092);
  expect(alive()).toBe(1);
});

test('the next process starts from the beginning', () => {
  broker.listen(9091);
  alive();
  broker.listen();
  broker.process(4712);
  expect(alive()).toBe(0);
});

test('with both roles, both ports count', () => {
  const both = { CONTROLLER_PORT: '9093' };
  broker.listen(9091, 9093);
  alive(both);
  broker.listen(9091);
  expect(alive(both)).toBe(1);
});

test('it starts no tool', () => {
  broker.command('kafka/bin/kafka-topics.sh');
  broker.listen(9091);
  alive();
  expect(broker.calls()).toEqual([]);
});
