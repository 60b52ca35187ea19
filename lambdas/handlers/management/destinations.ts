import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { ofSite } from '../../api/settings-calls.ts';
import { deleteDestination } from '../../conversions/delete-destination.ts';
import { readDestinationSettings } from '../../conversions/destination-settings.ts';
import * as store from '../../conversions/destination-store.ts';
import { type DestinationParts, putDestination } from '../../conversions/put-destination.ts';
import { checkAddress, resolveName } from '../../conversions/send-address.ts';
import type { StoredDestination } from '../../conversions/stored-destination.ts';
import { createDestinationSecrets, deleteDestinationSecrets } from '../../platform/destination-secrets.ts';
import type { EdgeRequest } from '../../platform/edge-request.ts';
import { pageOf } from '../../platform/list-page.ts';
import { env } from '../../platform/names.ts';
import { forbidden, notFound, parseOr400 } from '../../platform/problem.ts';
import { type Caller, maySee, sitesListed } from '../../settings/authorize.ts';
import { settingsId, settingsIdForm } from '../../settings/settings-id.ts';
import { type ManagementCall, settingsTable } from './call.ts';

const destinationPath = z.object({ destination: settingsId });

/** `?site=` lists the destinations of one site only. */
export const listDestinations: ManagementCall = async ({ query }, caller) => {
  const { site } = parseOr400(ofSite, query);
  return {
    status: 200,
    body: await store.listDestinations(settingsTable(), pageOf(query, settingsIdForm), sitesListed(caller, site)),
  };
};

export const putOneDestination: ManagementCall = async ({ path, body }, caller, now) => {
  const { destination: id } = parseOr400(destinationPath, path);
  const wanted = readDestinationSettings(body);
  if (!maySee(caller, wanted.site)) throw forbidden('the API key is limited to other sites');
  const { created, destination } = await putDestination(parts(), id, wanted, now);
  return { status: created ? 201 : 200, body: destination };
};

export const getDestination: ManagementCall = async (request, caller) => ({
  status: 200,
  body: await destinationOf(request, caller),
});

export const deleteOneDestination: ManagementCall = async (request, caller, now) => {
  const { id } = await destinationOf(request, caller);
  await deleteDestination({ settings: settingsTable(), deleteSecrets: deleteDestinationSecrets }, id, now);
  return { status: 204 };
};

async function destinationOf({ path }: EdgeRequest, caller: Caller): Promise<StoredDestination> {
  const id = path.destination ?? '';
  const destination = await store.findDestination(settingsTable(), id);
  if (destination === undefined || !maySee(caller, destination.site)) throw notFound(`there is no destination ${id}`);
  return destination;
}

function parts(): DestinationParts {
  return {
    settings: settingsTable(),
    createSecrets: createDestinationSecrets,
    deleteSecrets: deleteDestinationSecrets,
    // No hyphens: a name that ends with one and six more characters is taken for a part of an ARN.
    newToken: () => randomUUID().replaceAll('-', ''),
    refusal,
  };
}

/** A name that leads nowhere yet may be set: it is looked up again whenever something is sent. */
async function refusal(address: string): Promise<string | undefined> {
  const privateAddresses = process.env[env.privateDestinations] === 'allow' ? 'allow' : 'refuse';
  const checked = await checkAddress(address, { privateAddresses, resolve: resolveName });
  return 'refused' in checked ? checked.refused : undefined;
}
