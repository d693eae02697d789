package dev.loadstone.engine.http;

import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A header field with its representations for HPACK made ready. Immutable; equal to another of the
 * same name and value. Strings are sent without Huffman coding, which costs the target least.
 *
 * <p><b>Source:</b> RFC 7541, sections 5 and 6, and appendix A for the static table.
 */
final class HpackField {
  /** The representation that both sides put into their dynamic tables. */
  static final int INDEXING = 0x40;

  /** The representation that changes no table. */
  static final int WITHOUT_INDEXING = 0x00;

  /** The representation of secrets, which intermediaries must not index either. */
  static final int NEVER_INDEXED = 0x10;

  private static final int ENTRY_OVERHEAD = 32;
  private static final List<String> STATIC_WHOLE =
      List.of(":method GET", ":method POST", ":path /", "", ":scheme http", ":scheme https");
  private static final int STATIC_WHOLE_FIRST = 2;
  private static final List<String> STATIC_NAMES =
      List.of(
          ":authority",
          ":method",
          "",
          ":path",
          "",
          ":scheme",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "accept-charset",
          "accept-encoding",
          "accept-language",
          "accept-ranges",
          "accept",
          "access-control-allow-origin",
          "age",
          "allow",
          "authorization",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-length",
          "content-location",
          "content-range",
          "content-type",
          "cookie",
          "date",
          "etag",
          "expect",
          "expires",
          "from",
          "host",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-range",
          "if-unmodified-since",
          "last-modified",
          "link",
          "location",
          "max-forwards",
          "proxy-authenticate",
          "proxy-authorization",
          "range",
          "referer");
  private static final int USER_AGENT = 58;

  private final byte[] name;
  private final byte[] value;
  private final int hash;
  private final int staticIndex;
  private final byte[] indexing;
  private final byte[] withoutIndexing;

  /**
   * Makes a field ready.
   *
   * @param name in lower case
   * @param value without white space at its ends
   */
  HpackField(String name, String value) {
    this.name = name.getBytes(StandardCharsets.UTF_8);
    this.value = value.getBytes(StandardCharsets.UTF_8);
    hash = 31 * Arrays.hashCode(this.name) + Arrays.hashCode(this.value);
    int whole = STATIC_WHOLE.indexOf(name + " " + value);
    staticIndex = whole < 0 ? 0 : whole + STATIC_WHOLE_FIRST;
    indexing = representation(name, this.value, INDEXING);
    withoutIndexing = representation(name, this.value, WITHOUT_INDEXING);
  }

  private static byte[] representation(String name, byte[] value, int kind) {
    Bytes out = new Bytes();
    out.append(name(name, kind));
    writeInteger(0, 7, value.length, out);
    out.append(value);
    return Arrays.copyOf(out.array(), out.length());
  }

  /** Returns how a literal field of this name begins, for one of the kinds above. */
  static byte[] name(String name, int kind) {
    Bytes out = new Bytes();
    int index = name.equals("user-agent") ? USER_AGENT : STATIC_NAMES.indexOf(name) + 1;
    writeInteger(kind, kind == INDEXING ? 6 : 4, index, out);
    if (index == 0) {
      byte[] text = name.getBytes(StandardCharsets.UTF_8);
      writeInteger(0, 7, text.length, out);
      out.append(text);
    }
    return Arrays.copyOf(out.array(), out.length());
  }

  /**
   * Writes an integer (RFC 7541, section 5.1).
   *
   * @param flags the bits above the prefix
   * @param prefix how many bits of the first byte belong to the integer
   */
  static void writeInteger(int flags, int prefix, int integer, Bytes out) {
    int most = (1 << prefix) - 1;
    if (integer < most) {
      out.append((byte) (flags | integer));
      return;
    }
    out.append((byte) (flags | most));
    int rest = integer - most;
    while (rest >= 0x80) {
      out.append((byte) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.append((byte) rest);
  }

  /** Returns the index of the field in the static table; 0 if it is not there. */
  int staticIndex() {
    return staticIndex;
  }

  /** Returns what the field takes of a dynamic table's size (RFC 7541, section 4.1). */
  int tableBytes() {
    return name.length + value.length + ENTRY_OVERHEAD;
  }

  /** Returns the literal that is put into the dynamic table; not copied. */
  byte[] indexing() {
    return indexing;
  }

  /** Returns the literal that is not; not copied. */
  byte[] withoutIndexing() {
    return withoutIndexing;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HpackField that
        && Arrays.equals(that.name, name)
        && Arrays.equals(that.value, value);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return new String(name, StandardCharsets.UTF_8)
        + ": "
        + new String(value, StandardCharsets.UTF_8);
  }
}
