import * as z from 'zod';
import { pageQuery } from '../../platform/http/list-page.ts';
import { settingsId } from '../../settings/settings-id.ts';
import { askedDay } from '../days.ts';
import { daysAsked } from '../log-range.ts';
import { reconciliationLines } from './reconciliation-line.ts';

const ofOneSite = { site: settingsId, destination: settingsId.optional(), ...daysAsked.shape };

/** Query of `GET /v1/reconciliation`. */
export const reconciliationQuery = z.object({
  ...ofOneSite,
  cursor: askedDay.optional().describe('The `cursor` of the part before.'),
});

/** Query of `GET /v1/reconciliation/conversions`. */
export const reconciledQuery = z.object({
  ...ofOneSite,
  line: z.enum(reconciliationLines).optional().describe('Those of one line only.'),
  ...pageQuery.shape,
});
