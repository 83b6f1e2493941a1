package io.github.bits4j.tests.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The bindings say what the Windows headers say, by a C compiler's judgement. */
class StaticAssertionsTest {

    @Test
    void the_windows_headers_agree_with_each_layout_descriptor_constant_and_guid() throws IOException {
        Optional<CCompiler> compiler = CCompiler.windows();
        assumeTrue(compiler.isPresent(), "no C compiler for Windows can be reached");
        assertThat(StaticAssertions.differences(AbiReader.read(), Bindings.ofTheLibrary(), compiler.get(),
                Path.of("target/native/assertions.c"))).isEmpty();
    }
}
