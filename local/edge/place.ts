import type { EdgeRequest, EdgeResponse } from './exchange.ts';

/** Something that only the local run serves; undefined for all paths that are not its own. */
export type Place = (request: EdgeRequest) => Promise<EdgeResponse> | EdgeResponse | undefined;
