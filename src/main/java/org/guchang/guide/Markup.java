package org.guchang.guide;

import java.util.List;

/** Pieces of HTML. Texts are escaped here, and only here. */
final class Markup {
  private Markup() {}

  static String text(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static String code(String plain) {
    return "<code>" + text(plain) + "</code>";
  }

  /** A block that keeps its lines, and is scrolled by keyboard too where it is too wide. */
  static String block(String plain) {
    return "<pre tabindex=\"0\"><code>" + text(plain) + "</code></pre>";
  }

  /**
   * @param cells HTML already
   */
  static String table(List<String> head, List<List<String>> cells) {
    StringBuilder html = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
    head.forEach(name -> html.append("<th scope=\"col\">").append(text(name)).append("</th>"));
    html.append("</tr></thead><tbody>\n");
    for (List<String> row : cells) {
      html.append("<tr>");
      row.forEach(cell -> html.append("<td>").append(cell).append("</td>"));
      html.append("</tr>\n");
    }
    return html.append("</tbody></table></div>").toString();
  }
}
