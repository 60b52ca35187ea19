import * as z from 'zod';
import { ofSite } from '../../api/settings-endpoint.ts';
import { deleteOrderSource } from '../../orders/sources/delete-order-source.ts';
import { readOrderSourceSettings, type StoredOrderSource } from '../../orders/sources/order-source.ts';
import * as store from '../../orders/sources/order-source-store.ts';
import { putOrderSource } from '../../orders/sources/put-order-source.ts';
import type { EdgeRequest } from '../../platform/http/edge-request.ts';
import { pageOf } from '../../platform/http/list-page.ts';
import { forbidden, notFound, parseOr400 } from '../../platform/http/problem.ts';
import { type ApiClient, maySee, sitesListed } from '../../settings/api-keys/authorize.ts';
import { settingsId, settingsIdForm } from '../../settings/settings-id.ts';
import type { ManagementHandler, ManagementRoutes } from './guarded.ts';
import { withoutReadOnly } from './read-only-fields.ts';
import { secretDependencies } from './secret-dependencies.ts';
import { settingsTable } from './tables.ts';

const sourcePath = z.object({ source: settingsId });

/** `?site=` lists the sources of one site only. */
const listOrderSources: ManagementHandler = async ({ query }, client) => {
  const { site } = parseOr400(ofSite, query);
  return {
    status: 200,
    body: await store.listOrderSources(settingsTable(), pageOf(query, settingsIdForm), sitesListed(client, site)),
  };
};

const putOneOrderSource: ManagementHandler = async (request, client, now) => {
  const { source: id } = parseOr400(sourcePath, request.path);
  const body = await withoutReadOnly(request.body, ['id', 'secretNames'], () => getOrderSource(request, client, now));
  const wanted = readOrderSourceSettings(body);
  if (!maySee(client, wanted.site)) throw forbidden('the API key is limited to other sites');
  const { created, source } = await putOrderSource(secretDependencies('orderSource'), id, wanted, now);
  return { status: created ? 201 : 200, body: source };
};

const getOrderSource: ManagementHandler = async (request, client) => ({
  status: 200,
  body: await sourceOf(request, client),
});

const deleteOneOrderSource: ManagementHandler = async (request, client, now) => {
  const { id } = await sourceOf(request, client);
  await deleteOrderSource(secretDependencies('orderSource'), id, now);
  return { status: 204 };
};

async function sourceOf({ path }: EdgeRequest, client: ApiClient): Promise<StoredOrderSource> {
  const id = path.source ?? '';
  const source = await store.findOrderSource(settingsTable(), id);
  if (source === undefined || !maySee(client, source.site)) throw notFound(`there is no order source ${id}`);
  return source;
}

export const orderSourceRoutes = {
  'GET /v1/order-sources': listOrderSources,
  'PUT /v1/order-sources/{source}': putOneOrderSource,
  'GET /v1/order-sources/{source}': getOrderSource,
  'DELETE /v1/order-sources/{source}': deleteOneOrderSource,
} satisfies ManagementRoutes;
