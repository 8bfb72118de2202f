/**
 * Log-ins at an organisation's identity provider, by <a
 * href="https://openid.net/specs/openid-connect-core-1_0.html">OpenID Connect</a>: the
 * authorization code flow with PKCE. What somebody may see is no matter of this package.
 */
@NullMarked
package org.guchang.access.oidc;

import org.jspecify.annotations.NullMarked;
