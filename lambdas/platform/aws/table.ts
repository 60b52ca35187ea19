import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { required } from '../environment.ts';
import { documentClient } from './aws-clients.ts';

/** A DynamoDB table and the client that reaches it: what every store function takes first. */
export interface Table {
  readonly documents: DynamoDBDocumentClient;
  readonly name: string;
}

/** The table that an environment variable of the function names. */
export function tableOf(variable: string): Table {
  return { documents: documentClient(), name: required(variable) };
}
