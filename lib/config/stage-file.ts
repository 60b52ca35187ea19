import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';
import * as z from 'zod';

/** Settings as the file of a stage says them; not yet checked. */
export type StageSettings = Readonly<Record<string, unknown>>;

const settingsOf = z.record(z.string(), z.unknown());

/** Not stages that anybody deploys. */
const notStages = ['schema', 'example'];

/** Reads `<stage>.json` in the folder; a problem is a sentence that says what to do. */
export function readStageFile(
  stage: string,
  folder: string,
): { readonly settings: StageSettings } | { readonly problem: string } {
  const file = fileOf(stage);
  const stages = stagesIn(folder);
  if (![...stages, 'example'].includes(stage)) {
    const there = stages.length === 0 ? 'there are none yet' : `there are ${stages.join(', ')}`;
    const name = /^[\w-]+$/.test(stage) && !notStages.includes(stage) ? file : 'stages/prod.json';
    return { problem: `There is no stage "${stage}"; ${there}. Copy stages/example.json to ${name} and change it.` };
  }
  const read = readSettings(path.join(folder, `${stage}.json`));
  if ('problem' in read) return { problem: `${file} ${read.problem}` };
  const others = stage === 'example' ? [] : stages.filter((other) => other !== stage);
  const twin = others.find((other) => {
    const its = readSettings(path.join(folder, `${other}.json`)); // what is wrong with it is no matter of this one
    return 'settings' in its && isSameStack(read.settings, its.settings);
  });
  if (twin !== undefined) {
    return {
      problem: `${file} and ${fileOf(twin)} are the same stack: give one of them another stackName, or each the account and region that it goes to.`,
    };
  }
  const { $schema: _, ...settings } = read.settings;
  return { settings };
}

function fileOf(stage: string): string {
  return `stages/${stage}.json`;
}

function stagesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => path.basename(file, '.json'))
    .filter((stage) => !notStages.includes(stage))
    .toSorted();
}

function readSettings(file: string): { readonly settings: StageSettings } | { readonly problem: string } {
  try {
    const bytes = readFileSync(file);
    if (!isUtf8(bytes)) return { problem: 'is not text in UTF-8: save it again with that encoding.' };
    const text = new TextDecoder().decode(bytes); // without the byte order mark that some editors put first
    if (text.trim() === '') return { problem: 'is empty: copy stages/example.json to it and change it.' };
    const settings = settingsOf.safeParse(JSON.parse(text));
    if (!settings.success) return { problem: 'must be an object of settings, like stages/example.json.' };
    const twice = saidTwice(text);
    return twice === undefined ? { settings: settings.data } : { problem: twice };
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: `is not JSON: ${error.message}.` };
    return { problem: `cannot be read: ${error instanceof Error ? error.message : String(error)}.` };
  }
}

/** `JSON.parse` takes the last of two settings with one name without a word; as YAML, of which JSON is a part, they are an error. */
function saidTwice(text: string): string | undefined {
  const twice = parseDocument(text, { prettyErrors: true }).errors.find(({ code }) => code === 'DUPLICATE_KEY');
  const name = twice && /^\s*"?([\w$]+)/.exec(text.slice(twice.pos[0]))?.[1];
  return twice && `says ${name} twice (line ${twice.linePos?.[0].line}): leave one of them out.`;
}

/** Whether a deployment of one could write over the other: both have the same name, and nothing says that they lie apart. */
function isSameStack(one: StageSettings, other: StageSettings): boolean {
  const isApart = (['account', 'region'] as const).some(
    (place) => one[place] !== undefined && other[place] !== undefined && one[place] !== other[place],
  );
  return (one.stackName ?? 'Leaseline') === (other.stackName ?? 'Leaseline') && !isApart;
}
