import * as z from 'zod';
import { listOf, pageQuery } from '../platform/http/list-page.ts';
import { settingsId } from '../settings/settings-id.ts';
import { type ManagementEndpoint, readers } from './endpoint.ts';

/** What an endpoint takes and answers, without its words. */
type Shape = Omit<ManagementEndpoint, 'id' | 'summary'>;

/** A list of one site, or of all that the key may see. */
export const ofSite = z.object({ ...pageQuery.shape, site: settingsId.optional() });

/** A list of one kind of settings. */
export function listing(item: z.core.$ZodType, query: z.ZodObject = ofSite) {
  return { roles: readers, query, status: [200], answer: listOf(item), problems: [400] } satisfies Shape;
}

/** One of them is read. */
export function reading(answer: z.core.$ZodType) {
  return { roles: readers, status: [200], answer, problems: [404, 409] } satisfies Shape;
}

/** One of them is created or replaced. */
export function putting(body: z.core.$ZodType, answer: z.core.$ZodType) {
  return { body, status: [200, 201], answer, problems: [400, 409, 413] } satisfies Omit<Shape, 'roles'>;
}

/** One of them is deleted. */
export const deleting = { status: [204], problems: [404, 409] } satisfies Omit<Shape, 'roles'>;
