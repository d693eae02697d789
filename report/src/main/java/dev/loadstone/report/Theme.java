package dev.loadstone.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page is to look like: CSS that comes after the page's own, most of it custom properties.
 *
 * @param css the text; empty for none
 */
public record Theme(String css) {
  /** The page's own look. */
  public static final Theme NONE = new Theme("");

  /** The largest file, in bytes. */
  static final int BYTES_MAX = 64 * 1024;

  /** What would end the style, load another one, or fetch something from elsewhere. */
  private static final Pattern REFUSED =
      Pattern.compile(
          "</style|@import|url\\(\\s*+[\"']?+(?!\\s*+(?:data:|#))", Pattern.CASE_INSENSITIVE);

  /**
   * Reads a theme.
   *
   * @param file UTF-8, at most 64 KB
   * @throws ThemeException if it cannot be read, is too large, or has what a page may not have
   */
  public static Theme read(Path file) throws ThemeException {
    try {
      long size = Files.size(file);
      if (size > BYTES_MAX) {
        throw new ThemeException(
            String.format(
                Locale.ROOT,
                "%s must be at most 64 KB, got: %,d bytes. Leave out pictures and fonts.",
                file,
                size));
      }
      return of(file.toString(), Files.readString(file));
    } catch (NoSuchFileException missing) {
      throw new ThemeException(file + " cannot be read: no such file.");
    } catch (CharacterCodingException malformed) {
      throw new ThemeException(file + " cannot be read: it is not in UTF-8.");
    } catch (ThemeException known) {
      throw known;
    } catch (IOException unreadable) {
      throw new ThemeException(file + " cannot be read: " + unreadable.getMessage() + ".");
    }
  }

  /** Returns a theme, if a page may have it. */
  static Theme of(String file, String css) throws ThemeException {
    Matcher refused = REFUSED.matcher(css);
    if (refused.find()) {
      long line = 1 + css.substring(0, refused.start()).chars().filter(c -> c == '\n').count();
      throw new ThemeException(
          file
              + ":"
              + line
              + ": must not have "
              + refused.group().strip()
              + ", for a report loads nothing from elsewhere. Write the rules themselves, and"
              + " pictures as url(data:…).");
    }
    return new Theme(css);
  }

  /** A theme that cannot be used; the message tells a person why. */
  public static final class ThemeException extends IOException {
    private static final long serialVersionUID = 1L;

    ThemeException(String message) {
      super(message);
    }
  }
}
