import { Cel, readCel } from '../../../src/operators/own/cel';
import { Unread } from '../../../src/operators/own/cel-token';

/** A tree in one line. */
function written(tree: Cel): string {
  switch (tree.kind) {
    case 'literal': return tree.text === undefined ? '#' : `"${tree.text}"`;
    case 'name': return tree.name;
    case 'select': return `${written(tree.target)}.${tree.field}`;
    case 'index': return `${written(tree.target)}[${written(tree.index)}]`;
    case 'call': return `${tree.target ? `${written(tree.target)}.` : ''}${tree.name}(${tree.args.map(written).join(', ')})`;
    case 'several': return `{${tree.parts.map(written).join(', ')}}`;
    case 'choice': return `(${written(tree.condition)} ? ${written(tree.yes)} : ${written(tree.no)})`;
  }
}

test.each([
  ['self.a.b', 'self.a.b'],
  ['self.?a.orValue(1)', 'self.a.orValue(#)'],
  ['self[0].b', 'self[#].b'],
  ["self['a b']", 'self["a b"]'],
  ['a || b && !c', '||(a, &&(b, !(c)))'],
  ['a + b * -c - d', '-(+(a, *(b, -(c))), d)'],
  ['a < b == true', '==(<(a, b), #)'],
  ["'x' in self.list", 'in("x", self.list)'],
  ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
  ['self.all(x, x > 1u)', 'self.all(x, >(x, #))'],
  ['[1, 2,].size()', '{#, #}.size()'],
  ['{"a": 1, "b": [2]}', '{"a", #, "b", {#}}'],
  ['(a)', 'a'],
  ['a // why\n && b', '&&(a, b)'],
  ['0x1F == 1.5e3', '==(#, #)'],
  ['.a.b', 'a.b'],
  ['self.`a-b`', 'self.a-b'],
  ['self[?0].orValue(1)', 'self[#].orValue(#)'],
  ['[?self.?a]', '{self.a}'],
  ['{?"a": self.?a}', '{"a", self.a}'],
  ['a.b{c: 1, d: 2}.c', '{#, #}.c'],
])('%s is read', (text, tree) => {
  expect(written(readCel(text))).toBe(tree);
});

test.each([
  ["'a\\nb'", 3], ["r'a\\nb'", 4], ['"it\'s"', 4], ['"""a"b"""', 3], ["'\\''", 1], ["b'ab'", 2],
])('the text %s has %d characters', (text, length) => {
  const tree = readCel(text);
  expect(tree.kind === 'literal' && tree.text?.length).toBe(length);
});

test.each([
  ['', 0], ['a b', 2], ['(a', 2], ['a)', 1], ["a == 'open", 5], ['a ~ b', 2], ['a.', 2], ['a ? b', 5], ['[1, 2', 5], ['{"a" 1}', 5], ['self.1', 4], ['a = b', 2],
  ['f(a,)', 4], ["a.matches('^\\d$')", 10], ["'a\nb", 0], ['a.`b', 2], ['a[', 2], ['a{b: }', 5], ['- ', 2],
])('%s is no expression from character %d on', (text, at) => {
  const found = (() => {
    try {
      return readCel(text);
    } catch (error) {
      return error;
    }
  })();
  expect(found).toBeInstanceOf(Unread);
  expect((found as Unread).at).toBe(at);
});
