/** The command {@code bits4j}. */
module io.github.bits4j.cli {
    requires info.picocli;
    requires io.github.bits4j.embedded;
    requires jdk.httpserver;
    requires me.tongfei.progressbar;
    requires static org.jspecify;

    opens io.github.bits4j.cli to info.picocli;
}
