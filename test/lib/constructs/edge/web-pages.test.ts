import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { buildWebPages } from '../../../../lib/constructs/edge/web-pages.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'web-pages-'));
beforeAll(() => buildWebPages(folder));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');

test('the bucket gets the tracker and the dashboard', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  expect(files.toSorted()).toEqual([
    'call-link.js',
    'dashboard',
    'dashboard/index.html',
    'dashboard/main.css',
    'dashboard/main.js',
    expect.stringMatching(/^t-[0-9a-f]{8}\.js$/),
    't.js',
  ]);
});

test('the tracker loads the part that was made with it', () => {
  const [part] = readdirSync(folder).filter((file) => file.startsWith('t-'));
  expect(read('t.js')).toContain(part);
  expect(read(part!)).toMatch(/export\{\w+ as start\};?$/);
});

test('the tracker is one script for old browsers, which leaves nothing behind on the page', () => {
  const script = read('t.js');
  expect(script).toMatch(/^\/\/# allFunctionsCalledOnLoad\n"use strict";\(\(\)=>\{/);
  expect(transformSync(script, { target: 'es2020' }).code).toBe(transformSync(script, { target: 'esnext' }).code);
});

test('the dashboard loads its script and style, and has none of its own that its policy would refuse', () => {
  const html = read('dashboard/index.html');
  expect(html).toMatch(/<script[^>]+src="(\.\/)?main\.js"/);
  expect(html).toMatch(/<link[^>]+href="(\.\/)?main\.css"/);
  expect(html).not.toMatch(/<style|style=|<script>|\son\w+=/);
});
