import { recorded } from './scripts/member';
import { checkedSetting, KNOWN_SETTINGS } from '../../../src/cluster/kafka/known-settings';

interface Recorded { name: string; type: string; bounds?: string }

/** What a Kafka says of itself: recorded/Settings.java. */
function answer(version: string): Recorded[] {
  return recorded(`${version}-settings`).trim().split('\n').map((line) => line.split(' ')).map(([name, type, bounds]) => ({ name, type, bounds }));
}

const all = [...answer('4.2.0'), ...answer('4.3.1')];
const ours = all.filter(({ name }) => KNOWN_SETTINGS.includes(name));
const takes = (name: string, value: string) => {
  try { checkedSetting('events', name, value); return true; } catch { return false; }
};

describe('the data', () => {
  test('names what Kafka 4.2 and 4.3 know, but what the library owns', () => {
    const names = new Set(all.map(({ name }) => name));
    expect(KNOWN_SETTINGS.filter((name) => !names.has(name))).toEqual([]);
    const left = [...names].filter((name) => !KNOWN_SETTINGS.includes(name)).map((name) => name.split('.')[0]);
    expect([...new Set(left)].sort()).toEqual(['advertised', 'authorizer', 'broker', 'config', 'controller', 'early', 'inter', 'listener', 'listeners', 'log', 'metadata', 'node', 'principal', 'process', 'sasl', 'security', 'ssl']);
  });

  test('has the types of both', () => {
    const words: Record<string, (name: string) => boolean> = {
      BOOLEAN: (name) => takes(name, 'True') && !takes(name, '1'),
      DOUBLE: (name) => takes(name, '0.25') && !takes(name, 'half'),
      ...Object.fromEntries([['SHORT', 16n], ['INT', 32n], ['LONG', 64n]].map(([type, bits]) => [type, (name: string) => !takes(name, 'two') && !takes(name, '1.5') && !takes(name, String(2n ** ((bits as bigint) - 1n)))])),
    };
    const typed = ours.filter(({ type }) => words[type]);
    expect(typed.length).toBeGreaterThan(400);
    expect(typed.filter(({ name, type }) => !words[type](name))).toEqual([]);
  });

  test('has their bounds; where the two differ, those of 4.3', () => {
    const whole = ours.filter(({ type, bounds }) => ['SHORT', 'INT', 'LONG'].includes(type) && bounds);
    const bounded = whole.map(({ name, bounds }) => ({ name, ends: /^\[(-?\d+),\.\.\.(?:,(\d+))?\]$/.exec(bounds!)!.slice(1) }));
    expect(bounded.length).toBeGreaterThan(250);
    const beyond = (by: bigint) => bounded.flatMap(({ name, ends: [least, most] }): [string, bigint][] => [
      [name, BigInt(least) - by],
      ...(most ? [[name, BigInt(most) + by]] as [string, bigint][] : []),
    ]);
    expect(beyond(0n).filter(([name, value]) => !takes(name, `${value}`))).toEqual([]);
    expect(beyond(1n).filter(([name, value]) => takes(name, `${value}`))).toEqual([]);
  });
});

test.each([
  ['a letter that is missing', 'log.retention.hour', '1', "config: got the name 'log.retention.hour', which no broker knows, so that it would be passed over in silence, expected 'log.retention.hours'; write 'log.retention.hours': '1'"],
  ['the name that topics have', 'retention.ms', '1', "write 'log.retention.ms': '1'"],
  ['a word for a number', 'log.retention.hours', 'two', "config['log.retention.hours']: got 'two', with which no broker starts, expected a whole number from -2147483648 to 2147483647; write such a value, or leave 'log.retention.hours' away for Kafka's default"],
  ['a number below its bound', 'log.segment.bytes', '1024', 'expected a whole number of 1048576 or more'],
  ['a number above its bound', 'compression.lz4.level', '18', 'expected a whole number from 1 to 17'],
  ['an unknown word', 'log.cleanup.policy', 'compact, keep', 'expected some of compact, delete'],
  ['another case of a word', 'log.message.timestamp.type', 'createtime', 'expected one of CreateTime, LogAppendTime'],
])('%s is refused', (_, name, value, message) => {
  expect(() => checkedSetting('events', name, value)).toThrow(message);
});

test.each([
  ['a plugin\'s name', 'rsm.config.chunk.size', 'x'],
  ['blanks around a number', 'num.partitions', ' 3 '],
  ['a sign', 'log.retention.ms', '-1'],
  ['a number with an exponent', 'log.cleaner.io.max.bytes.per.second', '1.0E7'],
  ['several words', 'log.cleanup.policy', 'compact, delete'],
])('%s passes', (_, name, value) => {
  expect(() => checkedSetting('events', name, value)).not.toThrow();
});
