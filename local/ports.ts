import { once } from 'node:events';
import { createServer } from 'node:net';
import { errorCode, StartProblem } from 'cloudformation-local';

/** Ports by the environment variables that choose others. */
export type Ports = Readonly<Record<string, number>>;

/**
 * Makes sure, before anything is started, that nobody listens on these ports.
 * @throws StartProblem
 */
export async function ensureFree(ports: Ports): Promise<void> {
  for (const port of Object.values(ports)) {
    const server = createServer();
    try {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    } catch (error) {
      throw asStartProblem(error, ports);
    } finally {
      server.close();
    }
  }
}

/** The same error, or a sentence that names the variable where one of the ports is taken. */
export function asStartProblem(error: unknown, ports: Ports): unknown {
  if (!isPortInUse(error)) return error;
  const { port } = error;
  const variable = Object.keys(ports).find((name) => ports[name] === port);
  if (variable === undefined) return error;
  return new StartProblem([
    `Port ${port} is already in use; choose another with ${variable}, like ${variable}=${port + 10}.`,
  ]);
}

function isPortInUse(error: unknown): error is Error & { port: number } {
  return (
    error instanceof Error && errorCode(error) === 'EADDRINUSE' && 'port' in error && typeof error.port === 'number'
  );
}
