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
