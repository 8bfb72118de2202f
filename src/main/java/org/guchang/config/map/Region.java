package org.guchang.config.map;

import java.util.List;

/**
 * A county as a GeoJSON feature has it.
 *
 * @param rings closed, of all its polygons; a hole is a ring within a ring
 */
public record Region(String name, List<List<Point>> rings) {}
