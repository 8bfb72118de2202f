// A server newer than the page: the page loads itself anew, at a quiet moment, and only once the server answers.

/** Between two loads at least; a page that would load itself for ever shows figures at least in between. */
const AT_LEAST = 60_000;
const LOOK_AGAIN = 5_000;
const KEY = 'guchang-reloaded-at';

async function versionOf(fetching) {
  const answer = await fetching('/api/page', { cache: 'no-store' });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return (await answer.json()).version;
}

async function pageAnswers(fetching) {
  const page = await fetching(window.location.href, { cache: 'no-store' });
  if (!page.ok) throw new Error(`status ${page.status}`);
}

/**
 * @param isQuiet whether nobody reads, plays or is shown something that would be torn away
 * @returns told(link): to be called with the state of the line each time it may have changed
 */
export function reloadWhenNewer({ isQuiet, reload = () => window.location.reload(), fetching = (...asked) => fetch(...asked),
  now = () => Date.now(), memory = window.sessionStorage, later = (f, ms) => setTimeout(f, ms) }) {
  let own = null;
  let was = null;
  let waiting = false;

  async function look() {
    try {
      const version = await versionOf(fetching);
      own ??= version;
      if (version !== own) await turn();
      else waiting = false;
    } catch {
      // It does not answer. The line tells when it is back, and then it is asked again.
      waiting = false;
    }
  }

  async function turn() {
    waiting = true;
    const rested = now() - Number(memory.getItem(KEY) ?? 0) >= AT_LEAST;
    if (!rested || !isQuiet()) {
      later(look, LOOK_AGAIN);
      return;
    }
    await pageAnswers(fetching);
    memory.setItem(KEY, String(now()));
    waiting = false;
    reload();
  }

  return (link) => {
    if (link === was) return;
    was = link;
    if (link === 'open' && !waiting) look();
  };
}

/** Something the page needs did not come: it loads itself anew, and only once the server answers. */
export function reloadWhenThere({ reload = () => window.location.reload(), fetching = (...asked) => fetch(...asked),
  later = (f, ms) => setTimeout(f, ms) } = {}) {
  const look = async () => {
    try {
      await pageAnswers(fetching);
      reload();
    } catch {
      later(look, LOOK_AGAIN);
    }
  };
  later(look, LOOK_AGAIN);
}
