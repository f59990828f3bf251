import { bytes, cpu, parseQuantity } from '../../src/builtin/quantity';

test.each([
  [0, '0'], [1, '1'], [1000, '1k'], [1024, '1Ki'], [1500, '1500'], [1536, '1536'], [1536 * 1024, '1536Ki'], [1024 ** 3, '1Gi'], [1.5 * 1024 ** 3, '1536Mi'],
  [100 * 1024 ** 3, '100Gi'], [4e9, '3906250Ki'], [1500001000, '1500001k'],
])('%d bytes are %s', (value, text) => {
  expect(bytes(value)).toBe(text);
  expect(parseQuantity(text)).toBe(value);
});

test.each([[500, '500m'], [1000, '1'], [1500, '1500m'], [2000, '2'], [64000, '64'], [1000000, '1k']])('%d thousandths of a core are %s', (value, text) => {
  expect(cpu(value)).toBe(text);
  expect(parseQuantity(text)! * 1000).toBe(value);
});

test.each([['1.5Gi', 1.5 * 1024 ** 3], ['1e3', 1000], [2, 2], ['0.5', 0.5], ['two', undefined], [undefined, undefined], ['1 Gi', undefined]])('%s is read as %s', (text, value) => {
  expect(parseQuantity(text)).toBe(value);
});
