import { setTimeout as sleep } from 'node:timers/promises';
import { StartProblem } from 'cloudformation-local';

/** A request to the management API: method, path, body. Gives the answer's body, or nothing where a GET finds nothing. */
export type ManagementRequest = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** The API refuses a request: doing it again would not help. */
export class RefusedRequest extends StartProblem {
  override readonly name = 'RefusedRequest';
}

/**
 * Asks the management API as a user would. All requests made with it may be repeated, so a 5xx (a fault that is switched on, a
 * function that starts) is tried again; everything else that is no success is an error that says so.
 * @throws RefusedRequest for a 4xx, StartProblem when it fails again and again
 */
export function managementRequest(url: string, key: string): ManagementRequest {
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
        throw response.status < 500 ? new RefusedRequest([sentence]) : new StartProblem([sentence]);
      }
      await sleep(200 * attempt);
    }
  };
}
