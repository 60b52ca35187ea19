// A real browser on a busy machine now and then answers later than any sensible limit. Nothing else is ever tried twice.
const { testPath = '' } = expect.getState();
if (/[\\/]test[\\/]browser[\\/]/.test(testPath)) jest.retryTimes(2, { logErrorsBeforeRetry: true });
