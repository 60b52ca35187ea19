import * as z from 'zod';
import { ofSite } from '../../../api/settings-endpoint.ts';
import { describeType } from '../../../deliveries/destinations/describe-type.ts';
import { destinations } from '../../../deliveries/destinations/registry.ts';
import { checkAddress, resolveName } from '../../../deliveries/send-address.ts';
import type { EdgeRequest } from '../../../platform/http/edge-request.ts';
import { pageOf } from '../../../platform/http/list-page.ts';
import { conflict, forbidden, notFound, parseOr400 } from '../../../platform/http/problem.ts';
import { env } from '../../../platform/names.ts';
import { type ApiClient, maySee, sitesListed } from '../../../settings/api-keys/authorize.ts';
import { deleteDestination } from '../../../settings/destinations/delete-destination.ts';
import { resumeDestination } from '../../../settings/destinations/destination-pause-store.ts';
import { readDestinationSettings } from '../../../settings/destinations/destination-settings.ts';
import * as store from '../../../settings/destinations/destination-store.ts';
import { type DestinationDependencies, putDestination } from '../../../settings/destinations/put-destination.ts';
import { type StoredDestination, toDestinationAnswer } from '../../../settings/destinations/stored-destination.ts';
import { settingsId, settingsIdForm } from '../../../settings/settings-id.ts';
import type { Unsupported } from '../../../settings/unsupported.ts';
import type { ManagementHandler, ManagementRoutes } from '../guarded.ts';
import { withoutReadOnly } from '../read-only-fields.ts';
import { secretDependencies } from '../secret-dependencies.ts';
import { settingsTable } from '../tables.ts';

const destinationPath = z.object({ destination: settingsId });

/** What every set-up form asks first. */
const listTypes: ManagementHandler = async () => ({
  status: 200,
  body: { items: [...destinations.values()].map(describeType) },
});

/** `?site=` lists the destinations of one site only. */
export const listDestinations: ManagementHandler = async ({ query }, client) => {
  const { site } = parseOr400(ofSite, query);
  const page = pageOf(query, settingsIdForm);
  const { items, ...rest } = await store.listDestinations(settingsTable(), page, sitesListed(client, site));
  return { status: 200, body: { items: items.map(told), ...rest } };
};

const putOneDestination: ManagementHandler = async (request, client, now) => {
  const { destination: id } = parseOr400(destinationPath, request.path);
  const told = ['id', 'secretNames', 'paused'];
  const body = await withoutReadOnly(request.body, told, () => getDestination(request, client, now));
  const wanted = readDestinationSettings(destinations, body);
  if (!maySee(client, wanted.site)) throw forbidden('the API key is limited to other sites');
  const { created, destination } = await putDestination(dependencies(), id, wanted, now);
  return { status: created ? 201 : 200, body: toDestinationAnswer(destination) };
};

const getDestination: ManagementHandler = async (request, client) => ({
  status: 200,
  body: toDestinationAnswer(await destinationOf(request, client)),
});

const deleteOneDestination: ManagementHandler = async (request, client, now) => {
  const { id } = await destinationOf(request, client);
  await deleteDestination(dependencies(), id, now);
  return { status: 204 };
};

const postResume: ManagementHandler = async (request, client) => {
  const { id, site, paused: _paused, ...destination } = await destinationOf(request, client);
  await resumeDestination(settingsTable(), { site, destination: id });
  return { status: 200, body: toDestinationAnswer({ id, site, ...destination }) };
};

function told(destination: StoredDestination | Unsupported) {
  return 'unsupported' in destination ? destination : toDestinationAnswer(destination);
}

/** The destination that the path names. Throws 404 also when it belongs to a site that the client may not see. */
export async function destinationOf({ path }: EdgeRequest, client: ApiClient): Promise<StoredDestination> {
  const id = path.destination ?? '';
  const destination = await store.findDestination(settingsTable(), id);
  if (destination === undefined || !maySee(client, destination.site)) throw notFound(`there is no destination ${id}`);
  return destination;
}

/** The same of one that is told events. Throws 409 for any other. */
export async function webhookOf(request: EdgeRequest, client: ApiClient): Promise<StoredDestination> {
  const destination = await destinationOf(request, client);
  if (destination.type !== 'webhook') throw conflict(`a destination of type ${destination.type} is told no events`);
  return destination;
}

function dependencies(): DestinationDependencies {
  return { ...secretDependencies('destination'), refusal };
}

/** A name that leads nowhere yet may be set: it is looked up again whenever something is sent. */
async function refusal(address: string): Promise<string | undefined> {
  const privateAddresses = process.env[env.privateDestinations] === 'allow' ? 'allow' : 'refuse';
  const checked = await checkAddress(address, { privateAddresses, resolve: resolveName });
  return 'refused' in checked ? checked.refused : undefined;
}

export const destinationRoutes = {
  'GET /v1/destination-types': listTypes,
  'GET /v1/destinations': listDestinations,
  'PUT /v1/destinations/{destination}': putOneDestination,
  'GET /v1/destinations/{destination}': getDestination,
  'DELETE /v1/destinations/{destination}': deleteOneDestination,
  'POST /v1/destinations/{destination}/resume': postResume,
} satisfies ManagementRoutes;
