import { ListFlowAssociationsCommand, ListPhoneNumbersV2Command } from '@aws-sdk/client-connect';
import { idOf } from './arn-id.ts';
import type { PacedClient } from './paced-client.ts';

/** A number of the instance. */
export interface InstanceNumber {
  readonly id: string;
  /** E.164. */
  readonly number: string;
  /** ARN of the flow that takes its calls; undefined for one without. */
  readonly flow: string | undefined;
}

/** All numbers of an instance, page after page, each with its flow. */
export async function instanceNumbers(client: PacedClient, instanceArn: string): Promise<InstanceNumber[]> {
  const flows = await flowsOfNumbers(client, instanceArn);
  const numbers: InstanceNumber[] = [];
  let next: string | undefined;
  do {
    const { ListPhoneNumbersSummaryList = [], NextToken } = await client.send(
      new ListPhoneNumbersV2Command({ TargetArn: instanceArn, MaxResults: 1000, NextToken: next }),
    );
    for (const { PhoneNumberId: id, PhoneNumber: number, PhoneNumberArn: arn } of ListPhoneNumbersSummaryList) {
      if (id !== undefined && number !== undefined)
        numbers.push({ id, number, flow: flows.get(arn ?? id) ?? flows.get(id) });
    }
    next = NextToken;
  } while (next !== undefined);
  return numbers;
}

/** By the number's ARN, and by its id, which ends the ARN. */
async function flowsOfNumbers(client: PacedClient, instanceArn: string): Promise<ReadonlyMap<string, string>> {
  const flows = new Map<string, string>();
  let next: string | undefined;
  do {
    const { FlowAssociationSummaryList = [], NextToken } = await client.send(
      new ListFlowAssociationsCommand({
        InstanceId: idOf(instanceArn),
        ResourceType: 'VOICE_PHONE_NUMBER',
        MaxResults: 1000,
        NextToken: next,
      }),
    );
    for (const { ResourceId: resource, FlowId: flow } of FlowAssociationSummaryList) {
      if (resource === undefined || flow === undefined) continue;
      flows.set(resource, flow);
      flows.set(idOf(resource), flow);
    }
    next = NextToken;
  } while (next !== undefined);
  return flows;
}

/** Whether two names of a flow mean the same: an ARN and its id do, and an ARN with a version. */
export function isSameFlow(one: string, other: string): boolean {
  const id = (flow: string) => idOf(flow).replace(/[:$].*$/, '');
  return id(one) === id(other);
}
