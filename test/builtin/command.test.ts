import { fromLiteral, literal } from '../../src/builtin/command';

/** What Kubernetes makes of a text: third_party/forked/golang/expansion/expand.go, with B as the only variable. */
function expanded(text: string): string {
  return text.replace(/\$\$|\$\(([^)]*)\)/g, (match, name) => match === '$$' ? '$' : name === 'B' ? 'value of B' : match);
}

test.each(['plain', '$(B)', '$$(B)', '$$', '$$$', 'a$b', '$', '$$$$(B)', '$(X)', 'cost: 5$'])('%s stays as it is', (text) => {
  expect(expanded(literal(text))).toBe(text);
  expect(fromLiteral(literal(text))).toBe(text);
});

test('without care it would not', () => {
  expect(expanded('$(B)')).toBe('value of B');
});
