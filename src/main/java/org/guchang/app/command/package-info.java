/**
 * The command line, one class a command. Exit codes: 0 done, 1 failed or different, 2 wrongly used
 * or set up.
 */
@NullMarked
package org.guchang.app.command;

import org.jspecify.annotations.NullMarked;
