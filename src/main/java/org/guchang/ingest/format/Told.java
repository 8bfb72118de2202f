package org.guchang.ingest.format;

/**
 * The same said in the two languages of the partner guide.
 *
 * @param en also what a partner reads in a refusal and in the schemas
 */
public record Told(String en, String zh) {}
