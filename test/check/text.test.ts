import { configMap, statefulSet, template } from './objects';
import { compare } from '../../src/check/compare';
import { text } from '../../src/check/text';
import { verdictOf } from '../../src/check/verdict';
import { Note } from '../../src/manifests/manifests';

function said(before: any[], after: any[], notes: Note[] = []): string[] {
  return text(verdictOf(compare(before, after), []), notes).split('\n');
}

test('the worst object comes first, and in it the worst finding', () => {
  const lines = said([configMap({ a: '1' }), statefulSet()], [configMap({ a: '2' }), statefulSet({ spec: { replicas: 2, serviceName: 'shop' } })]);
  expect(lines.filter((line) => /^\S|^ {2}\S/.test(line)).slice(0, 5)).toEqual([
    'StatefulSet shop/store',
    '  forbidden by Kubernetes (change/immutable-field)',
    '  needs two steps (change/scale-in-unknown)',
    'ConfigMap shop/settings',
    '  in place (change/configuration)',
  ]);
  expect(lines.slice(-3)).toEqual(['1 forbidden by Kubernetes, 1 needs two steps, 1 in place', 'not to be applied as it is: forbidden by Kubernetes', '']);
});

test('fields with the same advice stand together, and many are counted', () => {
  const settings = (value: string) => Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key) => [key, value]));
  expect(said([configMap(settings('1'))], [configMap(settings('2'))]).slice(0, 8)).toEqual([
    'ConfigMap shop/settings',
    '  in place (change/configuration)',
    '    data.a: 1 -> 2',
    '    data.b: 1 -> 2',
    '    data.c: 1 -> 2',
    '    data.d: 1 -> 2',
    '    data.e: 1 -> 2',
    '    and 2 more fields',
  ]);
});

test.each([
  ['a value that comes', undefined, 'x', 'nothing -> x'],
  ['a value that goes', 'x', undefined, 'x -> nothing'],
  ['an empty text', '', 'x', '"" -> x'],
  ['a list', [1], [1, 2], '[1] -> [1,2]'],
  ['a long value', 'x', 'y'.repeat(100), `x -> ${'y'.repeat(56)} ...`],
  ['lines that go', 'a\nb\nc\nd\n', 'd\n', 'without "a" and "b" and 1 more'],
  ['a line that changes', 'a\nb\n', 'a\nc\n', 'without "b", with "c"'],
  ['another order', 'a\nb\n', 'b\na\n', 'its lines in another order'],
])('%s', (_, was, is, words) => {
  expect(said([configMap({ key: was, k: '1' })], [configMap({ key: is, k: '1' })])[2]).toBe(`    data.key: ${words}`);
});

test('containers in another order are said so', () => {
  const [a, b] = [{ name: 'a' }, { name: 'b' }];
  const set = (containers: object[]) => [statefulSet({ spec: { template: template({ containers }) } })];
  expect(said(set([a, b]), set([b, a]))[2]).toBe('    spec.template.spec.containers[order]: ["a","b"] -> ["b","a"]');
});

test('notes come at the end, and many are counted', () => {
  const notes = Array.from({ length: 12 }, (_, i) => ({ file: `${i}.yaml`, line: 1, text: 'no Kubernetes object' }));
  const lines = said([], [], notes);
  expect(lines[0]).toBe('not compared, or not as it stands');
  expect(lines.slice(10)).toEqual(['  9.yaml:1: no Kubernetes object', '  and 2 more', 'nothing changes', '']);
});
