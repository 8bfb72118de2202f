// What a screen is told in its address. Anything unreadable is as if it had not been said.
//   ?layout=wall|wide|upright|phone   ?distance=8m  ?pitch=2.5   ?use=host   ?theme=paper   ?amounts=hidden   ?lang=en
//   ?night=22-6   ?trend=5min|hour|platforms, or two of them: hour,platforms

export const LAYOUTS = ['wall', 'wide', 'upright', 'phone'];

const among = (value, known) => (known.includes(value) ? value : undefined);

/** "8m", "8", "2.5mm" → a number above zero; undefined otherwise. */
function measure(text, unit) {
  const match = new RegExp(`^(\\d{1,4}(?:\\.\\d{1,3})?)(?:${unit})?$`).exec(text ?? '');
  const value = match ? Number(match[1]) : NaN;
  return value > 0 ? value : undefined;
}

/** What a link to another page of this board takes along, so that what is hidden here is hidden there. */
const CARRIED = ['amounts', 'theme', 'lang'];

/** An address on this server with what is to be carried of the present one. */
export function carried(href, search = globalThis.location.search) {
  const [path, query = ''] = href.split('?');
  const asked = new URLSearchParams(search);
  const next = new URLSearchParams(query);
  for (const key of CARRIED) if (asked.has(key) && !next.has(key)) next.set(key, asked.get(key));
  // A colon may stand in a query; so addresses of minutes stay legible.
  const text = next.toString().replaceAll('%3A', ':');
  return text ? `${path}?${text}` : path;
}

/** The links of a page to all boards take along what is carried. */
export function carryHome(page = document) {
  for (const link of page.querySelectorAll('a[href="/"]')) link.href = carried('/');
}

const trendOf = (words) => ({ span: words.find((word) => ['5min', 'hour', 'all'].includes(word)) ?? 'all', platforms: words.includes('platforms') });

/**
 * @param search as in `location.search`
 * @returns `distanceM` from eye to wall in metres; `pitchMm` from pixel to pixel in millimetres
 */
export function readSettings(search) {
  const asked = new URLSearchParams(search);
  return {
    layout: among(asked.get('layout'), LAYOUTS),
    distanceM: measure(asked.get('distance'), 'm'),
    pitchMm: measure(asked.get('pitch'), 'mm'),
    use: among(asked.get('use'), ['host']),
    theme: asked.get('theme') === 'light' ? 'paper' : among(asked.get('theme'), ['paper', 'dark']),
    amounts: among(asked.get('amounts'), ['hidden']),
    lang: among(asked.get('lang'), ['zh', 'en']),
    night: asked.get('night') ?? undefined,
    trend: trendOf((asked.get('trend') ?? '').split(',')),
  };
}
