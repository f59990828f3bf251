import { Duration } from 'cdk8s';
import { Delivery, Sink } from '../../../src';
import { flinkSeconds, progressOf } from '../../../src/stream/flink/progress';
import { complaint, declare, findings } from '../declare';

const progress = (config: Record<string, string> = {}) => progressOf('shop/fraud', config, true, 60);

test("as Flink has it by default: ten minutes for a checkpoint, fifty seconds until a worker counts as lost, a minute's pause", () => {
  expect(progress()).toEqual({ keptOutside: true, everySeconds: 60, takesSeconds: 600, takesSetting: 'execution.checkpointing.timeout', resumesSeconds: 110 });
  expect(progressOf('shop/fraud', {}, false)).toEqual({ keptOutside: false });
});

test('what config says of it counts', () => {
  expect(progress({ 'execution.checkpointing.timeout': '2 min', 'heartbeat.timeout': '10000', 'restart-strategy.exponential-delay.max-backoff': 'PT5M' })).toMatchObject({ takesSeconds: 120, resumesSeconds: 310 });
  expect(progress({ 'execution.checkpointing.min-pause': '30 s' })).toEqual(expect.not.objectContaining({ takesSetting: expect.anything() }));
  // two may fail: the third one comes after two intervals more
  expect(progress({ 'execution.checkpointing.tolerable-failed-checkpoints': '2' })).toMatchObject({ takesSeconds: 600 + 2 * 660 });
});

test.each([
  ['10 min', 600], ['1 h', 3600], ['90', 1], ['90000', 90], ['1500 ms', 2], ['2days', 172800], ['PT10M', 600], ['P1DT1H', 90000], ['PT0.01S', 1], ['5 Seconds', 5],
])('%s is %d s', (text, seconds) => expect(flinkSeconds('p', 'k', text)).toBe(seconds));

test.each(['soon', '1.5 min', '10 parsecs', 'P', 'PT', ''])('%p is no time', (text) => {
  expect(complaint(() => flinkSeconds('shop/fraud', 'heartbeat.timeout', text))).toBe(`shop/fraud: config['heartbeat.timeout']: got '${text}', expected a time, a whole number with a unit; write 'heartbeat.timeout': '50 s'`);
});

test('half a checkpoint is none that may fail', () => {
  expect(complaint(() => declare({}, { config: { 'execution.checkpointing.tolerable-failed-checkpoints': '0.5' } }))).toContain("tolerable-failed-checkpoints']: got '0.5', expected a whole number of 0 or more");
});

describe('transactions', () => {
  const found = (timeout: Duration, config?: Record<string, string>) => findings(
    { writes: [Sink.transactional(Sink.external('ledger'), { timeout, longestTimeout: Duration.minutes(15) })], guarantees: { delivery: Delivery.EXACTLY_ONCE } }, { config },
  ).join();

  test('that end a second after a checkpoint began are found', () => {
    expect(found(Duration.seconds(61))).toContain('transactions of 61 s, and a checkpoint every 60 s that may take 600 s, and up to 110 s until the work starts again after a failure, expected transactions '
      + 'that outlast a checkpoint and a restart, more than 770 s: one that times out is lost; let transactions last 780 s');
  });

  test('what is suggested helps', () => {
    expect(found(Duration.seconds(780))).toBe('');
    const long = { 'execution.checkpointing.timeout': '20 min' };
    expect(found(Duration.minutes(15), long)).toContain('give checkpoints up after 729 s (execution.checkpointing.timeout)');
    expect(found(Duration.minutes(15), { 'execution.checkpointing.timeout': '729 s' })).toBe('');
  });
});
