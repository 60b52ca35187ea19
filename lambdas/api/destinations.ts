import * as z from 'zod';
import { destinationTypeAnswer } from '../deliveries/destinations/describe-type.ts';
import { destinations } from '../deliveries/destinations/registry.ts';
import type { ManagementRoute } from '../platform/names.ts';
import { destinationBodies } from '../settings/destinations/destination-settings.ts';
import { destinationAnswer } from '../settings/destinations/stored-destination.ts';
import { unsupportedAnswer } from '../settings/unsupported.ts';
import { destinationTestEndpoints } from './destination-tests.ts';
import { admins, everyRole, type ManagementEndpoint, operators } from './endpoint.ts';
import { replayAnswer, replayBody } from './replay.ts';
import { deleting, listing, putting, reading } from './settings-endpoint.ts';

/** Schemas that people talk about, under their names in the document. */
export const destinationSchemas = { Destination: destinationAnswer, DestinationType: destinationTypeAnswer };

/** Where conversions are pushed to. */
export const destinationEndpoints = {
  'GET /v1/destination-types': {
    id: 'listDestinationTypes',
    summary: 'List the types of destinations: what each is set to, and what it can do',
    roles: everyRole,
    status: [200],
    answer: z.object({ items: z.array(destinationTypeAnswer) }),
    problems: [],
  },
  'GET /v1/destinations': {
    id: 'listDestinations',
    summary: 'List destinations',
    ...listing(z.union([destinationAnswer, unsupportedAnswer])),
  },
  'PUT /v1/destinations/{destination}': {
    id: 'putDestination',
    summary: 'Create or replace a destination',
    description:
      'Secrets are never told again. They are given all together; without them those that are stored are kept, unless an address among the settings changes: then they must be given again.',
    roles: admins,
    ...putting(z.union(destinationBodies(destinations)), destinationAnswer),
    example: {
      body: {
        site: 'shop',
        type: 'webhook',
        settings: { url: 'https://tool.example/in' },
        secrets: { signing: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
      },
      answer: {
        id: 'hook',
        site: 'shop',
        type: 'webhook',
        settings: { url: 'https://tool.example/in' },
        secretNames: ['signing'],
      },
    },
  },
  'GET /v1/destinations/{destination}': {
    id: 'getDestination',
    summary: 'Read a destination',
    ...reading(destinationAnswer),
  },
  'DELETE /v1/destinations/{destination}': {
    id: 'deleteDestination',
    summary: 'Delete a destination and its secrets',
    description: 'Refused while a rule names it.',
    roles: admins,
    ...deleting,
  },
  'POST /v1/destinations/{destination}/resume': {
    id: 'resumeDestination',
    summary: 'Send to a paused destination again',
    description:
      'A destination that refuses its credentials, or is gone (410), is paused: what is for it waits. New settings or secrets resume it by themselves. What waited goes out within minutes. One that is not paused stays as it is.',
    roles: operators,
    status: [200],
    answer: destinationAnswer,
    problems: [404, 409],
  },
  'POST /v1/destinations/{destination}/replay': {
    id: 'replayEvents',
    summary: 'Tell a webhook again what it was told of some calls',
    description:
      'Under the same ids: of each event and conversion the newest revision, also what was parked. Newest calls first, up to 100 at a time; ' +
      'with `cursor` the next ones. What is on its way already is left alone. Asked twice, it is sent twice, under the same ids.',
    roles: operators,
    body: replayBody,
    status: [200],
    answer: replayAnswer,
    problems: [400, 404, 409, 413],
    example: {
      body: { from: '2026-01-31T10:00:00Z', to: '2026-01-31T12:00:00Z', types: ['call.completed'] },
      answer: { calls: 12, replayed: 11 },
    },
  },
  ...destinationTestEndpoints,
} satisfies Partial<Record<ManagementRoute, ManagementEndpoint>>;
