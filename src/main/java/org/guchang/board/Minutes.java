package org.guchang.board;

import java.util.NavigableMap;

/** The minutes as a value of the state: on the wire one map by local minute, here in chunks. */
record Minutes(NavigableMap<Long, BoardMinutes.Chunk> chunks) {}
