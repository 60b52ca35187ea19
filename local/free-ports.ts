import { once } from 'node:events';
import { createServer } from 'node:net';
import { errorCode } from './error-code.ts';
import { portInUse } from './start-problem.ts';

/**
 * Makes sure, before anything is started, that nobody listens on these ports.
 * @param ports by the environment variable that chooses another one
 * @throws StartProblem
 */
export async function ensureFree(ports: Readonly<Record<string, number>>): Promise<void> {
  for (const [variable, port] of Object.entries(ports)) {
    const server = createServer();
    try {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    } catch (error) {
      if (errorCode(error) === 'EADDRINUSE') throw portInUse(port, variable);
      throw error;
    } finally {
      server.close();
    }
  }
}
