package io.github.bits4j.tests.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bits4j.tests.bindings.Mistake.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The test of the tests: bindings that are wrong on purpose are reported, by each proof that can see it and by no other. */
class WrongBindingsTest {
    private static final Abi ABI = AbiReader.read();
    private static Optional<PeerLibrary> peer = Optional.empty();

    @BeforeAll
    static void open() throws IOException {
        assumeTrue(ModuleLayer.boot().findModule("jdk.compiler").isPresent(), "this Java has no compiler");
        peer = PeerLibrary.open();
    }

    @ParameterizedTest
    @EnumSource
    void the_proofs_report_it(Mistake mistake, @TempDir Path directory) throws IOException {
        Bindings bindings = WrongBindings.of(mistake.source, mistake.change, directory);
        Map<Proof, List<String>> reports = new EnumMap<>(Proof.class);
        reports.put(Proof.GOLDEN_TABLE, GoldenTable.differences(ABI, bindings));
        reports.put(Proof.UNKNOWN_NAMES, UnknownNames.differences(ABI, bindings));
        Optional<CCompiler> compiler = CCompiler.windows();
        if (compiler.isPresent()) {
            reports.put(Proof.STATIC_ASSERTIONS,
                    StaticAssertions.differences(ABI, bindings, compiler.get(), directory.resolve("assertions.c")));
        }
        if (peer.isPresent()) {
            List<Abi.Interface> called = List.of(ABI.interfacesByName().get(mistake.called));
            reports.put(Proof.CALLS_OUT, CallsOut.differences(ABI, bindings, peer.get(), called));
            reports.put(Proof.CALLS_IN, CallsIn.differences(ABI, bindings, peer.get(), called));
        }
        reports.forEach((proof, report) -> {
            if (mistake.seenBy.contains(proof)) {
                assertThat(report).as(proof.toString())
                        .anyMatch(difference -> Pattern.compile(mistake.subject).matcher(difference).find());
            } else {
                assertThat(report).as(proof.toString()).isEmpty();
            }
        });
    }
}
