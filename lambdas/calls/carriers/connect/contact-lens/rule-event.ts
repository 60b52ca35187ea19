import { type Ignored, noted } from '../../../observation.ts';
import type { ParsedPayload } from '../../parsed-payload.ts';
import { readPart } from '../../payload-part.ts';
import { contactIdForm } from '../contact-ids.ts';

/**
 * The names under which EventBridge tells that rules of Contact Lens matched a phone call: those of today, and of before
 * (https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-connect.html).
 */
export const ruleEventTypes = [
  'Contact Lens Post Call Rules Matched',
  'Contact Lens Realtime Rules Matched',
  'Contact Lens After Call Work Rules Matched',
  'Rule for Contact Lens Post Call Matched',
  'Rule for Contact Lens Realtime Matched',
] as const;

/**
 * An EventBridge envelope that says that a rule matched: its name is the category. A hint that may be lost; the file of the analysis
 * names all categories, and one that both tell is one. It has no id of the contact but that in its ARN.
 */
export function parseRuleEvent(envelope: unknown): ParsedPayload {
  const ignored: Ignored[] = [];
  const event = readPart(envelope, ignored);
  const detail = event.part('detail');
  if (!detail.present) return { malformed: 'the event has no detail' };
  const arn = detail.text('contactArn') ?? event.texts('resources').find((one) => one.includes('/contact/'));
  const contact = arn?.split('/contact/')[1];
  if (contact === undefined || !contactIdForm.test(contact)) return { malformed: 'the event names no contact' };
  const category = detail.line('ruleName');
  if (category === undefined) return { malformed: 'the event names no rule' };
  const time = event.time('time');
  if (time === undefined) return { malformed: 'the event has no time' };
  const version = new Date(time).toISOString();
  const fields = { categories: [category.slice(0, 200)] };
  return {
    observations: [
      { call: contact, leg: contact, carrier: 'connect', source: 'analysis', version, fields, ...noted(ignored) },
    ],
  };
}
