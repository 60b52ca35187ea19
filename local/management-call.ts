import { setTimeout as sleep } from 'node:timers/promises';
import { StartProblem } from './start-problem.ts';

/** A call of the management API: method, path, body. Gives the answer's body, or nothing where a GET finds nothing. */
export type ManagementCall = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** The API says no to a call: doing it again would not help. */
export class RefusedCall extends StartProblem {
  override readonly name = 'RefusedCall';
}

/**
 * Calls the management API as a user would. All calls made with it may be repeated, so a 5xx (a fault that is switched on, a
 * function that starts) is tried again; everything else that is no success is an error that says so.
 * @throws RefusedCall for a 4xx, StartProblem when it fails again and again
 */
export function managementCall(url: string, key: string): ManagementCall {
  const attempts = 5;
  return async (method, path, body) => {
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(new URL(path, url), {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(10_000),
      });
      const text = await response.text();
      if (response.ok) return JSON.parse(text);
      if (method === 'GET' && response.status === 404) return undefined;
      if (response.status < 500 || attempt === attempts) {
        const sentence = `Setting up the demo: ${method} ${path} answers ${response.status} ${text}`;
        throw response.status < 500 ? new RefusedCall([sentence]) : new StartProblem([sentence]);
      }
      await sleep(200 * attempt);
    }
  };
}
