import { setTimeout as sleep } from 'node:timers/promises';
import { StartProblem } from 'cloudformation-local';

/** A request to the management API: method, path, body. Gives the answer's body, or nothing where a GET finds nothing. */
export type ManagementRequest = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** The API refuses a request: doing it again would not help. */
export class RefusedRequest extends StartProblem {
  override readonly name = 'RefusedRequest';
}

/** More than the API itself allows a request, ms. */
const patience = 35_000;

/**
 * Asks the management API as a user would. All requests made with it may be repeated, so a 5xx (a fault that is switched on, a
 * function that starts on a busy machine), or no answer at all, is tried again; everything else that is no success is an error that says so.
 * @throws RefusedRequest for a 4xx, StartProblem when it fails again and again
 */
export function managementRequest(url: string, key: string): ManagementRequest {
  const attempts = 5;
  return async (method, path, body) => {
    for (let attempt = 1; ; attempt++) {
      const { status, text } = await answered(new URL(path, url), {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (status >= 200 && status < 300) return JSON.parse(text);
      if (method === 'GET' && status === 404) return undefined;
      if (status < 500 || attempt === attempts) {
        const sentence = `Setting up the demo: ${method} ${path} answers ${status} ${text}`;
        throw status < 500 ? new RefusedRequest([sentence]) : new StartProblem([sentence]);
      }
      await sleep(200 * attempt);
    }
  };
}

/** What is answered; 504 where nothing is, with the reason. */
async function answered(url: URL, request: RequestInit): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(patience) });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    return { status: 504, text: String(error) };
  }
}
