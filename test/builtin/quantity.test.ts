import { bytes, canonicalQuantity, cpu, parseQuantity } from '../../src/builtin/quantity';

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

// what k8s.io/apimachinery writes for the same texts
test.each([
  ['2', '2'], ['0.5', '500m'], ['1000m', '1'], ['1500m', '1500m'], ['1.5Gi', '1536Mi'], ['1024Ki', '1Mi'], ['1023', '1023'], ['512', '512'], ['0.5Ki', '512'],
  ['1000', '1k'], ['1e3', '1e3'], ['100e1', '1e3'], ['0', '0'], ['0Gi', '0'], ['+1', '1'], ['-0.5', '-500m'], ['1E', '1E'], ['.5', '500m'], ['1.', '1'], ['12345n', '12345n'], ['1u', '1u'],
  ['0.1n', '1n'], ['0.9765625Ki', '1k'], ['2000Mi', '2000Mi'], ['2048Mi', '2Gi'], ['7Ei', '7Ei'],
])('%s is written as %s', (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical);
});

test.each(['', 'two', '4 Gi', '1.5.2', 'Gi', '1gi', '1K', '--1', '1e', '1e999', '8Ei'])('"%s" is no quantity', (text) => {
  expect(canonicalQuantity(text)).toBeUndefined();
});
