import { jsonResponse, type Routes, StartProblem, startLocalStack } from 'cloudformation-local';

/** `node start.ts '<options as JSON>'` */
const options = JSON.parse(process.argv[2] ?? '');
let mails: unknown;
let stop = async () => {};

const stack = await startLocalStack({
  ...options,
  log: { info: console.log, warn: console.error },
  keepMail: async (emulator) => {
    mails = await (await fetch(`${emulator}/store`)).json();
  },
  onStarted: (stopStack) => {
    stop = stopStack;
  },
});
const routes: Routes = async ({ path }) => {
  if (path === '/update') {
    const update = stack
      .update()
      .catch((error: unknown) => (error instanceof StartProblem ? error.sentences : [error]));
    return jsonResponse(200, await update);
  }
  if (path === '/outputs') return jsonResponse(200, stack.outputs);
  return path === '/mails' ? jsonResponse(200, mails) : undefined;
};
await stack.listen(routes);
process.on('SIGINT', () => void stop().finally(() => process.exit()));
console.log('It runs.');
