import type { EmailTool } from '../../bin/cli/email/merge-fields.ts';

/** How a tool's templates say "if there is a value", "otherwise", "until here", and the value; the name is the group. */
interface Tags {
  readonly if: RegExp;
  readonly else: RegExp;
  readonly end: RegExp;
  readonly value: RegExp;
}

const braces = { else: /^\{% else %\}$/, end: /^\{% endif %\}$/ };
const tags: Readonly<Record<EmailTool, Tags>> = {
  plain: {
    if: /^\{\{#(\w+)\}\}$/,
    else: /^\{\{\^(\w+)\}\}$/,
    end: /^\{\{\/(\w+)\}\}$/,
    value: /\{\{(\w+)\}\}/g,
  },
  klaviyo: {
    ...braces,
    if: /^\{% if person\|lookup:'(\w+)' %\}$/,
    value: /\{\{ person\|lookup:'(\w+)' \}\}/g,
  },
  mailchimp: {
    if: /^\*\|IF:(\w+)\|\*$/,
    else: /^\*\|ELSE:\|\*$/,
    end: /^\*\|END:IF\|\*$/,
    value: /\*\|(\w+)\|\*/g,
  },
  hubspot: { ...braces, if: /^\{% if contact\.(\w+) %\}$/, value: /\{\{ contact\.(\w+) \}\}/g },
  brevo: { ...braces, if: /^\{% if contact\.(\w+) %\}$/, value: /\{\{ contact\.(\w+) \}\}/g },
};

/** A mail as the tool would send it to who has these values. Throws where a tag is none of the tool, or a column is not there. */
export function renderMail(tool: EmailTool, template: string, values: Readonly<Record<string, string>>): string {
  const known = tags[tool];
  const shown: string[] = [];
  let isShown = true;
  for (const line of template.split('\n')) {
    const asked = known.if.exec(line)?.[1];
    const unasked = known.else.exec(line);
    if (asked !== undefined) isShown = (values[asked] ?? '') !== '';
    // Mustache says again what is asked; elsewhere it is the other half.
    else if (unasked) isShown = unasked[1] === undefined ? !isShown : (values[unasked[1]] ?? '') === '';
    else if (known.end.test(line)) isShown = true;
    else if (isShown) shown.push(line.replaceAll(known.value, (_, name: string) => valueOf(values, name)));
  }
  const mail = shown.join('\n');
  const left = /\{[{%]|\*\|/.exec(mail);
  if (left !== null) throw new Error(`${tool}: ${mail.slice(left.index, left.index + 60)} is no tag that is known`);
  return mail;
}

function valueOf(values: Readonly<Record<string, string>>, name: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`there is no column ${name}`);
  return value;
}
