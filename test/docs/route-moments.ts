import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readCsv } from '../../bin/cli/csv/read-csv.ts';

const examples = path.join(__dirname, '../../docs/examples');

/** The settings of a site in `docs/examples/routes.json`. */
export const exampleRoutes: Record<string, unknown> = JSON.parse(
  readFileSync(path.join(examples, 'routes.json'), 'utf8'),
);

/** A line of `docs/examples/route-moments.csv`: a call, and the route that takes it; empty for none. */
export interface RouteMoment {
  readonly at: string;
  readonly from: string;
  readonly valueSoFar: number;
  readonly spamScore: number;
  readonly share: number;
  readonly route: string;
  readonly because: string;
}

export const routeMoments: readonly RouteMoment[] = readCsv(readFileSync(path.join(examples, 'route-moments.csv')))
  .records.slice(1)
  .map(({ cells: [at = '', from = '', valueSoFar, spamScore, share, route = '', because = ''] }) => ({
    at,
    from,
    valueSoFar: Number(valueSoFar),
    spamScore: Number(spamScore),
    share: Number(share),
    route,
    because,
  }));
