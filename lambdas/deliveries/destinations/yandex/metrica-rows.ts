import type { MatchedVisit } from '../../../calls/match/match.ts';
import { receiverFormats } from '../../formats/receiver-formats.ts';
import { callerNumber } from '../call-facts.ts';
import type { BuildInput } from '../destination.ts';

type Input = Pick<BuildInput<unknown, unknown>, 'kind' | 'conversion' | 'call' | 'match' | 'email' | 'now'>;

/** A row of a CSV file by its columns; `undefined` is an empty field. */
export type Row = Readonly<Record<string, string | number | undefined>>;

const format = receiverFormats.yandex;

/** How a call ends that nobody answered. */
const notTalked: ReadonlySet<string> = new Set(['missed', 'busy', 'failed'] satisfies Input['call']['status'][]);

/** Longer texts say nothing more. */
const longestText = 500;

/** What names the visitor to Metrica. Numbers and addresses are told only of those who allowed ads. */
export function namesOf({ call, email }: Pick<Input, 'call' | 'email'>, { ids, clickIds, consent }: MatchedVisit) {
  const mayNamePerson = consent?.ads === true;
  return {
    client: ids?.ymUid,
    click: clickIds?.yclid,
    phone: mayNamePerson ? callerNumber(call) : undefined,
    email: mayNamePerson ? email : undefined,
  };
}

/** A row of `upload_calls`: https://yandex.com/dev/metrika/en/management/calls */
export function callRow(input: Input, visit: MatchedVisit): Row {
  const { conversion, call, match, now } = input;
  const { client, click, phone } = namesOf(input, visit);
  const { firstTimeCaller } = match;
  return {
    ClientId: client,
    Yclid: click,
    // In the past, by whatever clock.
    DateTime: format.time(Math.min(conversion.occurredAt, now)),
    StaticCall: 0,
    Price: format.amount(conversion.value),
    Currency: conversion.value.currency,
    PhoneNumber: phone,
    TalkDuration: seconds(call.talkSeconds),
    HoldDuration: seconds(call.waitSeconds),
    CallMissed: Number(notTalked.has(call.status)),
    Tag: oneLine(conversion.name),
    FirstTimeCaller: firstTimeCaller === undefined ? undefined : Number(firstTimeCaller),
    URL: visit.landingPage && oneLine(visit.landingPage),
  };
}

/** A row of `simple_orders`: https://yandex.com/dev/metrika/en/management/openapi/schema/uploadSimpleOrders */
export function orderRow(input: Input, visit: MatchedVisit, timeZone: string): Row {
  const { kind, conversion } = input;
  const { client, phone, email } = namesOf(input, visit);
  return {
    id: conversion.id,
    // Of the conversion, which keeps it: Metrica takes no other later.
    create_date_time: wallTime(conversion.occurredAt, timeZone),
    client_ids: client,
    emails: email,
    phones: phone?.slice(1),
    order_status: kind === 'retract' ? 'CANCELLED' : 'PAID',
    revenue: format.amount(conversion.value),
    currency: conversion.value.currency,
  };
}

function seconds(duration: number | undefined): number | undefined {
  return duration === undefined ? undefined : Math.round(duration);
}

function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').slice(0, longestText);
}

/** `31.01.2026 13:01`, as a clock on the wall there shows it. `at` in ms. */
function wallTime(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.find(({ type }) => type === name)?.value ?? '';
  return `${part('day')}.${part('month')}.${part('year')} ${part('hour')}:${part('minute')}`;
}
