import { Risk, Rule } from '../../src/contract';

test('a risk is a rule and a reason', () => {
  const risk = Risk.accept(Rule.STORAGE_DURABLE, '  rebuilt from the log in 5 minutes ');
  expect(risk.rule.id).toBe('storage/durable');
  expect(risk.reason).toBe('rebuilt from the log in 5 minutes');
});

test.each(['', '         ', 'why not'])('a reason that says nothing is refused: \'%s\'', (reason) => {
  expect(() => Risk.accept(Rule.STORAGE_DURABLE, reason))
    .toThrow(/storage\/durable: got the reason '.*', expected 10 characters or more; say why/);
});

test('a rule can be named by its id', () => {
  expect(Rule.of('storage/durable').toString()).toBe(Rule.STORAGE_DURABLE.toString());
});

test.each(['', 'durable', 'Storage/Durable', 'storage/durable ', 'a/b/c'])('an id of another form is refused: \'%s\'', (id) => {
  expect(() => Rule.of(id)).toThrow(`Rule.of: id: got '${id}', expected an area and a name`);
});
