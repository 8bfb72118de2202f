// Equality for tests: what differs is told as text.

const told = (value) => JSON.stringify(value, (_, each) => (Number.isNaN(each) ? 'NaN' : each === undefined ? 'undefined' : each));

export function equal(actual, expected) {
  if (told(actual) !== told(expected)) throw new Error(`expected ${told(expected)}, got ${told(actual)}`);
}

/** cases from pairs: each name is a call and its result. */
export const table = (name, f, rows) =>
  rows.map(([args, expected]) => [`${name}(${args.map(told).join(', ')}) is ${told(expected)}`, () => equal(f(...args), expected)]);
