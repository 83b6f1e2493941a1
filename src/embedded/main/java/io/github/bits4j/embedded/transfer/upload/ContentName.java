package io.github.bits4j.embedded.transfer.upload;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The value of Content-Name: the file's name without its directories. */
final class ContentName {
    private ContentName() {}

    /** What a header cannot carry is percent-encoded, in UTF-8. */
    static String of(Path file) {
        Path name = file.getFileName();
        StringBuilder text = new StringBuilder();
        for (byte octet : String.valueOf(name == null ? "" : name).getBytes(StandardCharsets.UTF_8)) {
            if (octet >= 0x20 && octet < 0x7F && octet != '%') {
                text.append((char) octet);
            } else {
                text.append("%%%02X".formatted(octet));
            }
        }
        return text.toString();
    }
}
