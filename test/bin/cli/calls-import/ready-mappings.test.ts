import { imported } from '../../../../lambdas/calls/carriers/imported/imported.ts';
import { fold } from '../../../../lambdas/calls/fold/fold.ts';
import { run, sent } from './import-run.ts';

/** What the records come to, once they were read from the queue. */
function callsSent() {
  const observations = sent().flatMap((record) => {
    const raw = JSON.stringify({ ...record, event: 'record' });
    const read = imported.read(
      { account: 'pbx', hook: 'import', settings: imported.settings.parse({ country: 'DE' }), raw },
      Date.now(),
    );
    return 'observations' in read ? read.observations : [];
  });
  const ids = [...new Set(observations.map(({ call }) => call))];
  return ids.map((id) =>
    fold(
      observations.filter(({ call }) => call === id),
      { now: Date.now(), graceSeconds: 0 },
    ),
  );
}

/** As `cdr_csv` writes them: rang at 101, then taken at 102; the caller's channel is the same. */
const master = [
  '"","03023125001","+493023125100","from-trunk","""Anna"" <03023125001>","PJSIP/trunk-00000011","PJSIP/101-00000012","Dial","PJSIP/101,20","2026-07-01 09:00:00",,"2026-07-01 09:00:20",20,0,"NO ANSWER","DOCUMENTATION","1782889200.17","","","1782889200.17","21"',
  '"","03023125001","s","from-trunk","""Anna"" <03023125001>","PJSIP/trunk-00000011","PJSIP/102-00000013","Dial","PJSIP/102,20","2026-07-01 09:00:20","2026-07-01 09:00:25","2026-07-01 09:01:25",65,60,"ANSWERED","DOCUMENTATION","1782889200.17","","","1782889200.17","22"',
  '"","03023125002","+493023125100","from-trunk","","PJSIP/trunk-00000014","","Playback","welcome","2026-07-01 10:00:00","2026-07-01 10:00:00","2026-07-01 10:00:09",9,9,"ANSWERED","DOCUMENTATION","1782892800.20","","","1782892800.20","23"',
];

test('Master.csv of Asterisk: several lines are one call, and an announcement is nobody', async () => {
  const { outcome, stdout } = await run(master, { mapping: 'asterisk' });
  expect([outcome, stdout]).toEqual([0, '2 taken, 0 refused\n']);
  const [call, announced] = callsSent();
  expect(call).toMatchObject({
    id: 'pbx-1782889200.17',
    status: 'completed',
    final: true,
    legs: 2,
    caller: { kind: 'number', number: '+493023125001' },
    trackedNumber: '+493023125100',
    waitSeconds: 25,
    talkSeconds: 60,
    agent: 'PJSIP/102',
  });
  expect(announced).toMatchObject({ status: 'missed', endedAt: Date.parse('2026-07-01T10:00:09Z') });
});

test('without linkedid and with a line of names, as when it was mended', async () => {
  const short = master.map((line) => line.split(',').slice(0, -3).join(','));
  await run([short[2]!], { mapping: 'asterisk' });
  expect(sent()).toMatchObject([{ id: '1782892800.20' }]);
});

test('the table of FreePBX', async () => {
  const lines = [
    'calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,uniqueid,did,cnum,dst_cnam,linkedid',
    '2026-07-01 09:00:00,x,03023125001,600,ext-queues,PJSIP/t-00000011,Local/102@q-00000001;1,Queue,600,40,33,ANSWERED,9.1,03023125100,03023125001,,9.1',
    '2026-07-01 09:00:10,x,03023125001,102,ext-local,Local/102@q-00000001;2,PJSIP/102-00000013,Dial,x,30,28,ANSWERED,9.2,,03023125001,Bert,9.1',
  ];
  expect(await run(lines, { mapping: 'freepbx' })).toMatchObject({ outcome: 0, stdout: '1 taken, 0 refused\n' });
  expect(callsSent()).toMatchObject([{ id: 'pbx-9.1', legs: 2, trackedNumber: '+493023125100', status: 'completed' }]);
});

test('the table of FreePBX, parted by bars: calls that go out by your number, and calls inside, which are left out', async () => {
  const lines = [
    'calldate|src|dst|dcontext|dstchannel|lastapp|duration|billsec|disposition|uniqueid|did|cnum|outbound_cnum|dst_cnam|linkedid',
    '2026-07-01 09:00:00|101|03023125001|from-internal|PJSIP/t-00000011|Dial|40|33|ANSWERED|9.1||101|03023125100||9.1',
    '2026-07-01 09:10:00|101|102|from-internal|PJSIP/102-00000012|Dial|40|33|ANSWERED|9.2||101|||9.2',
    '2026-07-01 09:20:00|101|*97|from-internal||VoiceMail|40|33|ANSWERED|9.3||101|||9.3',
  ];
  const outcome = await run(lines, { mapping: 'freepbx' });
  expect(outcome).toMatchObject({ outcome: 0, stdout: '1 taken, 0 refused, 2 left out between extensions\n' });
  expect(callsSent()).toMatchObject([
    { id: 'pbx-9.1', direction: 'outbound', trackedNumber: '+493023125100', talkSeconds: 33, status: 'completed' },
  ]);
});

test('fields of Vonage: numbers without a plus, and a leg that rang', async () => {
  const lines = [
    'from,to,uuid,conversation_uuid,status,direction,timestamp,start_time,end_time,duration',
    '4930231250001,4930231251000,u1,CON-1,completed,inbound,2026-07-01T09:00:00.000Z,2026-07-01T09:00:04.000Z,2026-07-01T09:01:04.000Z,60',
    '4930231250001,4930231251000,u2,CON-2,unanswered,inbound,2026-07-01T10:00:00.000Z,,,',
  ];
  expect(await run(lines, { mapping: 'vonage' })).toMatchObject({ outcome: 0 });
  expect(callsSent()).toMatchObject([
    { id: 'pbx-CON-1', status: 'completed', talkSeconds: 60, waitSeconds: 4, trackedNumber: '+4930231251000' },
    { id: 'pbx-CON-2', status: 'missed' },
  ]);
});
