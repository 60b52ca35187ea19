import * as z from 'zod';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import { callTitle, factFields, toldFacts } from '../call-facts.ts';
import type { BuildInput, Destination } from '../destination.ts';
import {
  accountProbe,
  endpointField,
  type HubspotSecrets,
  hubspotAccount,
  hubspotRate,
  hubspotSecrets,
  internalName,
  objectRequest,
} from './account.ts';
import { readUpserted } from './hubspot-answers.ts';

const day = 86_400;

const settings = z.strictObject({
  idProperty: internalName
    .default('leaseline_id')
    .describe('A property of deals whose values are unique: it holds the id of the conversion.'),
  pipeline: internalName.default('default').describe('Where deals begin.'),
  stage: internalName.default('appointmentscheduled').describe('The stage in which a deal begins.'),
  retractedStage: internalName
    .default('closedlost')
    .describe('The stage of a deal whose call does not count any more.'),
  wonStage: internalName
    .optional()
    .describe(
      'The stage of a deal whose sale was given back whole, and that is sold again. Else closedwon, or stage where retractedStage is not closedlost.',
    ),
  fields: factFields(internalName).describe('Properties of the deal that hold facts of the call, by fact.'),
  endpoint: endpointField,
});
export type HubspotSettings = z.infer<typeof settings>;

type Input = BuildInput<HubspotSettings, HubspotSecrets>;

const format = receiverFormats.hubspot;

/** HubSpot, a deal for each conversion: https://developers.hubspot.com/docs/api-reference/crm-deals-v3/guide */
export const hubspot: Destination<HubspotSettings, HubspotSecrets> = {
  type: 'hubspot',
  settings,
  secrets: hubspotSecrets('crm.objects.deals.write'),
  account: hubspotAccount,
  can: {
    restate: true,
    retract: true,
    retractsRefunds: true,
    // The same id is the same deal, as long as there is the deal.
    dedupe: { key: 'id', windowSeconds: 90 * day },
    rate: hubspotRate,
    identifiers: [],
    takesEmail: true,
    consentNeeded: 'none',
  },

  build(input) {
    const { idProperty } = input.settings;
    const inputs = [{ idProperty, id: input.conversion.id, properties: properties(input) }];
    return objectRequest(input, 'POST', 'deals/batch/upsert', { inputs });
  },

  read: readUpserted,

  probe: accountProbe,
};

/** All are texts, also numbers. Name and stage are the sales team's once the deal is there: only its first and its last word are ours. */
function properties(input: Input) {
  const { kind, restores, conversion, settings } = input;
  const { pipeline, stage, retractedStage, fields } = settings;
  return {
    ...Object.fromEntries(toldFacts(input, fields).map(({ field, value }) => [field, value])),
    ...(kind === 'new' && { dealname: callTitle(input), pipeline, dealstage: stage }),
    ...(kind === 'retract' && { pipeline, dealstage: retractedStage }),
    ...(kind === 'restate' && restores && { pipeline, dealstage: wonStageOf(settings) }),
    amount: format.amount(conversion.value),
    deal_currency_code: conversion.value.currency,
  };
}

/** Stages of a pipeline of one's own have other names: of those the one in which deals begin is known to be there. */
function wonStageOf({ wonStage, retractedStage, stage }: HubspotSettings): string {
  return wonStage ?? (retractedStage === 'closedlost' ? 'closedwon' : stage);
}
