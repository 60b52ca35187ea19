import type { Machine } from '../../machine.ts';

/**
 * The mail emulator, loaded and started when it is needed first: it costs memory that most runs can spare.
 * `GET <address>/store` gives what was sent as JSON; nothing of it is kept over a restart.
 */
export function lazyMail(machine: Machine): () => Promise<string> {
  let starting: Promise<string> | undefined;
  return () => {
    starting ??= start(machine);
    return starting;
  };
}

async function start(machine: Machine): Promise<string> {
  const { default: startMail } = await import('aws-ses-v2-local');
  const server = await startMail({ host: '127.0.0.1', port: 0 });
  machine.onStop(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The mail emulator does not listen.');
  return `http://127.0.0.1:${address.port}`;
}
