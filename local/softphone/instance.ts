/** The Amazon Connect instance that the template was made for, and the one agent and queue it has here. */
export interface Instance {
  readonly arn: string;
  readonly agentArn: string;
  readonly queueArn: string;
}

const agentId = '5a0c8f1e-52f4-4d0e-9c35-1b7f3c1c0a11';
const queueId = '9d2f7b64-0c1f-4f63-8d8e-6a9b2b8f2c22';

export function instanceOf(arn: string): Instance {
  return { arn, agentArn: `${arn}/agent/${agentId}`, queueArn: `${arn}/queue/${queueId}` };
}

export function accountOf({ arn }: Instance): string {
  return arn.split(':')[4] ?? '';
}

const instanceArn = /^arn:aws:connect:[a-z0-9-]+:\d{12}:instance\/[0-9a-f-]{36}$/;

/** The first instance ARN anywhere in a value; a template names its instance in permission, rule and associations. */
export function findInstanceArn(value: unknown): string | undefined {
  if (typeof value === 'string') return instanceArn.test(value) ? value : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const inner of Object.values(value)) {
    const found = findInstanceArn(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
