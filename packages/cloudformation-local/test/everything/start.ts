import { jsonResponse, type Routes, startLocalStack } from 'cloudformation-local';

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
const routes: Routes = ({ path }) => {
  if (path === '/outputs') return jsonResponse(200, stack.outputs);
  return path === '/mails' ? jsonResponse(200, mails) : undefined;
};
await stack.listen(routes);
process.on('SIGINT', () => void stop().finally(() => process.exit()));
console.log('It runs.');
