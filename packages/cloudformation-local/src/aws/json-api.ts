import * as z from 'zod';
import { AwsError } from './aws-error.ts';
import type { Answer } from './http-exchange.ts';

/** One operation of a service with the AWS JSON protocol. */
export interface Operation {
  run(input: unknown): Promise<object>;
}

export type JsonApi = Readonly<Record<string, Operation>>;

/** An operation whose input is parsed first: what does not fit is a `ValidationException` that names the member. */
export function operation<Input>(input: z.ZodType<Input>, run: (input: Input) => Promise<object> | object): Operation {
  return {
    async run(value) {
      const parsed = input.safeParse(value);
      if (parsed.success) return run(parsed.data);
      const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`);
      throw new AwsError('ValidationException', issues.join('; '));
    },
  };
}

/** Answers one call, errors included. */
export async function answerJson(service: string, api: JsonApi, name: string, body: Buffer): Promise<Answer> {
  const known = api[name];
  if (known === undefined) {
    throw new AwsError(
      'UnknownOperationException',
      `The local run does not answer ${service} ${name || '(no operation)'}.`,
    );
  }
  return { status: 200, headers: jsonHeaders, body: JSON.stringify(await known.run(parse(body))) };
}

export const jsonHeaders = { 'content-type': 'application/x-amz-json-1.1' } as const;

function parse(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON.');
  }
}
