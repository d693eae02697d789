package dev.loadstone.engine.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.problem.Suggestions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out which field of a JSON text does not fit the type of a message. */
final class MessageFit {
  /** Stands in a text where an expression will stand, whose value is not known yet. */
  private static final String UNKNOWN = "\u0001";

  private static final String UNKNOWN_ESCAPED = "\\u0001";
  private static final String WELL_KNOWN = "google.protobuf.";

  private final JsonFormat.Parser parser;

  MessageFit(JsonFormat.Parser parser) {
    this.parser = parser;
  }

  /**
   * Checks a message of a plan as far as it is known before the run.
   *
   * @param place of the message in the plan
   * @throws MisfitException naming the first field that does not fit
   */
  void check(Template message, Descriptor type, String place) throws MisfitException {
    StringBuilder json = new StringBuilder();
    for (Template.Part part : message.parts()) {
      switch (part) {
        case Template.Literal literal -> json.append(literal.text());
        case Template.Hole hole when hole.encoding() == Template.Encoding.JSON_VALUE ->
            json.append('"').append(UNKNOWN_ESCAPED).append('"');
        case Template.Hole _ -> json.append(UNKNOWN_ESCAPED);
      }
    }
    check(json.toString(), type, place);
  }

  /**
   * Checks the text of a message field by field.
   *
   * @throws MisfitException naming the first field that does not fit
   */
  void check(String json, Descriptor type, String place) throws MisfitException {
    Struct.Builder tree = Struct.newBuilder();
    try {
      JsonFormat.parser().merge(json, tree);
    } catch (InvalidProtocolBufferException broken) {
      throw new MisfitException(
          place + " must be a JSON object, got: " + json + " (" + broken.getMessage() + ")");
    }
    check(tree.build(), type, place);
  }

  private void check(Struct tree, Descriptor type, String place) throws MisfitException {
    if (type.getFullName().startsWith(WELL_KNOWN)) {
      return; // its JSON is its own, and is tested where it stands in another message
    }
    for (Map.Entry<String, Value> entry : tree.getFieldsMap().entrySet()) {
      String name = entry.getKey();
      if (name.contains(UNKNOWN) || name.startsWith("[")) {
        continue;
      }
      FieldDescriptor field = field(type, name);
      if (field == null) {
        List<String> names = type.getFields().stream().map(FieldDescriptor::getName).toList();
        throw new MisfitException(
            place
                + "."
                + name
                + " must be a field of "
                + type.getFullName()
                + ", got: "
                + name
                + ". "
                + (names.isEmpty() ? "It has no fields." : Suggestions.fix(name, names)));
      }
      check(field, name, entry.getValue(), place + "." + name);
    }
  }

  private static @Nullable FieldDescriptor field(Descriptor type, String name) {
    for (FieldDescriptor field : type.getFields()) {
      if (field.getName().equals(name) || field.getJsonName().equals(name)) {
        return field;
      }
    }
    return null;
  }

  private void check(FieldDescriptor field, String name, Value value, String place)
      throws MisfitException {
    boolean list = value.hasListValue();
    if (field.isMapField() && value.hasStructValue()) {
      FieldDescriptor inside = field.getMessageType().findFieldByName("value");
      for (Map.Entry<String, Value> entry : value.getStructValue().getFieldsMap().entrySet()) {
        one(inside, entry.getValue(), place + "." + entry.getKey());
      }
    } else if (field.isRepeated() && !field.isMapField() && list) {
      for (int i = 0; i < value.getListValue().getValuesCount(); i++) {
        one(field, value.getListValue().getValues(i), place + "[" + i + "]");
      }
    } else if (!field.isRepeated()) {
      one(field, value, place);
    }
    Struct alone = Struct.newBuilder().putFields(name, value).build();
    if (!hasUnknown(value) && !fits(alone, field.getContainingType())) {
      throw misfit(field, field.isRepeated() && !list, value, place);
    }
  }

  /** Checks a value that is not repeated. */
  private void one(FieldDescriptor field, Value value, String place) throws MisfitException {
    boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    if (message && value.hasStructValue()) {
      check(value.getStructValue(), field.getMessageType(), place);
      return;
    }
    Value shaped =
        field.isRepeated()
            ? Value.newBuilder().setListValue(ListValue.newBuilder().addValues(value)).build()
            : value;
    Struct alone = Struct.newBuilder().putFields(field.getName(), shaped).build();
    if (!hasUnknown(value) && !fits(alone, field.getContainingType())) {
      throw misfit(field, false, value, place);
    }
  }

  private boolean fits(Struct fields, Descriptor type) {
    try {
      parser.merge(JsonFormat.printer().print(fields), DynamicMessage.newBuilder(type));
      return true;
    } catch (InvalidProtocolBufferException misfit) {
      return false;
    }
  }

  private static boolean hasUnknown(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue().contains(UNKNOWN);
      case LIST_VALUE ->
          value.getListValue().getValuesList().stream().anyMatch(MessageFit::hasUnknown);
      case STRUCT_VALUE ->
          value.getStructValue().getFieldsMap().entrySet().stream()
              .anyMatch(entry -> entry.getKey().contains(UNKNOWN) || hasUnknown(entry.getValue()));
      default -> false;
    };
  }

  private static MisfitException misfit(
      FieldDescriptor field, boolean list, Value value, String place) {
    String type =
        switch (field.getJavaType()) {
          case MESSAGE -> field.isMapField() ? "a mapping" : field.getMessageType().getFullName();
          case ENUM -> field.getEnumType().getFullName();
          default -> field.getType().name().toLowerCase(java.util.Locale.ROOT);
        };
    String fix =
        field.getJavaType() == FieldDescriptor.JavaType.ENUM
            ? ". Use one of: "
                + String.join(
                    ", ",
                    field.getEnumType().getValues().stream().map(one -> one.getName()).toList())
                + "."
            : "";
    return new MisfitException(
        place + " must be " + (list ? "a list of " : "") + type + ", got: " + shown(value) + fix);
  }

  private static String shown(Value value) {
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(value);
    } catch (InvalidProtocolBufferException notJson) {
      return value.toString();
    }
  }
}
