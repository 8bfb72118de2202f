package org.guchang.access;

/** Who came, and by what. */
public record Pass(Principal principal, Ticket ticket) {}
