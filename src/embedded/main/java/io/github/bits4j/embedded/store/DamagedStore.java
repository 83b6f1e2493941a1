package io.github.bits4j.embedded.store;

import java.nio.file.Path;

/**
 * A store that could not be trusted.
 *
 * @param setAside where its journal is now, unchanged; or its key, if it had no journal
 */
public record DamagedStore(Path setAside, String reason) {}
