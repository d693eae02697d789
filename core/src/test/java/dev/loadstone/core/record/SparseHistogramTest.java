package dev.loadstone.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class SparseHistogramTest {
  private static final int HEADER_BYTES = 40;
  private static final int PAYLOAD_LENGTH_AT = 4;

  private final SparseHistogram sparse = new SparseHistogram();

  private static Histogram recorded(int seed, int values, double scale) {
    SplittableRandom random = new SplittableRandom(seed);
    Histogram histogram = Histograms.empty();
    for (int i = 0; i < values; i++) {
      histogram.recordValueWithCount(
          (long) (scale * Math.exp(2 * random.nextGaussian())), 1 + random.nextLong(3));
    }
    return histogram;
  }

  /** What HdrHistogram writes of a histogram, without its header. */
  private static ByteBuffer payload(Histogram histogram) {
    ByteBuffer encoded = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    histogram.encodeIntoByteBuffer(encoded);
    encoded.flip();
    int length = encoded.getInt(PAYLOAD_LENGTH_AT);
    return encoded.slice(HEADER_BYTES, length);
  }

  @Test
  void read_whatHdrHistogramWrote_isEqualToIt() {
    for (int seed = 0; seed < 50; seed++) {
      Histogram histogram = recorded(seed, seed * seed, Math.pow(10, seed % 9));

      sparse.read(payload(histogram));

      assertThat(sparse).isEqualTo(histogram);
      assertThat(sparse.getTotalCount()).isEqualTo(histogram.getTotalCount());
      assertThat(sparse.getMaxValue()).isEqualTo(histogram.getMaxValue());
      assertThat(sparse.getMinValue()).isEqualTo(histogram.getMinValue());
      assertThat(sparse.getMean()).isEqualTo(histogram.getMean());
      assertThat(sparse.getValueAtPercentile(99)).isEqualTo(histogram.getValueAtPercentile(99));
    }
  }

  @Test
  void read_countsOfAnySize_areThoseThatWereWritten() {
    Histogram histogram = Histograms.empty();
    histogram.recordValue(0);
    for (int bits = 0; bits < 62; bits++) {
      histogram.recordValueWithCount(1L << (bits / 2 + 1), 1L << bits);
    }
    histogram.recordValue(Histograms.NANOS_MAX);

    sparse.read(payload(histogram));

    assertThat(sparse).isEqualTo(histogram);
    assertThat(sparse.getCountAtValue(0)).isEqualTo(1);
  }

  @Test
  void added_toAnother_isWhatHdrHistogramAdds() {
    for (int seed = 0; seed < 20; seed++) {
      Histogram histogram = recorded(seed, 300, 1e6);
      Histogram expected = recorded(seed + 100, 200, 1e5);
      Histogram sum = expected.copy();
      sparse.read(payload(histogram));

      Histograms.add(sum, sparse);
      expected.add(histogram);

      assertThat(sum).isEqualTo(expected);
      assertThat(sum.getMaxValue()).isEqualTo(expected.getMaxValue());
      assertThat(sum.getMinNonZeroValue()).isEqualTo(expected.getMinNonZeroValue());
    }
  }

  @Test
  void counts_ofIt_areThoseOfTheHistogram() {
    Histogram histogram = recorded(3, 400, 1e7);
    sparse.read(payload(histogram));

    SparseCounts counts = SparseCounts.of(sparse);
    SparseCounts expected = SparseCounts.of(histogram);

    assertThat(counts.total()).isEqualTo(histogram.getTotalCount());
    for (long nanos = 1; nanos < Histograms.NANOS_MAX; nanos += 1 + nanos / 50) {
      int bucket = SparseCounts.bucketOf(nanos);
      assertThat(counts.below(bucket)).isEqualTo(expected.below(bucket));
    }
  }

  @Test
  void copy_ofIt_staysWhenItIsReadAnew() {
    Histogram histogram = recorded(4, 100, 1e6);
    sparse.read(payload(histogram));

    Histogram copy = sparse.copy();
    sparse.read(payload(Histograms.empty()));

    assertThat(copy).isEqualTo(histogram);
    assertThat(sparse.getTotalCount()).isZero();
    assertThat(sparse.getMaxValue()).isZero();
  }

  @Test
  void change_fromElsewhere_isRefused() {
    assertThatThrownBy(() -> sparse.recordValue(1))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("a histogram that was read is not changed");
    assertThatThrownBy(sparse::reset).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> sparse.add(Histograms.empty()))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void read_ofDamage_isRefused() {
    assertThatThrownBy(() -> sparse.read(ByteBuffer.wrap(new byte[] {(byte) 0x80})))
        .isInstanceOf(BufferUnderflowException.class);
    assertThatThrownBy(() ->
            sparse.read(
                ByteBuffer.wrap(
                    new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0x7f, 2})))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
