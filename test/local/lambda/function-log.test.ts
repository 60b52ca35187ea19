import { warningIn } from '../../../local/lambda/function-log.ts';

describe('a line that a function prints', () => {
  it.each([
    [
      'an error with its cause',
      { level: 'ERROR', message: { text: 'request failed', failure: { message: 'no table' } } },
      'ERROR request failed: no table',
    ],
    ['an entry with facts', { level: 'WARN', message: { text: 'slow', ms: 3 } }, 'WARN slow'],
    ['a warning', { level: 'WARN', message: 'slow' }, 'WARN slow'],
    ['several lines', { level: 'ERROR', message: 'one\n  two' }, 'ERROR one two'],
  ])('is said on the console if it is %s', (_, entry, said) => {
    expect(warningIn(JSON.stringify(entry))).toBe(said);
  });

  it.each([
    ['news', JSON.stringify({ level: 'INFO', message: 'started' })],
    ['metrics', JSON.stringify({ _aws: {} })],
    ['plain text', 'ERROR in words'],
    ['broken JSON', '{"level":"ERROR"'],
  ])('only goes to the file if it is %s', (_, line) => {
    expect(warningIn(line)).toBeUndefined();
  });
});
