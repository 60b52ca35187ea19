import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

/**
 * What a conditional write lost against: the item as it is, if the write asked for `ALL_OLD` and there is one.
 * Undefined when the error is another one: throw it on.
 */
export function conditionFailed(error: unknown): { readonly item: Record<string, unknown> | undefined } | undefined {
  if (!(error instanceof ConditionalCheckFailedException)) return undefined;
  // The document client converts answers, but not errors.
  return { item: error.Item && unmarshall(error.Item) };
}

/**
 * Whether a conditional write holds. The SDK sends a write again when its answer is lost, and then meets what the first one left:
 * `isOwn` knows that again. It is told the item of a write that asked for `ALL_OLD`, and not called when there is none.
 */
export async function holds(
  write: Promise<unknown>,
  isOwn: (item: Record<string, unknown>) => boolean,
): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    const failed = conditionFailed(error);
    if (failed === undefined) throw error;
    return failed.item !== undefined && isOwn(failed.item);
  }
}
