package io.github.bits4j.embedded;

import java.nio.file.Path;

/**
 * A store whose content was not what had been written: its jobs are lost to the service that found it so.
 *
 * @param setAside the file that holds them, as it was found, under its new name; nobody ever deletes it
 * @param reason what is wrong with it
 */
public record DamagedStore(Path setAside, String reason) {}
