package org.guchang.door;

/**
 * What a door reads of one connection before it has had enough.
 *
 * @param lineBytes of a request line
 * @param headBytes of all headers
 * @param bodyBytes of a body, read or thrown away; what is understood of it may be far less
 * @param patienceSeconds in which a head has to be whole; a body has to go on from then on at
 *     {@value Refusal#LEAST_BYTES_A_SECOND} bytes a second, and six of it close a connection on
 *     which nothing happens
 */
public record Bounds(int lineBytes, int headBytes, long bodyBytes, int patienceSeconds) {}
