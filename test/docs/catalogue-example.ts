import { performAction } from '../../lambdas/deliveries/catalogue-action/perform-action.ts';
import { catalogue } from '../../lambdas/deliveries/destinations/catalogue/catalogue.ts';
import type { HttpRequest } from '../../lambdas/deliveries/destinations/destination.ts';
import type { Outcome } from '../../lambdas/deliveries/destinations/outcome.ts';
import { destinations } from '../../lambdas/deliveries/destinations/registry.ts';
import { readDestinationSettings } from '../../lambdas/settings/destinations/destination-settings.ts';
import { example } from './example-conversion.ts';

const clickIds = { li_fat_id: 'li-1', msclkid: 'ms-1', epik: 'ep-1', rdt_cid: 'rd-1', ScCid: 'sc-1' };

/** What receivers know already: a person with the e-mail address or number that they are asked for. */
const found = { data: [{ id: '7' }], total_count: 1 };

/** What is sent of the papers' example to a destination that is set up like that, and what came of it. */
export async function catalogueExample(setUp: unknown): Promise<{ outcome: Outcome; sent: readonly HttpRequest[] }> {
  const { settings, secrets } = readDestinationSettings(destinations, setUp);
  const built = catalogue.build({
    ...example,
    match: { ...example.match, visit: { ...example.match.visit!, clickIds } },
    email: 'jane@example.com',
    settings: catalogue.settings.parse(settings),
    secrets: catalogue.secrets.parse(secrets),
    ...(secrets?.accessToken === undefined && { accessToken: 'token' }),
  });
  if (built.kind !== 'action') throw new Error(JSON.stringify(built));
  const sent: HttpRequest[] = [];
  const outcome = await performAction(built.action, example.now + 20_000, {
    now: () => example.now,
    send: async (request) => {
      sent.push(request);
      const isQuestion = request.method === 'GET' || request.url.endsWith('/search');
      const body = JSON.stringify(isQuestion && !request.url.includes('sheets') ? found : {});
      return { kind: 'response', response: { status: 200, headers: { 'content-type': 'application/json' }, body } };
    },
  });
  return { outcome, sent };
}
