import { readSourceReport } from '../../../../web/dashboard/calls/read-calls.ts';

test('sums by source and over all', async () => {
  const sums = { calls: 3, firstTimeCallers: 2, answered: 2, missed: 1, qualified: 1, unqualified: 0, conversions: 1 };
  const answer = {
    items: [
      { source: 'google', medium: 'cpc', ...sums, averageWaitSeconds: 4.5, averageTalkSeconds: null, revenue: null },
    ],
    total: {
      ...sums,
      averageWaitSeconds: 4.5,
      averageTalkSeconds: null,
      revenue: { amount: '100.00', currency: 'EUR' },
    },
  };
  const asked: string[] = [];
  const get = (path: string) => {
    asked.push(path);
    return Promise.resolve(answer);
  };
  const report = await readSourceReport(get, new URLSearchParams({ site: 'shop', from: '2026-05-01' }));
  expect(asked).toEqual(['/v1/reports/sources?site=shop&from=2026-05-01']);
  expect(report.items).toMatchObject([{ source: 'google', calls: 3, averageWaitSeconds: 4.5, revenue: null }]);
  expect(report.total).toMatchObject({ missed: 1, revenue: { amount: '100.00' } });
});
