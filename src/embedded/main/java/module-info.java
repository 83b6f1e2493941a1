module io.github.bits4j.embedded {
    requires transitive io.github.bits4j;
    requires java.naming;
    requires static org.jspecify;

    exports io.github.bits4j.embedded;
    exports io.github.bits4j.embedded.time;
}
