import * as z from 'zod';
import { type AssistantTask, assistantTasks } from '../../lambdas/api/assistants/tasks.ts';
import { assistantTools } from '../../lambdas/api/assistants/tools.ts';
import { managementEndpoints } from '../../lambdas/api/management-endpoints.ts';
import { assistantRoutes } from '../../lambdas/platform/names.ts';
import { readPaper, tableAfter } from './markdown.ts';

const paper = readPaper('docs/assistants.md');

const server = z.object({ url: z.url(), headers: z.object({ Authorization: z.string() }) });
const file = z.union([
  z.object({ mcpServers: z.record(z.string(), server) }).transform(({ mcpServers }) => mcpServers),
  z.object({ servers: z.record(z.string(), server) }).transform(({ servers }) => servers),
]);

test('each file for a client names the address and shows a key', () => {
  const files = paper.blocks
    .filter(({ language }) => language === 'json')
    .map(({ text }) => file.parse(JSON.parse(text)));
  expect(files).toHaveLength(3);
  for (const { leaseline } of files) {
    expect(`POST ${new URL(leaseline!.url).pathname}`).toBe(assistantRoutes[0]);
    expect(leaseline!.headers.Authorization).toMatch(/^Bearer \$\{[\w:-]+\}$/);
  }
});

test('the tools are those that there are', () => {
  const written = tableAfter(paper, 'tool').map((cells) => cells.map((cell) => cell.replaceAll('`', '')));
  expect(written).toEqual(assistantTasks.map((task) => [assistantTools[task].name, task]));
});

test('who may use those that write is said', () => {
  const writing = assistantTasks.filter((task: AssistantTask) => !task.startsWith('GET '));
  expect(writing.map((task) => [assistantTools[task].name, managementEndpoints[task].roles])).toEqual([
    ['report_outcome', ['admin', 'operator', 'crm']],
    ['redrive_delivery', ['admin', 'operator']],
  ]);
});
