import { readAll } from '../../../conformance/kafka/reader';
import { Acknowledged } from '../../../conformance/kafka/writer';
import { Api } from '../../../conformance/kubernetes/api';

const acknowledged = (partition: number, offset: number, value: string): Acknowledged => ({ partition, offset, value, at: 0 });

/** Reads a log of `partition:offset value` lines. `ends`: what the tool for offsets says, where it is asked. */
function read(record: Acknowledged[], log: string[], ends = '') {
  const lines = log.map((row) => row.replace(/^(\d+):(\d+) (.*)$/, 'Partition:$1\tOffset:$2\t$3'));
  const api = {
    execLines: async (_n: string, _p: string, _c: string, _command: string[], enough: (line: string) => boolean) => { lines.some(enough); return ''; },
    exec: async (_n: string, _p: string, _c: string, command: string[]) => ({ code: 0, out: command[2].includes('get-offsets') ? ends : '', err: '' }),
  };
  return readAll(api as unknown as Api, 'three', 'witness', 'events', 'events:9092', 'facts', record);
}

test('a log that holds what was acknowledged lacks nothing', async () => {
  const reading = await read([acknowledged(0, 0, '7.0'), acknowledged(1, 4, '7.1')], ['0:0 7.0', '1:4 7.1']);
  expect(reading).toEqual({ acknowledged: 2, lost: [], twice: [], disordered: [] });
});

test('what another message stands in the place of is lost', async () => {
  const reading = await read([acknowledged(0, 0, '7.0')], ['0:0 7.5']);
  expect(reading.lost.map((a) => a.value)).toEqual(['7.0']);
});

test('where a log was cut off and written anew, the first of two messages that were acknowledged for one place is lost', async () => {
  const reading = await read([acknowledged(0, 0, '7.0'), acknowledged(0, 0, '7.3')], ['0:0 7.3']);
  expect(reading.lost.map((a) => a.value)).toEqual(['7.0']);
});

test('what a log that ends early does not hold is lost', async () => {
  const reading = await read([acknowledged(0, 0, '7.0'), acknowledged(0, 1, '7.1')], ['0:0 7.0'], 'facts:0:1\n');
  expect(reading.lost.map((a) => a.value)).toEqual(['7.1']);
});

test.each([['goes on', 'facts:0:2\n'], ['is not known', '']])('a log that %s, and was not read so far, is unreadable, not lost', async (_, ends) => {
  await expect(read([acknowledged(0, 0, '7.0'), acknowledged(0, 1, '7.1')], ['0:0 7.0'], ends)).rejects.toThrow(/^unreadable: .* 0:1/);
});

test('a message that is there twice, and one that stands behind a later one, are told', async () => {
  const reading = await read([acknowledged(0, 2, '7.1')], ['0:0 7.1', '0:1 7.2', '0:2 7.1']);
  expect(reading).toMatchObject({ lost: [], twice: ['7.1'], disordered: ['7.1'] });
});
