import * as z from 'zod';
import { accountCarriers } from '../../../calls/carriers/registry.ts';
import { pageOf } from '../../../platform/http/list-page.ts';
import { forbidden, notFound, parseOr400 } from '../../../platform/http/problem.ts';
import type { ApiClient } from '../../../settings/api-keys/authorize.ts';
import {
  carrierAccountId,
  carrierAccountIdForm,
  readCarrierAccountSettings,
} from '../../../settings/carrier-accounts/carrier-account.ts';
import * as store from '../../../settings/carrier-accounts/carrier-account-store.ts';
import { deleteCarrierAccount, putCarrierAccount } from '../../../settings/carrier-accounts/write-carrier-account.ts';
import type { ManagementHandler, ManagementRoutes } from '../guarded.ts';
import { withoutReadOnly } from '../read-only-fields.ts';
import { secretDependencies } from '../secret-dependencies.ts';
import { settingsTable } from '../tables.ts';

const accountPath = z.object({ account: carrierAccountId });

const listCarrierAccounts: ManagementHandler = async ({ query }, client) => {
  refuseLimited(client);
  return { status: 200, body: await store.listCarrierAccounts(settingsTable(), pageOf(query, carrierAccountIdForm)) };
};

const putOneCarrierAccount: ManagementHandler = async (request, client, now) => {
  refuseLimited(client);
  const { account: id } = parseOr400(accountPath, request.path);
  const body = await withoutReadOnly(request.body, ['id', 'secretNames'], () =>
    getCarrierAccount(request, client, now),
  );
  const wanted = readCarrierAccountSettings(accountCarriers, body);
  const { created, account } = await putCarrierAccount(secretDependencies('carrier'), id, wanted, now);
  return { status: created ? 201 : 200, body: account };
};

const getCarrierAccount: ManagementHandler = async ({ path }, client) => {
  refuseLimited(client);
  const id = path.account ?? '';
  const account = await store.findCarrierAccount(settingsTable(), id);
  if (account === undefined) throw notFound(`there is no carrier account ${id}`);
  return { status: 200, body: account };
};

const deleteOneCarrierAccount: ManagementHandler = async ({ path }, client, now) => {
  refuseLimited(client);
  await deleteCarrierAccount(secretDependencies('carrier'), path.account ?? '', now);
  return { status: 204 };
};

/** Calls of one account may be to numbers of any site. */
function refuseLimited({ sites }: ApiClient): void {
  if (sites !== undefined) throw forbidden('the API key is limited to sites, and carrier accounts belong to none');
}

export const carrierAccountRoutes = {
  'GET /v1/carrier-accounts': listCarrierAccounts,
  'PUT /v1/carrier-accounts/{account}': putOneCarrierAccount,
  'GET /v1/carrier-accounts/{account}': getCarrierAccount,
  'DELETE /v1/carrier-accounts/{account}': deleteOneCarrierAccount,
} satisfies ManagementRoutes;
