import * as z from 'zod/mini';

/** What a call is told by while it goes on: to each destination of its site that subscribes. */
export const callEventType = z.enum(['call.started', 'call.completed', 'call.matched', 'call.qualified']);
export type CallEventType = z.infer<typeof callEventType>;

/** What comes of a conversion: to the webhooks that its rule names. */
export const conversionEventType = z.enum(['conversion.created', 'conversion.updated', 'conversion.retracted']);
export type ConversionEventType = z.infer<typeof conversionEventType>;

/** Events that are stored as such, and reach each webhook of the site that subscribes; conversions have a store of their own. */
export const siteEventType = z.enum([...callEventType.options, 'delivery.parked']);
export type SiteEventType = z.infer<typeof siteEventType>;

/** All that a webhook may subscribe to. */
export const eventType = z.enum([...siteEventType.options, ...conversionEventType.options]);
export type EventType = z.infer<typeof eventType>;

/** What a webhook is told that does not say. */
export const usualEventTypes: readonly EventType[] = conversionEventType.options;

/** The form of all messages. It grows when a field changes its meaning; new fields leave it as it is. */
export const eventSchemaVersion = 1;
