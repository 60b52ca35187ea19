import * as z from 'zod';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import { callFact, callTitle, factFields, toldFacts } from '../call-facts.ts';
import type { BuildInput, Built, Destination, HttpRequest } from '../destination.ts';
import { readItem, readScope } from './bitrix24-answers.ts';

/** Bitrix24's number for deals among all that it keeps. */
const deals = 2;

const stage = z.string().regex(/^[\w:-]{1,50}$/, 'must be the id of a stage, like NEW or C1:NEW');

const settings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an https address, like https://shop.bitrix24.com' })
    .max(2000)
    .describe('The address of the account.'),
  userId: z.int().min(1).describe('Who made the webhook: the number before its code.'),
  categoryId: z.int().min(0).optional().describe('The pipeline of the deals; the general one if left out.'),
  stageId: stage.optional().describe('Where a deal begins; the first stage if left out.'),
  retractedStageId: stage
    .default('LOSE')
    .describe(
      'The stage of a deal whose call does not count any more; of another pipeline it begins with its number: C1:LOSE.',
    ),
  wonStageId: stage
    .optional()
    .describe(
      'The stage of a deal whose sale was given back whole, and that is sold again; WON if left out, of the pipeline of retractedStageId.',
    ),
  fields: factFields(
    z.string().regex(/^[A-Za-z]\w{0,99}$/, 'must be the name of a field, like ufCrm_1700000000'),
  ).describe('Fields of the deal that hold facts of the call, by fact.'),
});
export type Bitrix24Settings = z.infer<typeof settings>;

const secrets = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Za-z0-9]{8,100}$/, 'must be the code of an incoming webhook: letters and digits')
    .describe('The code in the address of the incoming webhook.'),
});
export type Bitrix24Secrets = z.infer<typeof secrets>;

type Input = BuildInput<Bitrix24Settings, Bitrix24Secrets>;

const format = receiverFormats.bitrix24;

/** Bitrix24, a deal for each conversion: https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-add.html */
export const bitrix24: Destination<Bitrix24Settings, Bitrix24Secrets> = {
  type: 'bitrix24',
  settings,
  secrets,
  account: { receiver: 'bitrix24', secrets: ['code'] },
  can: {
    restate: true,
    // By the id of the deal, which its first answer names.
    adjusts: true,
    retract: true,
    retractsRefunds: true,
    // It cannot know a deal again.
    dedupe: 'none',
    rate: { requests: 2, perSeconds: 1 },
    identifiers: [],
    takesEmail: true,
    consentNeeded: 'none',
  },

  build: (input) => (input.kind === 'new' ? added(input) : changed(input)),

  read: readItem,

  probe: {
    request: (input) => request(input, 'scope', {}),
    read: readScope,
  },
};

function added(input: Input): Built {
  const { conversion, settings } = input;
  const { categoryId, stageId, fields } = settings;
  const known = { utmSource: 'source', utmMedium: 'medium', utmCampaign: 'campaign', utmTerm: 'keyword' } as const;
  const utm = Object.entries(known).map(([field, fact]) => [field, callFact(input, fact)]);
  return call(input, 'crm.item.add', {
    entityTypeId: deals,
    fields: {
      title: callTitle(input),
      ...(categoryId !== undefined && { categoryId }),
      ...(stageId !== undefined && { stageId }),
      ...value(input),
      originatorId: 'leaseline',
      originId: conversion.id,
      ...Object.fromEntries(utm.filter(([, text]) => text !== undefined)),
      ...Object.fromEntries(toldFacts(input, fields).map(({ field, value: text }) => [field, text])),
    },
  });
}

/** Name and stage are the sales team's once the deal is there: only its first and its last word are ours. */
function changed(input: Input): Built {
  const { kind, restores, delivery, settings } = input;
  const { retractedStageId, wonStageId = retractedStageId.replace(/[^:]*$/, 'WON') } = settings;
  const stageId = kind === 'retract' ? retractedStageId : restores ? wonStageId : undefined;
  const { receipt = '' } = delivery;
  if (!/^\d{1,15}$/.test(receipt)) {
    const detail = 'which deal it is was never heard: the answer to the first request was lost';
    return { kind: 'invalid', field: 'delivery', detail };
  }
  return call(input, 'crm.item.update', {
    entityTypeId: deals,
    id: Number(receipt),
    fields: { ...value(input), ...(stageId !== undefined && { stageId }) },
  });
}

/** Without the first of them Bitrix24 would count the value from the deal's products. */
function value({ conversion }: Input) {
  return {
    isManualOpportunity: 'Y',
    opportunity: format.amount(conversion.value),
    currencyId: conversion.value.currency,
  };
}

function call(input: Input, method: string, body: unknown): Built {
  return { kind: 'request', request: request(input, method, body) };
}

function request(
  { settings, secrets }: Pick<Input, 'settings' | 'secrets'>,
  method: string,
  body: unknown,
): HttpRequest {
  return {
    method: 'POST',
    url: `${settings.url.replace(/\/+$/, '')}/rest/${settings.userId}/${secrets.code}/${method}.json`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  };
}
