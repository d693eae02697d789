package com.example.quotes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A unit test, which the tag of load tests keeps apart from them. */
class QuoteServerTest {
  @Test
  void quote_always_isASentence() {
    assertThat(QuoteServer.quote()).endsWith(".");
  }
}
