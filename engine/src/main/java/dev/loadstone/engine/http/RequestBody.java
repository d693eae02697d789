package dev.loadstone.engine.http;

import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.expression.Template.Hole;
import dev.loadstone.core.expression.Template.Literal;
import dev.loadstone.core.plan.Body;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The body of a request, compiled. Immutable. */
final class RequestBody {
  private final boolean present;
  private final String contentType;
  private final Optional<TextTemplate> template;
  private final byte[] bytes;

  private RequestBody(
      boolean present, String contentType, Optional<TextTemplate> template, byte[] bytes) {
    this.present = present;
    this.contentType = contentType;
    this.template = template;
    this.bytes = bytes;
  }

  static RequestBody of(Body body, Names names) {
    return switch (body) {
      case Body.None none -> new RequestBody(false, "", Optional.empty(), new byte[0]);
      case Body.File file -> new RequestBody(true, "", Optional.empty(), file.bytes());
      case Body.Text text -> templated("", text.text(), names);
      case Body.Json json -> templated("application/json", json.json(), names);
      case Body.Form form -> templated("application/x-www-form-urlencoded", form(form), names);
    };
  }

  private static RequestBody templated(String contentType, Template template, Names names) {
    return new RequestBody(
        true, contentType, Optional.of(TextTemplate.of(template, names)), new byte[0]);
  }

  private static Template form(Body.Form form) {
    List<Template.Part> parts = new ArrayList<>();
    for (Body.Field field : form.fields()) {
      parts.add(new Literal((parts.isEmpty() ? "" : "&") + encode(field.name()) + "="));
      for (Template.Part part : field.value().parts()) {
        parts.add(
            switch (part) {
              case Literal literal -> new Literal(encode(literal.text()));
              case Hole hole -> new Hole(hole.expression(), Encoding.URL_COMPONENT);
            });
      }
    }
    return new Template(parts);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  boolean isPresent() {
    return present;
  }

  /** Returns whether it is the same for each request. */
  boolean isConstant() {
    return template.map(TextTemplate::isConstant).orElse(true);
  }

  String contentType() {
    return contentType;
  }

  List<Integer> feeders() {
    return template.map(TextTemplate::feeders).orElse(List.of());
  }

  int write(UserValues values, Bytes out) {
    if (template.isPresent()) {
      return template.get().write(values, out);
    }
    out.append(bytes);
    return TextTemplate.COMPLETE;
  }
}
