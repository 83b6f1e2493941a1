/**
 * For tests of programs that use bits4j: an embedded service in a temporary directory, a clock to advance, a web server with
 * faults; as a plain class and as an extension of JUnit.
 */
module io.github.bits4j.testkit {
    requires transitive io.github.bits4j.embedded;
    requires static transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports io.github.bits4j.testkit;
}
