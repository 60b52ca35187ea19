import type { MatchedVisit } from '../../../calls/match/match.ts';
import { editionOf } from '../../../conversions/rules/rule.ts';
import type { StoredEvent } from '../../../events/event.ts';
import type { EventMessage } from '../../../events/event-message.ts';
import { type ConversionEventType, eventSchemaVersion } from '../../../events/event-type.ts';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import type { BuildInput, DeliveryKind, EventInput } from '../destination.ts';
import { callPart, fittingText, matchPart, time, visitPart } from './webhook-parts.ts';

const types: Readonly<Record<DeliveryKind, ConversionEventType>> = {
  new: 'conversion.created',
  restate: 'conversion.updated',
  retract: 'conversion.retracted',
};

/** The event that a webhook is told a conversion by. */
export function conversionEvent(kind: DeliveryKind): ConversionEventType {
  return types[kind];
}

/**
 * The id of a message: the same however often it is sent. A delivery and the revision of what it tells; no dots, as the signature is over
 * id.timestamp.body.
 */
export function messageId({ delivery }: Pick<BuildInput<unknown, unknown>, 'delivery'>, revision: number): string {
  return `${delivery.id}_${revision}`;
}

/** The body of a webhook that tells a conversion. The names of its fields are part of the API: they are added to, never changed. */
export function webhookBody(input: BuildInput<unknown, unknown>): string {
  const { kind, conversion, call, match, site, delivery } = input;
  const message = (visit: MatchedVisit | null): EventMessage => ({
    id: messageId(input, conversion.revision),
    type: types[kind],
    timestamp: time(conversion.occurredAt),
    schemaVersion: eventSchemaVersion,
    ...(input.isTest && { test: true as const }),
    data: {
      delivery: delivery.id,
      site: site.id,
      conversion: {
        id: conversion.id,
        rule: conversion.rule.id,
        ruleVersion: editionOf(conversion.rule),
        name: conversion.name,
        value: { amount: receiverFormats.webhook.amount(conversion.value), currency: conversion.value.currency },
        revision: conversion.revision,
        state: conversion.state,
        occurredAt: time(conversion.occurredAt),
      },
      call: callPart(call),
      match: matchPart(match),
      visit: visit && visitPart(visit),
    },
  });
  return fittingText(match.visit, message);
}

/** The body of one that tells an event of a call. */
export function eventBody(input: EventInput<unknown, unknown>): string {
  return fittingText(input.match.visit, (visit) => eventMessage(input, visit));
}

function eventMessage(input: EventInput<unknown, unknown>, visit: MatchedVisit | null): EventMessage {
  const { event, call, match, site, delivery } = input;
  const { type, revision } = event;
  const head = {
    id: messageId(input, revision),
    timestamp: time(event.occurredAt),
    schemaVersion: eventSchemaVersion,
    ...(input.isTest && { test: true as const }),
  } as const;
  const data = { delivery: delivery.id, site: site.id, revision, call: callPart(call) };
  switch (type) {
    case 'call.started':
    case 'call.matched':
    case 'call.completed':
    case 'call.qualified':
      return { ...head, type, data: { ...data, match: matchPart(match), visit: visit && visitPart(visit) } };
    case 'delivery.parked':
      return { ...head, type, data: { ...data, parked: parkedPart(event) } };
  }
}

/** An event of that type always says which delivery it is about; one that does not tells as much as it can. */
function parkedPart({ parked }: StoredEvent) {
  return {
    delivery: parked?.id ?? '',
    destination: parked?.destination ?? '',
    reason: parked?.reason ?? '',
    attempts: parked?.attempts ?? 0,
    conversion: parked?.conversion ?? null,
    event: parked?.event ?? null,
  };
}
