package dev.loadstone.connectors.exec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be run.
 *
 * @param words the program and its arguments
 * @param env environment variables besides those of this process
 * @param dir the folder in which it runs; empty for that of this process
 */
record Command(List<String> words, Map<String, String> env, Optional<Path> dir) {}
