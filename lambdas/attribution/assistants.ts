/**
 * Assistants by the hosts and apps that send visitors, and by what they write into `utm_source` of links: ChatGPT
 * `utm_source=chatgpt.com`, OpenAI's API `openai`, Perplexity `perplexity`. Read on 29 Nov 2026 from the assistants' own pages and from
 * Google Analytics' channel "AI Assistant" (support.google.com/analytics/answer/9756891), which knows fewer. Only whole names count.
 */
const namesByAssistant: Readonly<Record<string, readonly string[]>> = {
  chatgpt: ['chatgpt.com', 'chat.openai.com', 'com.openai.chatgpt', 'openai'],
  perplexity: ['perplexity.ai', 'ai.perplexity.app.android'],
  gemini: ['gemini.google.com', 'bard.google.com', 'com.google.android.apps.bard'],
  copilot: [
    'copilot.microsoft.com',
    'copilot.cloud.microsoft',
    'm365.cloud.microsoft',
    'edgeservices.bing.com',
    'copilot.com',
    'com.microsoft.copilot',
  ],
  claude: ['claude.ai', 'claude.com', 'com.anthropic.claude'],
  grok: ['grok.com', 'ai.x.grok'],
  deepseek: ['deepseek.com', 'chat.deepseek.com', 'com.deepseek.chat'],
  mistral: ['chat.mistral.ai', 'ai.mistral.chat'],
  'meta-ai': ['meta.ai', 'com.facebook.stella'],
  you: ['you.com'],
  poe: ['poe.com', 'com.poe.android'],
  phind: ['phind.com'],
  pi: ['pi.ai'],
  'duck-ai': ['duck.ai'],
  qwen: ['chat.qwen.ai'],
  kimi: ['kimi.com', 'kimi.moonshot.cn'],
  doubao: ['doubao.com'],
  genspark: ['genspark.ai'],
  felo: ['felo.ai'],
  iask: ['iask.ai'],
  andi: ['andisearch.com'],
  notebooklm: ['notebooklm.google.com'],
  lumo: ['lumo.proton.me'],
  alice: ['alice.yandex.ru'],
  gigachat: ['giga.chat'],
};

/** Words of everyday language, which tags use for other things. */
const onlyByHost: ReadonlySet<string> = new Set(['you', 'poe', 'pi', 'andi', 'alice', 'felo', 'lumo']);

let assistantByName: ReadonlyMap<string, string> | undefined;

/** The assistant that has this host (in lower case, without `www.`). */
export function assistantOf(host: string): string | undefined {
  assistantByName ??= new Map(
    Object.entries(namesByAssistant).flatMap(([assistant, names]) => names.map((name) => [name, assistant])),
  );
  return assistantByName.get(host);
}

/** The assistant that a `utm_source` names, by its host or by itself, in any case. */
export function assistantTagged(source: string): string | undefined {
  const name = source.toLowerCase().replace(/^www\./, '');
  return assistantOf(name) ?? (Object.hasOwn(namesByAssistant, name) && !onlyByHost.has(name) ? name : undefined);
}
