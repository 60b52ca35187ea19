import type { MatchedVisit } from '../../calls/match/match.ts';
import { editionOf } from '../../conversions/rules/rule.ts';
import { receiverFormats } from '../formats/receiver-formats.ts';
import type { BuildInput, DeliveryKind } from './destination.ts';

const format = receiverFormats.webhook;

/** Standard Webhooks: smaller than 20 kB. */
const longestBody = 19_900;

const types: Readonly<Record<DeliveryKind, string>> = {
  new: 'conversion.created',
  restate: 'conversion.updated',
  retract: 'conversion.retracted',
};

/** The body of a webhook. The names of its fields are part of the API: they are added to, never changed. */
export function webhookBody(input: BuildInput<unknown, unknown>): string {
  const whole = message(input, input.match.visit);
  const text = JSON.stringify(whole);
  if (Buffer.byteLength(text) <= longestBody || input.match.visit === null) return text;
  // What a page handed over can be long; what explains the conversion stays.
  const { params: _params, ids: _ids, landingPage: _page, referrer: _referrer, ...visit } = input.match.visit;
  return JSON.stringify(message(input, visit));
}

function message(
  { kind, conversion, call, match, site, delivery }: BuildInput<unknown, unknown>,
  visit: MatchedVisit | null,
) {
  return {
    type: types[kind],
    timestamp: time(conversion.occurredAt),
    data: {
      delivery: delivery.id,
      site: site.id,
      conversion: {
        id: conversion.id,
        rule: conversion.rule.id,
        ruleVersion: editionOf(conversion.rule),
        name: conversion.name,
        value: { amount: format.amount(conversion.value), currency: conversion.value.currency },
        revision: conversion.revision,
        state: conversion.state,
        occurredAt: time(conversion.occurredAt),
      },
      call: {
        id: call.id,
        status: call.status,
        trackedNumber: call.trackedNumber?.slice(0, 100) ?? null,
        caller: call.caller?.kind === 'number' ? call.caller.number.slice(0, 100) : null,
        startedAt: time(call.startedAt),
        answeredAt: time(call.answeredAt),
        endedAt: time(call.endedAt),
        waitSeconds: call.waitSeconds ?? null,
        talkSeconds: call.talkSeconds ?? null,
      },
      match: {
        method: match.method,
        confidence: match.confidence,
        reason: match.reason,
        source: match.source,
        medium: match.medium,
        campaign: match.campaign ?? null,
        firstTimeCaller: match.firstTimeCaller ?? null,
      },
      visit: visit && {
        id: visit.id,
        visitor: visit.visitor,
        shownAt: time(visit.shownAt),
        source: visit.source,
        medium: visit.medium,
        campaign: visit.campaign ?? null,
        keyword: visit.keyword ?? null,
        content: visit.content ?? null,
        clickIds: visit.clickIds ?? {},
        ids: visit.ids ?? {},
        params: visit.params ?? {},
        landingPage: visit.landingPage ?? null,
        referrer: visit.referrer ?? null,
        device: visit.device ?? null,
        consent: visit.consent ?? null,
      },
    },
  };
}

function time(ms: number): string;
function time(ms: number | undefined): string | null;
function time(ms: number | undefined): string | null {
  return ms === undefined ? null : format.time(ms);
}
