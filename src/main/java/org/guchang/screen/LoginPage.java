package org.guchang.screen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The page for logging in and out, with its places filled. */
final class LoginPage {
  private static final String FILE = "/login/page.html";

  private final String page;
  private final boolean provider;

  /**
   * @param provider whether an identity provider can be asked
   */
  LoginPage(boolean provider) {
    this.page = read();
    this.provider = provider;
  }

  private static String read() {
    try (InputStream in = LoginPage.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What happened, as it is told in both languages. */
  enum Word {
    NOTHING("", ""),
    WRONG("用户名或密码不对。", "That is not the name and its password."),
    BUSY("登录的人太多，请稍后再试。", "Too many are logging in; try again in a moment."),
    WAIT("试得太多，请过一会儿再试。", "Too many tries; wait a while."),
    PROVIDER("统一登录没有成功，请再试一次。", "The identity provider did not let you in; try again."),
    NOT_HERE("您的账号没有可看的大屏，请联系管理员。", "There is no board for this account; ask the administrator."),
    ENDED("这个链接已失效，请索取新的链接。", "This link is good no more; ask for a new one.");

    private final String chinese;
    private final String english;

    Word(String chinese, String english) {
      this.chinese = chinese;
      this.english = english;
    }
  }

  /**
   * The page, in UTF-8.
   *
   * @param who is logged in; null for nobody
   * @param to where to go then, a path of this door
   */
  String html(Word word, @Nullable String who, String to) {
    return page.replace("{{word}}", word.chinese)
        .replace("{{word-en}}", word.english)
        .replace("{{word-hidden}}", word == Word.NOTHING ? "hidden" : "")
        .replace("{{in-hidden}}", who == null ? "" : "hidden")
        .replace("{{out-hidden}}", who == null ? "hidden" : "")
        .replace("{{provider-hidden}}", provider && who == null ? "" : "hidden")
        .replace("{{who}}", who == null ? "" : escaped(who))
        .replace("{{to-query}}", URLEncoder.encode(to, StandardCharsets.UTF_8))
        .replace("{{to}}", escaped(to));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
