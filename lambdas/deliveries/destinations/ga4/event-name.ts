import * as z from 'zod';

/** Names that Google Analytics keeps for itself: it drops them without a word. */
const reserved: ReadonlySet<string> = new Set([
  'ad_activeview',
  'ad_click',
  'ad_exposure',
  'ad_query',
  'ad_reward',
  'adunit_exposure',
  'app_background',
  'app_clear_data',
  'app_exception',
  'app_remove',
  'app_store_refund',
  'app_store_subscription_cancel',
  'app_store_subscription_convert',
  'app_store_subscription_renew',
  'app_update',
  'app_upgrade',
  'dynamic_link_app_open',
  'dynamic_link_app_update',
  'dynamic_link_first_open',
  'error',
  'first_open',
  'first_visit',
  'in_app_purchase',
  'notification_dismiss',
  'notification_foreground',
  'notification_open',
  'notification_receive',
  'os_update',
  'session_start',
  'session_start_with_rollout',
  'user_engagement',
]);

/** The name of an event as Google Analytics takes it: whatever else it is sent it answers with success, and drops. */
export const eventName = z
  .string()
  .regex(/^[A-Za-z]\w{0,39}$/, 'must begin with a letter, and hold up to 40 letters, digits and _')
  .refine((name) => !/^(ga|google|firebase)_/.test(name), 'must not begin with ga_, google_ or firebase_')
  .refine((name) => !reserved.has(name), 'is a name that Google Analytics keeps for itself')
  // It is how we take a purchase back.
  .refine((name) => name !== 'refund', 'must name what a call came to, like generate_lead or purchase');
