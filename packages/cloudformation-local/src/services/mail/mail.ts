import { createRequire } from 'node:module';
import { refuseWebPages } from '../../aws/web-page.ts';
import type { Machine } from '../../machine.ts';

/**
 * The mail emulator, loaded and started when it is needed first: it costs memory that most runs can spare.
 * `GET <address>/store` gives what was sent as JSON; it forgets, so a mailbox takes every mail over.
 */
export function lazyMail(machine: Machine): () => Promise<string> {
  let starting: Promise<string> | undefined;
  return () => {
    starting ??= start(machine);
    return starting;
  };
}

async function start(machine: Machine): Promise<string> {
  // Required, not imported: the package is CommonJS, and its default export would be wrapped in another.
  const mail: typeof import('aws-ses-v2-local') = createRequire(import.meta.url)('aws-ses-v2-local');
  const server = await mail.default({ host: '127.0.0.1', port: 0 });
  refuseWebPages(server);
  machine.onStop(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The mail emulator does not listen.');
  return `http://127.0.0.1:${address.port}`;
}
