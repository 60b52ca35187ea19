import * as z from 'zod';
import { AwsError } from '../aws/aws-error.ts';
import { type Faults, strikes } from './faults.ts';

/** Whether any of DynamoDB's faults is on, so that functions must not talk to the emulator directly. */
export function hasDynamoDBFaults(faults: Faults): boolean {
  return faults['dynamodb.refuse'] > 0 || faults['dynamodb.throttle'] > 0 || faults['dynamodb.conflict'] > 0;
}

const transaction = z.object({ TransactItems: z.array(z.unknown()) });
const singleWrites = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);

/**
 * The error that a call meets by the faults' probabilities, or none. `chance` gives 0 to 1, a new one for each fault.
 * It strikes before the call, as far as the emulator can tell nothing has happened.
 */
export function dynamoDBFault(
  faults: Faults,
  call: { readonly operation: string; readonly body: Buffer },
  chance: () => number,
): DynamoDBFault | undefined {
  if (strikes(faults, 'dynamodb.refuse', chance)) {
    return fault('InternalServerError', 'Refused by a fault that is switched on.', 500);
  }
  if (strikes(faults, 'dynamodb.throttle', chance)) {
    return fault('ProvisionedThroughputExceededException', 'Throttled by a fault that is switched on.', 400);
  }
  if (!strikes(faults, 'dynamodb.conflict', chance)) return undefined;
  if (singleWrites.has(call.operation)) {
    return fault(
      'TransactionConflictException',
      'Transaction is ongoing for the item (a fault that is switched on).',
      400,
    );
  }
  if (call.operation !== 'TransactWriteItems') return undefined;
  const items = transaction.parse(JSON.parse(call.body.toString())).TransactItems;
  const reasons = items.map((_, position) => (position === 0 ? conflicted : { Code: 'None' }));
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return { ...fault('TransactionCanceledException', message, 400), reasons };
}

const conflicted = {
  Code: 'TransactionConflict',
  Message: 'Transaction is ongoing for the item (a fault that is switched on).',
};

export interface DynamoDBFault {
  readonly error: AwsError;
  readonly reasons?: readonly { readonly Code: string; readonly Message?: string }[];
}

function fault(type: string, message: string, status: number): DynamoDBFault {
  return { error: new AwsError(type, message, status) };
}

/** The error as DynamoDB words it. */
export function faultBody({ error, reasons }: DynamoDBFault): string {
  const type = error.status === 500 ? error.type : `com.amazonaws.dynamodb.v20120810#${error.type}`;
  return JSON.stringify({ __type: type, message: error.message, ...(reasons && { CancellationReasons: reasons }) });
}
