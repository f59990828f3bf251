import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkedSettings } from '../../../../src/operators/strimzi/render/settings';

/** What the classes of Strimzi's release say: the constants of KafkaClusterSpec in io.strimzi:api. */
const [forbidden, allowed] = readFileSync(join(__dirname, '../recorded/1.2.0-settings.txt'), 'utf8').trim().split('\n').map((line) => line.split(': ')[1].split(', '));

const takes = (key: string) => {
  try { checkedSettings('events', { [key]: 'x' }); return true; } catch { return false; }
};

test('every prefix that Strimzi 1.2.0 takes out is refused', () => {
  expect(forbidden.length).toBeGreaterThan(30);
  expect(forbidden.filter((prefix) => takes(prefix) || takes(`${prefix}x`))).toEqual([]);
});

test('what it makes an exception of is taken, and nothing that only begins so', () => {
  expect(allowed.filter((key) => !takes(key))).toEqual([]);
  expect(takes('ssl.protocol.x')).toBe(false);
});

test('all else is taken, sorted', () => {
  expect(Object.keys(checkedSettings('events', { 'num.io.threads': '8', 'log.retention.ms': '1' }))).toEqual(['log.retention.ms', 'num.io.threads']);
});
