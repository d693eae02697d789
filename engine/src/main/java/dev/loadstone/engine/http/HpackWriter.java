package dev.loadstone.engine.http;

import dev.loadstone.engine.value.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the header blocks of one connection's requests. Fields that are the same for many requests
 * go into the dynamic table once and are one byte from then on; all others are literals. What is in
 * the table stays there: a field that does not fit any more is written in full each time. Allocates
 * only for fields new in the table, and to grow. Not thread-safe.
 *
 * <p>Netty's codec asks for a block while it writes the frame: it gets the one written last,
 * whatever headers it hands in. <b>Source:</b> RFC 7541, sections 2.3, 4 and 6.
 */
final class HpackWriter implements Http2HeadersEncoder, Http2HeadersEncoder.Configuration {
  private static final int TABLE_BYTES_MAX = 4096;
  private static final int STATIC_ENTRIES = 61;

  private final Bytes block = new Bytes();
  private final Bytes digits = new Bytes();
  private final Map<HpackField, Integer> table = new HashMap<>();
  private int tableLimit = TABLE_BYTES_MAX;
  private int tableBytes;
  private boolean tableShrunk;
  private long listMax = Long.MAX_VALUE;

  /** Begins a block. */
  void begin() {
    block.clear();
    if (tableShrunk) {
      tableShrunk = false;
      HpackField.writeInteger(0x20, 5, 0, block);
      HpackField.writeInteger(0x20, 5, tableLimit, block);
    }
  }

  /** Gives a block up that was begun, though not sent; the tables of both sides must not differ. */
  void abandon() {
    table.clear();
    tableBytes = 0;
    tableShrunk = true;
  }

  /** Appends a field that many requests have. */
  void shared(HpackField field) {
    if (field.staticIndex() > 0) {
      HpackField.writeInteger(0x80, 7, field.staticIndex(), block);
      return;
    }
    Integer number = table.get(field);
    if (number != null) {
      HpackField.writeInteger(0x80, 7, STATIC_ENTRIES + table.size() - number, block);
    } else if (tableBytes + field.tableBytes() <= tableLimit) {
      table.put(field, table.size());
      tableBytes += field.tableBytes();
      block.append(field.indexing());
    } else {
      block.append(field.withoutIndexing());
    }
  }

  /** Appends a field that only this request has: its name as of {@link HpackField#name}. */
  void own(byte[] name, byte[] value, int from, int to) {
    block.append(name);
    HpackField.writeInteger(0, 7, to - from, block);
    block.append(value, from, to);
  }

  /** Appends a field whose value is a number. */
  void own(byte[] name, long number) {
    digits.clear().appendNumber(number);
    own(name, digits.array(), 0, digits.length());
  }

  /** Returns how long the block is. */
  int length() {
    return block.length();
  }

  @Override
  public void encodeHeaders(int streamId, Http2Headers headers, ByteBuf buffer) {
    buffer.writeBytes(block.array(), 0, block.length());
  }

  @Override
  public Configuration configuration() {
    return this;
  }

  @Override
  public void maxHeaderTableSize(long max) {
    int limit = (int) Math.min(max, TABLE_BYTES_MAX);
    if (limit < tableLimit) {
      tableLimit = limit;
      tableShrunk = true;
      table.clear();
      tableBytes = 0;
    }
  }

  @Override
  public long maxHeaderTableSize() {
    return tableLimit;
  }

  @Override
  public void maxHeaderListSize(long max) {
    listMax = max;
  }

  @Override
  public long maxHeaderListSize() {
    return listMax;
  }
}
