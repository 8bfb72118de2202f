/**
 * What an operator and an official set: the settings of the server and the catalog of what is sold,
 * when and by whom.
 */
@NullMarked
package org.guchang.config;

import org.jspecify.annotations.NullMarked;
