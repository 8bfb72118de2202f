// What the screen knows: one state and its position in the stream of frames. Pure, no DOM, no clock.

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * RFC 7396 merge patch. Returns a new object and shares what the patch does not touch, so that a view can
 * tell by identity that nothing of its own has changed.
 */
export function mergePatch(target, patch) {
  if (!isObject(patch)) return patch;
  const merged = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (key === '__proto__') continue;
    if (value === null) delete merged[key];
    else merged[key] = isObject(value) ? mergePatch(merged[key], value) : value;
  }
  return merged;
}

/**
 * A store takes frames in the order they come and says what became of each:
 * `applied`, `ignored` (old, repeated, or not a state frame) or `gap` (something is missing: ask for a snapshot).
 * A gap changes nothing: the last true totals stay.
 */
export function createStore() {
  let state = null;
  let epoch = null;
  let version = -1;
  let newStream = true;

  function apply(frame) {
    if (frame.kind === 'snapshot') return applySnapshot(frame);
    if (frame.kind === 'patch') return applyPatch(frame);
    return 'ignored';
  }

  function applySnapshot(frame) {
    if (!isObject(frame.state) || !Number.isFinite(frame.version)) return 'gap';
    if (!newStream && frame.epoch === epoch && frame.version < version) return 'ignored';
    ({ epoch, version } = frame);
    newStream = false;
    state = mergePatch({}, frame.state);
    return 'applied';
  }

  function applyPatch(frame) {
    if (state === null || newStream || frame.epoch !== epoch) return 'gap';
    if (frame.version <= version) return 'ignored';
    if (frame.from !== version || !isObject(frame.patch)) return 'gap';
    version = frame.version;
    state = mergePatch(state, frame.patch);
    return 'applied';
  }

  return {
    apply,
    /** A new connection: its first snapshot is the truth, even if the server's count of versions began again. */
    expectSnapshot() { newStream = true; },
    get state() { return state; },
    get epoch() { return epoch; },
    get version() { return version; },
  };
}
