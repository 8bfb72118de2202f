/** What the product costs, each figure beside a limit measured in the same run. */
@NullMarked
package org.guchang.bench.cost;

import org.jspecify.annotations.NullMarked;
