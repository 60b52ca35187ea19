import { useCallback, useMemo, useState } from 'preact/hooks';
import { CallPage } from './calls/call-page.tsx';
import { CallsPage } from './calls/list/calls-page.tsx';
import { DeliveriesPage } from './deliveries/deliveries-page.tsx';
import { JournalPage } from './journal/journal-page.tsx';
import { MailsPage } from './mails/mails-page.tsx';
import { PoolsPage } from './pools/pools-page.tsx';
import type { Api } from './requests/api.ts';
import { ErrorMessage, withOutlook } from './requests/error-message.tsx';
import { usePolled } from './requests/use-polled.ts';
import type { Route } from './routing/route.ts';
import { useRoute } from './routing/route.ts';
import { usePageTitle } from './routing/use-page-title.ts';
import { choices, SessionContext } from './session/session.ts';
import { hasUnknownCalls, readSites, type Site } from './site.ts';
import { useSoftphoneExists } from './softphone/local-softphone.ts';
import { Softphone } from './softphone/softphone.tsx';
import { TopBar } from './top-bar.tsx';

/** Sites come and go rarely. */
const refreshMs = 30_000;

/** Head, navigation and the page that the address names, for one site at a time. */
export function Shell({ api, onSignOut }: { api: Api; onSignOut: () => void }) {
  const route = useRoute();
  usePageTitle(route);
  const local = useSoftphoneExists();
  const read = useCallback(async () => {
    const [sites, withUnknown] = await Promise.all([readSites(api.get), hasUnknownCalls(api.get)]);
    return choices(sites, withUnknown);
  }, [api]);
  const { value: sites, error } = usePolled(read, refreshMs);
  const [chosen, setChosen] = useState<string>();
  const site = sites?.find(({ id }) => id === chosen) ?? sites?.[0];
  const session = useMemo(
    () => sites && site && { api, site, sites, local, chooseSite: setChosen },
    [api, site, sites, local],
  );
  const onSite = (id: string) => {
    setChosen(id);
    // The call that is shown stays one of its own site.
    if (route.page === 'call') location.hash = '#/calls';
  };

  return (
    <>
      <TopBar page={route.page} sites={sites ?? []} site={site} onSite={onSite} onSignOut={onSignOut} />
      <main tabIndex={-1} id="main" class={local && isAboutCalls(route) ? 'with-phone' : undefined}>
        {sites === undefined && <Waiting error={error} />}
        {sites?.length === 0 && <NoSite />}
        {session && (
          <SessionContext.Provider value={session}>
            <Page route={route} site={session.site} />
            {local && isAboutCalls(route) && <Softphone key={`phone of ${session.site.id}`} />}
          </SessionContext.Provider>
        )}
      </main>
    </>
  );
}

function isAboutCalls({ page }: Route): boolean {
  return page === 'calls' || page === 'call';
}

/** All but a call are about one site, and start afresh with another. */
function Page({ route, site }: { route: Route; site: Site }) {
  switch (route.page) {
    case 'pools':
      return <PoolsPage key={site.id} />;
    case 'calls':
      return <CallsPage key={site.id} />;
    case 'call':
      return <CallPage key={route.id} id={route.id} />;
    case 'journal':
      return <JournalPage key={site.id} query={route.query} />;
    case 'mails':
      return <MailsPage key={site.id} query={route.query} />;
    case 'deliveries':
      return <DeliveriesPage key={site.id} query={route.query} />;
    case 'not-found':
      return <NotFound />;
  }
}

function NotFound() {
  return (
    <div class="page-body">
      <h2>There is no such page</h2>
      <p>
        <a href="#/pools">Show the pools</a>
      </p>
    </div>
  );
}

function Waiting({ error }: { error: Error | undefined }) {
  if (error === undefined) return <p class="empty">Reading sites…</p>;
  return <ErrorMessage error={withOutlook(error, 'Trying again.')} />;
}

function NoSite() {
  return (
    <p class="empty">
      There is no site yet. <code>PUT /v1/sites/&#123;site&#125;</code> makes one.
    </p>
  );
}
