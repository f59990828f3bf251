import { StatusCheck } from '../../src';

test('fields below fields', () => {
  const check = StatusCheck.field('currentState.summary', ['Up', 'Done']);
  expect(check._cel).toBe("string(status.?currentState.?summary.orValue('')) in ['Up', 'Done']");
  expect(check._lua).toBe('field({ "currentState", "summary" }, { "Up", "Done" })');
});

test('conditions, with a reason that does not count', () => {
  const check = StatusCheck.condition('Ready', { status: 'False', exceptReason: 'Creating' });
  expect(check._cel).toBe("status.?conditions.orValue([]).exists(c, c.type == 'Ready' && c.status == 'False' && c.?reason.orValue('') != 'Creating')");
  expect(check._lua).toBe('condition("Ready", "False", "Creating")');
});

test.each([
  [() => StatusCheck.condition("Ready' || true"), "StatusCheck.condition: word: got 'Ready' || true'"],
  [() => StatusCheck.condition('Ready', { status: '' }), "word: got ''"],
  [() => StatusCheck.field('phase', ['"']), "StatusCheck.field: word: got '\"'"],
  [() => StatusCheck.field('phase', []), 'StatusCheck.field: values: got none'],
  [() => StatusCheck.field('status[0]', ['x']), "StatusCheck.field: path: got 'status[0]'"],
])('what would end a quotation is refused (%#)', (wrong, message) => {
  expect(wrong).toThrow(message);
});
