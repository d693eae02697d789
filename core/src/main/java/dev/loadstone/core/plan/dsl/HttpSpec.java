package dev.loadstone.core.plan.dsl;

/** An HTTP request whose response is read as a whole. Immutable. */
public final class HttpSpec extends RequestSpec<HttpSpec> {
  HttpSpec(Keys keys) {
    super(keys);
  }

  @Override
  HttpSpec with(Keys others) {
    return new HttpSpec(others);
  }
}
