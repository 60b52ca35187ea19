import type { Route } from './routing/route.ts';
import type { Site } from './site.ts';

const pages = [
  ['pools', 'Pools'],
  ['calls', 'Calls'],
  ['journal', 'Journal'],
  ['mails', 'Mails'],
  ['deliveries', 'Deliveries'],
] as const;

interface TopBarProps {
  readonly page: Route['page'];
  readonly sites: readonly Site[];
  readonly site: Site | undefined;
  readonly onSite: (id: string) => void;
  readonly onSignOut: () => void;
}

/** Name, pages, and the site that they are about where there are several. */
export function TopBar({ page, sites, site, onSite, onSignOut }: TopBarProps) {
  const open = page === 'call' ? 'calls' : page;
  return (
    <header class="top">
      <h1>
        <Logo /> Leaseline
      </h1>
      <nav aria-label="Pages">
        {pages.map(([name, words]) => (
          <a key={name} href={`#/${name}`} aria-current={open === name ? 'page' : undefined}>
            {words}
          </a>
        ))}
      </nav>
      <div class="top-end">
        {site && sites.length > 1 && (
          <label class="site-chooser">
            <span class="unseen">Site</span>
            <select value={site.id} onChange={(event) => onSite(event.currentTarget.value)}>
              {sites.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="button" class="quiet" onClick={onSignOut}>
          Sign out
        </button>
      </div>
    </header>
  );
}

/** Four numbers, two of them held. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <circle cx="10" cy="10" r="3.4" />
      <circle cx="22" cy="10" r="3.4" opacity=".45" />
      <circle cx="10" cy="22" r="3.4" opacity=".45" />
      <circle cx="22" cy="22" r="3.4" />
    </svg>
  );
}
