import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * Rewrites the jars of a folder that hold classes from before Java 6 (class file version 50) as
 * Java 8 ones, with the stack maps that those have: the JVM takes no older ones into its AOT cache.
 * What the classes do stays the same; each jar rewritten says so in {@value #NOTICE}. A program for
 * the build, run from its source.
 *
 * <p>Usage: {@code java RaiseClassVersions.java FOLDER}. A signed jar stays as it is; a jar is
 * replaced only when it has been wholly rewritten.
 */
public final class RaiseClassVersions {
  private static final int STACK_MAPS_SINCE = 50;
  private static final String NOTICE = "META-INF/CLASS-VERSIONS-RAISED.txt";

  private RaiseClassVersions() {}

  /**
   * Rewrites what needs it.
   *
   * @throws IOException if a jar cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
      found.forEach(jars::add);
    }
    for (Path jar : jars) {
      raise(jar);
    }
  }

  private static void raise(Path path) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int raised = 0;
    try (JarFile jar = new JarFile(path.toFile());
        JarOutputStream out = new JarOutputStream(bytes)) {
      List<JarEntry> entries = jar.stream().toList();
      boolean signed = entries.stream().anyMatch(entry -> entry.getName().endsWith(".SF"));
      if (signed || entries.stream().noneMatch(entry -> isOld(jar, entry))) {
        return;
      }
      ClassFile rewriter = rewriter(jar);
      for (JarEntry entry : entries) {
        byte[] content = read(jar, entry);
        if (isOld(jar, entry)) {
          content = raise(rewriter, content);
          raised++;
        }
        write(out, entry.getName(), entry.getTime(), content);
      }
      String notice =
          raised + " classes were raised to Java 8 by Loadstone's build; what they do is as it was.\n";
      write(
          out, NOTICE, entries.getFirst().getTime(), notice.getBytes(StandardCharsets.UTF_8));
    }
    Files.write(path, bytes.toByteArray());
    System.out.println(path.getFileName() + ": " + raised + " classes raised to Java 8");
  }

  private static boolean isOld(JarFile jar, JarEntry entry) {
    if (!entry.getName().endsWith(".class")) {
      return false;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] head = in.readNBytes(8);
      return ((head[6] & 0xff) << 8 | head[7] & 0xff) < STACK_MAPS_SINCE;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Stack maps need the supertypes of what is merged, which are in the jar or in the JDK. */
  private static ClassFile rewriter(JarFile jar) {
    ClassHierarchyResolver types =
        ClassHierarchyResolver.ofResourceParsing(type -> {
              String name =
                  type.descriptorString().substring(1, type.descriptorString().length() - 1);
              JarEntry entry = jar.getJarEntry(name + ".class");
              try {
                return entry == null ? null : jar.getInputStream(entry);
              } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
              }
            })
            .orElse(ClassHierarchyResolver.defaultResolver());
    return ClassFile.of(
        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
        ClassFile.ClassHierarchyResolverOption.of(types));
  }

  private static byte[] raise(ClassFile rewriter, byte[] content) {
    ClassModel old = rewriter.parse(content);
    // Code that is copied whole keeps its lack of stack maps, so each instruction is.
    return rewriter.transformClass(
        old,
        ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
            .andThen(ClassTransform.endHandler(type -> type.withVersion(ClassFile.JAVA_8_VERSION, 0))));
  }

  private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static void write(JarOutputStream out, String name, long time, byte[] content)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(time);
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }
}
