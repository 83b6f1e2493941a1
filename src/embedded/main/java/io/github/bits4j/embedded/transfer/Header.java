package io.github.bits4j.embedded.transfer;

/** A header field as it was sent. Its value may be a secret: {@link #toString} shows the name only. */
public record Header(String name, String value) {

    @Override
    public String toString() {
        return name + ": …";
    }
}
