import { type LocalStack, serviceClient } from 'cloudformation-local';
import * as z from 'zod';

/** A connection to a carrier, and what it signs with. */
export interface CarrierAccount {
  readonly id: string;
  readonly type: string;
  readonly secrets: Readonly<Record<string, string>>;
}

/** The carrier accounts of the running stack, as its tables and secrets have them now. */
export interface CarrierAccounts {
  list(): Promise<readonly Omit<CarrierAccount, 'secrets'>[]>;
  find(id: string): Promise<CarrierAccount | undefined>;
}

const text = z.object({ S: z.string() });
const item = z.object({ sk: text, type: text, secretsAt: text });
const secret = z.object({ SecretString: z.string() });
const secrets = z.record(z.string(), z.string());

/** Reads them as an AWS client does. */
export function carrierAccounts(
  stack: Pick<LocalStack, 'clientEnvironment' | 'outputs' | 'region' | 'resources'>,
): CarrierAccounts {
  const { region } = stack;
  const endpoint = stack.clientEnvironment.AWS_ENDPOINT_URL ?? '';
  const tables = serviceClient({ endpoint, target: 'DynamoDB_20120810', service: 'dynamodb', region });
  const manager = serviceClient({ endpoint, target: 'secretsmanager', service: 'secretsmanager', region });
  const read = async () => {
    const answer = await tables('Query', {
      TableName: stack.outputs.SettingsTableName,
      KeyConditionExpression: 'pk = :accounts',
      ExpressionAttributeValues: { ':accounts': { S: 'CARRIERACCOUNTS' } },
    });
    const { Items } = z.object({ Items: z.array(z.unknown()) }).parse(answer);
    return Items.flatMap((one) => item.safeParse(one).data ?? []);
  };
  return {
    list: async () => (await read()).map(({ sk, type }) => ({ id: sk.S, type: type.S })),
    find: async (id) => {
      const found = (await read()).find(({ sk }) => sk.S === id);
      if (found === undefined) return undefined;
      const name = `${prefixIn([...stack.resources.values()]) ?? ''}${found.secretsAt.S}`;
      const { SecretString } = secret.parse(await manager('GetSecretValue', { SecretId: name }));
      return { id, type: found.type.S, secrets: secrets.parse(JSON.parse(SecretString)) };
    },
  };
}

/** What the names of carriers' secrets begin with: the template tells it to the function that listens to carriers. */
function prefixIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const found = name === 'CARRIER_SECRET_PREFIX' && typeof inner === 'string' ? inner : prefixIn(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
