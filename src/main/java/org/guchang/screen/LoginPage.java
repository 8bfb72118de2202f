package org.guchang.screen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The page for logging in and out, with its places filled. */
final class LoginPage {
  private static final String FILE = "/login/page.html";

  /** What is told after the way by an identity provider. */
  private static final Set<Word> ELSEWHERE =
      EnumSet.of(
          Word.PROVIDER, Word.AWAY, Word.DENIED, Word.STALE, Word.NOT_HERE, Word.BUSY, Word.WAIT);

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
    PROVIDER("单位账号登录没有成功，请再试一次。", "Your organisation's log-in did not succeed; try again."),
    AWAY(
        "单位账号登录暂时用不了，请稍后再试，或用用户名和密码登录。",
        "Your organisation's log-in cannot be reached; try later, or use a name and a password."),
    DENIED("单位账号没有同意登录。", "Your organisation's log-in was declined."),
    STALE("单位账号登录中断了，或等得太久，请重新登录。", "That log-in was interrupted or took too long; begin again."),
    NOT_HERE("您的账号没有可看的大屏，请联系管理员。", "There is no board for this account; ask the administrator."),
    ENDED("这个链接已失效，请索取新的链接。", "This link is good no more; ask for a new one.");

    private final String chinese;
    private final String english;

    Word(String chinese, String english) {
      this.chinese = chinese;
      this.english = english;
    }

    /** In an address. */
    String told() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What happened elsewhere, of what can; anybody may have written the address. */
    static Word of(@Nullable String told) {
      return ELSEWHERE.stream()
          .filter(word -> word.told().equals(told))
          .findFirst()
          .orElse(NOTHING);
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
