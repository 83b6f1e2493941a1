package io.github.bits4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The text of {@code --version}. */
final class Version implements IVersionProvider {
    /** Made by picocli. */
    Version() {}

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream in = Objects.requireNonNull(Version.class.getResourceAsStream("version.txt"))) {
            return new String[] {
                "bits4j " + new String(in.readAllBytes(), StandardCharsets.UTF_8).strip(),
                "Java ${java.version} (${java.vendor}), ${os.name} ${os.version} ${os.arch}"
            };
        }
    }
}
