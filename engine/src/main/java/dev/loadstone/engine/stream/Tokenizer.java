package dev.loadstone.engine.stream;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.loadstone.core.plan.TokenCount;
import dev.loadstone.engine.value.Bytes;
import java.util.Optional;

/**
 * Counts the tokens of a text as a model's tokenizer would make them; what the text means to the
 * model otherwise (roles, tools) is not in it. Immutable, shared by all loops.
 *
 * <p><b>Source:</b> byte-pair encoding by the vocabularies of OpenAI's tiktoken, as jtokkit has
 * them.
 */
final class Tokenizer {
  private final Encoding encoding;

  /** Kept apart, so that plans without a tokenizer do not load it. */
  private static final class Vocabularies {
    static final EncodingRegistry ALL = Encodings.newLazyEncodingRegistry();
  }

  private Tokenizer(Encoding encoding) {
    this.encoding = encoding;
  }

  /** Returns the tokenizer of a way to count; empty if that needs none. Reads its vocabulary. */
  static Optional<Tokenizer> of(TokenCount way) {
    return switch (way) {
      case CHUNKS -> Optional.empty();
      case O200K_BASE ->
          Optional.of(new Tokenizer(Vocabularies.ALL.getEncoding(EncodingType.O200K_BASE)));
      case CL100K_BASE ->
          Optional.of(new Tokenizer(Vocabularies.ALL.getEncoding(EncodingType.CL100K_BASE)));
    };
  }

  /** Returns how many tokens a text has. Allocates; takes about a microsecond for each. */
  int count(Bytes text) {
    return encoding.countTokensOrdinary(text.text());
  }
}
