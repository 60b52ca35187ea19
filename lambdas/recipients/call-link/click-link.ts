import { deviceOf } from '../../attribution/device.ts';
import type { PageDependencies } from '../../page-api/page-dependencies.ts';
import type { Table } from '../../platform/aws/table.ts';
import type { Viewer } from '../../platform/http/viewer.ts';
import { noteClick } from '../../visits/visit-store.ts';
import { classifyVisitor } from '../../visits/visitor-class.ts';
import { visitKeyOf } from '../sending-writes.ts';
import { leaseByLink } from './lease-by-link.ts';
import type { LinkAnswer, LinkAsk } from './link-answers.ts';
import { countFirstClick } from './link-store.ts';
import { numberOfLink, type OpenedLink, openLink, shownSlot, type ValidLink } from './open-link.ts';

export interface ClickDependencies extends PageDependencies {
  readonly settings: Table;
}

/** What the page of a link tells. */
export interface LinkClick {
  readonly token: string;
  readonly ask: LinkAsk;
  readonly userAgent?: string | undefined;
  readonly viewer: Viewer;
}

export type Clicked = { readonly kind: 'clicked'; readonly answer: LinkAnswer } | Exclude<OpenedLink, ValidLink>;

/**
 * Somebody opened a link, or does something on its page. Who was sent a number has that; who had but the default number is leased one. The
 * first click is counted. For robots, and of recipients of whom nothing may be kept, nothing is written.
 */
export async function clickLink(
  dependencies: ClickDependencies,
  { token, ask, userAgent, viewer }: LinkClick,
): Promise<Clicked> {
  const now = dependencies.clock();
  const { visits, loopbackIsDeveloper } = dependencies;
  // As they are now: a lease is given by them.
  const sites = { byId: dependencies.sites.refresh };
  const link = await openLink({ ...dependencies, sites }, token, now);
  if (link.kind !== 'valid') return link;
  const { site, recipient, own } = link;
  const isPerson = classifyVisitor(site, { userAgent, viewer }, loopbackIsDeveloper) === 'person';
  if (!isPerson || !recipient.consent.analytics) return { kind: 'clicked', answer: asItIs(link, now) };
  const held =
    own === undefined
      ? await leaseByLink(dependencies, link, { isActive: ask.active, viewer, device: deviceOf(userAgent) }, now)
      : ownNumber(link);
  // After the lease: two writes to one recipient at once would get in each other's way.
  await countFirstClick(visits, recipient, now);
  if (ask.pressed === true && held?.visit !== undefined) await noteClick(visits, held.visit, now);
  return { kind: 'clicked', answer: held?.answer ?? asItIs(link, now) };
}

/** A number that they were sent: the visit on it began when it was. */
function ownNumber(link: ValidLink) {
  const { own, pool, recipient } = link;
  if (own === undefined) return undefined;
  const answer: LinkAnswer = { number: shownSlot(own), default: pool.default, lease: { state: 'own' } };
  return { answer, visit: visitKeyOf(recipient) };
}

/** What the link shows without a write. */
function asItIs(link: ValidLink, now: number): LinkAnswer {
  const state = link.own === undefined ? 'default' : 'own';
  const number = state === 'own' ? numberOfLink(link, now) : link.pool.default;
  return { number, default: link.pool.default, lease: { state } };
}
