module io.github.bits4j {
    requires static transitive org.jspecify;

    exports io.github.bits4j;
    exports io.github.bits4j.com;
    exports io.github.bits4j.deliveryoptimization;
    exports io.github.bits4j.bindings.com;
    exports io.github.bits4j.bindings.bits;
    exports io.github.bits4j.bindings.deliveryoptimization;
}
