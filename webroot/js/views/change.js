// Up and down, told by shape and colour both. In China up is red.

import { say } from '../words.js';

/** {text: "▲ 18%", direction: "up"} */
export function changeText(percent) {
  if (!Number.isFinite(percent)) return { text: '', direction: undefined };
  if (percent > 0) return { text: `▲ ${percent > 999 ? '999%+' : `${percent}%`}`, direction: 'up' };
  if (percent < 0) return { text: `▼ ${-percent}%`, direction: 'down' };
  return { text: say('持平'), direction: 'level' };
}
