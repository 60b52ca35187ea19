import { type JsonConsole, makeJson } from '../../src/lambda/json-console.ts';

function written(print: (console: Console) => void, options: Partial<JsonConsole> = {}): object[] {
  const lines: object[] = [];
  const patched = { ...console };
  makeJson(patched, {
    requestId: () => 'request-1',
    write: (line) => lines.push(JSON.parse(line) as object),
    ...options,
  });
  print(patched);
  return lines;
}

describe('a console of the log format JSON', () => {
  it('writes time, level, request and what it was given', () => {
    expect(written((console) => console.warn({ text: 'slow', ms: 3 }))).toEqual([
      {
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
        level: 'WARN',
        requestId: 'request-1',
        message: { text: 'slow', ms: 3 },
      },
    ]);
  });

  it('puts several arguments together into text', () => {
    expect(written((console) => console.log('%s of %d', 'one', 2))).toMatchObject([
      { level: 'INFO', message: 'one of 2' },
    ]);
  });

  it('tells what an error is', () => {
    const [line] = written((console) => console.error({ failure: new TypeError('no table') }));
    expect(line).toMatchObject({ message: { failure: { errorType: 'TypeError', errorMessage: 'no table' } } });
    const [text] = written((console) => console.error('failed', new RangeError('too far')));
    expect(text).toMatchObject({
      message: expect.stringMatching(/^failed RangeError: too far/) as string,
      errorType: 'RangeError',
    });
  });

  it('writes as text what is no JSON', () => {
    expect(written((console) => console.info({ big: 1n }))).toMatchObject([{ message: '{ big: 1n }' }]);
  });

  it('leaves out what is below the level of the function', () => {
    const print = (console: Console) => {
      console.debug('debug');
      console.info('info');
      console.error('error');
    };
    expect(written(print)).toMatchObject([{ message: 'info' }, { message: 'error' }]);
    expect(written(print, { level: 'ERROR' })).toMatchObject([{ message: 'error' }]);
    expect(written(print, { level: 'FATAL' })).toEqual([]);
    expect(written(print, { level: 'TRACE' })).toHaveLength(3);
  });
});
