import { useEffect, useState } from 'preact/hooks';

/** What is shown: the part of the address after `#`. `query` is what a page makes of it. */
export type Route =
  | {
      readonly page: 'pools' | 'calls' | 'journal' | 'mails' | 'deliveries' | 'not-found';
      readonly query: URLSearchParams;
    }
  | { readonly page: 'call'; readonly id: string; readonly query: URLSearchParams };

/** Reads `#/calls/<id>`, `#/journal?from=...`; without a path it is the pools. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const query = new URLSearchParams(search);
  const [page, id, ...more] = path.replace(/\/$/, '').split('/');
  if (page === 'calls' && id !== undefined && more.length === 0) {
    const call = decoded(id);
    return call === '' ? { page: 'not-found', query } : { page: 'call', id: call, query };
  }
  if (id !== undefined) return { page: 'not-found', query };
  if (page === '') return { page: 'pools', query };
  const known = (['pools', 'calls', 'journal', 'mails', 'deliveries'] as const).find((one) => one === page);
  return { page: known ?? 'not-found', query };
}

/** Where one call is shown. */
export function callHref(id: string): string {
  return `#/calls/${encodeURIComponent(id)}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** The page that the address names, also after "back". */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const onChange = () => setHash(location.hash);
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return parseRoute(hash);
}
