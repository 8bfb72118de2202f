/** Who sends and who watches: deliveries, connections, screens, as cheap as Java can make them. */
@NullMarked
package org.guchang.bench.load;

import org.jspecify.annotations.NullMarked;
