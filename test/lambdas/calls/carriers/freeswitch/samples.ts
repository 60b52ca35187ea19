/** Records of `mod_json_cdr` in its own shape; ids and numbers are made up. */
export const caller = '+12025550123';
export const number = '+12025550199';
export const password = 'correct-horse-battery-staple';
export const callUuid = '3da8bf84-0000-4959-9e24-e72875cb33a1';
export const firstPhone = 'f52c26f1-0000-4963-bf6d-a3111d1a0320';
export const secondPhone = 'f52c26f1-0000-4963-bf6d-a3111d1a0321';

const profile = (uuid: string, destination: string) => ({
  username: 'trunk',
  dialplan: 'XML',
  caller_id_name: '',
  ani: caller,
  aniii: '',
  caller_id_number: caller,
  network_addr: '203.0.113.7',
  rdnis: '',
  destination_number: destination,
  uuid,
  source: 'mod_sofia',
  context: 'public',
});

/** A record around these variables; the newest profile of the channel comes first, as after a transfer to 1002. */
export function channelRecord(variables: Readonly<Record<string, string>>, destination = number.slice(1)) {
  return {
    'core-uuid': 'eb8bcdd2-0000-4f8f-80c3-1a4042aabe31',
    switchname: 'fs1',
    channel_data: { state: 'CS_REPORTING', direction: variables.direction, state_number: '11' },
    callStats: { audio: { inbound: { raw_bytes: 572588, mos: 4.5 } } },
    variables,
    app_log: { applications: [{ app_name: 'bridge', app_data: 'user/1001@pbx', app_stamp: '1763647202548466' }] },
    callflow: [
      { profile_index: '2', caller_profile: profile(variables.uuid ?? '', '1002') },
      { profile_index: '1', caller_profile: profile(variables.uuid ?? '', destination) },
    ],
  };
}

/** An announcement answers after 2 s, a person after 9 s, and the call ends after 69 s; values are URL-encoded, as by default. */
export const callChannel = channelRecord({
  direction: 'inbound',
  uuid: callUuid,
  call_uuid: callUuid,
  channel_name: 'sofia/external/%2B12025550123@203.0.113.7',
  sip_from_user: '%2B12025550123',
  sip_req_user: '%2B12025550199',
  sip_to_user: '%2B12025550199',
  originate_disposition: 'SUCCESS',
  dialed_user: '1002',
  bridge_uuid: secondPhone,
  hangup_cause: 'NORMAL_CLEARING',
  hangup_cause_q850: '16',
  start_stamp: '2025-11-20%2014%3A00%3A00',
  start_epoch: '1763647200',
  start_uepoch: '1763647200034355',
  answer_epoch: '1763647202',
  bridge_epoch: '1763647209',
  end_epoch: '1763647269',
  last_hold_epoch: '0',
  resurrect_epoch: '0',
  hold_accum_seconds: '5',
  duration: '69',
  billsec: '67',
  waitsec: '9',
});

/** Rang for 4 s, and nobody was there. */
export const unanswered = channelRecord({
  direction: 'outbound',
  uuid: firstPhone,
  call_uuid: callUuid,
  dialed_user: '1001',
  hangup_cause: 'NO_ANSWER',
  hangup_cause_q850: '19',
  start_epoch: '1763647203',
  answer_epoch: '0',
  bridge_epoch: '0',
  end_epoch: '1763647207',
});

export const answered = channelRecord({
  direction: 'outbound',
  uuid: secondPhone,
  call_uuid: callUuid,
  dialed_user: '1002',
  hangup_cause: 'NORMAL_CLEARING',
  hangup_cause_q850: '16',
  start_epoch: '1763647207',
  answer_epoch: '1763647209',
  bridge_epoch: '1763647209',
  end_epoch: '1763647269',
});

/** Of a phone that was answered and hung up then, s since 1970. */
export const phoneOf = (user: string, from: number, until: number) =>
  channelRecord({
    ...answered.variables,
    uuid: `f52c26f1-0000-4963-bf6d-${user}`,
    dialed_user: user,
    start_epoch: String(from - 3),
    answer_epoch: String(from),
    bridge_epoch: String(from),
    end_epoch: String(until),
  });

export const records = [unanswered, answered, callChannel];
