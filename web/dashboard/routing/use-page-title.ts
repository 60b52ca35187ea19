import { useEffect, useRef } from 'preact/hooks';
import type { Route } from './route.ts';

const titles = {
  pools: 'Pools',
  calls: 'Calls',
  call: 'Call',
  journal: 'Journal',
  mails: 'Mails',
  deliveries: 'Deliveries',
  'not-found': 'Not found',
} as const;

/** Says in the title which page it is, and takes the focus of whoever went there by keyboard along. */
export function usePageTitle(route: Route): void {
  const place = route.page === 'call' ? `call ${route.id}` : route.page;
  const before = useRef(place);
  useEffect(() => {
    document.title = `${titles[route.page]} · Leaseline`;
    if (before.current !== place) {
      document.getElementById('main')?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    before.current = place;
  }, [place]);
}
