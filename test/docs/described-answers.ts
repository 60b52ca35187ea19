import { rawRequest, routed } from '../lambdas/handlers/management-client.ts';
import { described } from './described-api.ts';

/** Makes requests of management, holds what is answered against the document, and notes by `<route> <status>` what was. */
export function describedAnswers() {
  const answered = new Set<string>();
  async function ask(expected: number, call: string, body?: unknown, key?: string): Promise<void> {
    const answer = await rawRequest(call, body, key);
    const [method = '', address = ''] = call.split(' ');
    const { routeKey } = routed(method, new URL(address, 'https://api.example').pathname);
    const type = answer.headers['content-type'] as string | undefined;
    const told = type?.includes('json') ? JSON.parse(answer.body!) : answer.body;
    expect({ call, status: answer.status, told }).toEqual({ call, status: expected, told });
    expect(described.problemsOfAnswer(routeKey, answer.status, type, told)).toEqual([]);
    answered.add(`${routeKey} ${answer.status}`);
  }
  return { ask, answered };
}
