import type { PageRoute } from '../platform/names.ts';
import { consentCalls } from './consent-endpoints.ts';
import type { CallShape } from './endpoint.ts';
import { numberCalls } from './number-endpoints.ts';

/** The calls that a web page makes. */
export const pageCalls: Readonly<Record<PageRoute, CallShape>> = { ...numberCalls, ...consentCalls };
