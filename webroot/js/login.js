// Where to go when the server shows nothing more to this browser: to log in, and then back.

/** Once: what comes back from there has been let in. */
export function toLogin(location = window.location) {
  location.assign(`/login?to=${encodeURIComponent(location.pathname + location.search)}`);
}
