package io.github.bits4j.tests.bindings;

import static io.github.bits4j.tests.bindings.WrongBindingsTest.Proof.C_CALLS;
import static io.github.bits4j.tests.bindings.WrongBindingsTest.Proof.C_IS_CALLED;
import static io.github.bits4j.tests.bindings.WrongBindingsTest.Proof.GOLDEN_TABLE;
import static io.github.bits4j.tests.bindings.WrongBindingsTest.Proof.STATIC_ASSERTIONS;
import static io.github.bits4j.tests.bindings.WrongBindingsTest.Proof.UNKNOWN_NAMES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The test of the tests: bindings that are wrong on purpose, and the proofs that have to report it. */
class WrongBindingsTest {
    private static final Path BINDINGS = Path.of("../../bindings/io/github/bits4j/bindings");
    private static final Path IDS = Path.of("../library/main/java/io/github/bits4j/InterfaceIds.java");
    private static final Abi ABI = AbiReader.read();
    private static Optional<PeerLibrary> peer = Optional.empty();

    enum Proof { GOLDEN_TABLE, UNKNOWN_NAMES, STATIC_ASSERTIONS, C_IS_CALLED, C_CALLS }

    /**
     * @param subject what the reports have to name; a pattern
     * @param calledInterface what the peer tries
     * @param reporting the proofs that can see the error; the others must not report anything
     */
    record Wrong(String name, Path source, UnaryOperator<String> change, String subject, String calledInterface,
            Set<Proof> reporting) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void open() throws IOException {
        assumeTrue(ModuleLayer.boot().findModule("jdk.compiler").isPresent(), "this Java has no compiler");
        peer = PeerLibrary.open(ABI);
    }

    static Stream<Wrong> wrongBindings() {
        return Stream.of(
                new Wrong("two slots swapped", bits("IBackgroundCopyJobVtbl"), source -> replace(source,
                        "C_POINTER.withName(\"Suspend\"),\n        bits_h.C_POINTER.withName(\"Resume\")",
                        "C_POINTER.withName(\"Resume\"),\n        bits_h.C_POINTER.withName(\"Suspend\")"),
                        "Suspend", "IBackgroundCopyJob", EnumSet.of(GOLDEN_TABLE, STATIC_ASSERTIONS, C_IS_CALLED, C_CALLS)),
                new Wrong("a slot missing", bits("IEnumBackgroundCopyJobsVtbl"), source -> replace(source,
                        "        bits_h.C_POINTER.withName(\"Skip\"),\n", "")
                        .replaceAll("\\$LAYOUT\\.(select|byteOffset)\\(groupElement\\(\"Skip\"", "\\$LAYOUT.$1(groupElement(\"Reset\""),
                        "IEnumBackgroundCopyJobs", "IEnumBackgroundCopyJobs", EnumSet.of(GOLDEN_TABLE, STATIC_ASSERTIONS, C_IS_CALLED, C_CALLS)),
                new Wrong("an int made a long", bits("IBackgroundCopyJobVtbl"), source -> in(source, "AddFileSet",
                        slot -> replace(slot.replace("int _x1", "long _x1"),
                                "C_POINTER,\n            bits_h.C_INT", "C_POINTER,\n            bits_h.C_LONG_LONG")),
                        "AddFileSet", "IBackgroundCopyJob", EnumSet.of(GOLDEN_TABLE, STATIC_ASSERTIONS, C_CALLS)),
                new Wrong("a parameter too many", bits("IBackgroundCopyErrorVtbl"), source -> in(source, "GetProtocol",
                        slot -> replace(slot.replace("MemorySegment _x1", "MemorySegment _x1, MemorySegment _x2")
                                .replace("_x0, _x1)", "_x0, _x1, _x2)"),
                                "            bits_h.C_POINTER\n", "            bits_h.C_POINTER,\n            bits_h.C_POINTER\n")),
                        "GetProtocol", "IBackgroundCopyError", EnumSet.of(GOLDEN_TABLE, STATIC_ASSERTIONS, C_IS_CALLED, C_CALLS)),
                new Wrong("a union by reference", bits("IBackgroundCopyJob5Vtbl"), source -> in(source, "SetProperty",
                        slot -> replace(slot, "BITS_JOB_PROPERTY_VALUE.layout()", "bits_h.C_POINTER")),
                        "SetProperty", "IBackgroundCopyJob5", EnumSet.of(GOLDEN_TABLE, STATIC_ASSERTIONS, C_IS_CALLED, C_CALLS)),
                new Wrong("a union too large", bits("BITS_JOB_PROPERTY_VALUE"), source -> replace(source,
                        "GUID.layout().withName(\"ClsID\")",
                        "MemoryLayout.structLayout(GUID.layout(), GUID.layout()).withName(\"ClsID\")"),
                        "BITS_JOB_PROPERTY_VALUE|IBackgroundCopyJob5.SetProperty", "IBackgroundCopyJob5",
                        EnumSet.of(GOLDEN_TABLE, STATIC_ASSERTIONS, C_IS_CALLED, C_CALLS)),
                new Wrong("members exchanged", bits("BG_FILE_PROGRESS"), source -> replace(source,
                        "C_LONG_LONG.withName(\"BytesTotal\"),\n        bits_h.C_LONG_LONG.withName(\"BytesTransferred\")",
                        "C_LONG_LONG.withName(\"BytesTransferred\"),\n        bits_h.C_LONG_LONG.withName(\"BytesTotal\")"),
                        "BytesTotal", "IBackgroundCopyFile", EnumSet.of(GOLDEN_TABLE, STATIC_ASSERTIONS)),
                new Wrong("a member resized", bits("BG_JOB_PROGRESS"), source -> replace(replace(source,
                        "bits_h.C_INT.withName(\"FilesTotal\")", "bits_h.C_SHORT.withName(\"FilesTotal\"),\n"
                        + "        MemoryLayout.paddingLayout(2)"), "OfInt FilesTotal$LAYOUT = (OfInt)",
                        "OfShort FilesTotal$LAYOUT = (OfShort)").replace("OfInt FilesTotal$layout", "OfShort FilesTotal$layout")
                        .replaceAll("int FilesTotal\\(", "short FilesTotal(").replaceAll("FilesTotal\\((.*), int ", "FilesTotal($1, short "),
                        "FilesTotal", "IBackgroundCopyJob", EnumSet.of(GOLDEN_TABLE, STATIC_ASSERTIONS)),
                new Wrong("a constant's value changed", bits("bits_h"), source -> replace(source,
                        "BG_NOTIFY_JOB_ERROR = (int)2L", "BG_NOTIFY_JOB_ERROR = (int)3L"),
                        "BG_NOTIFY_JOB_ERROR", "IBackgroundCopyJob", EnumSet.of(GOLDEN_TABLE, STATIC_ASSERTIONS)),
                new Wrong("a constant that nobody knows", bits("bits_h"), source -> replace(source,
                        "    public static int BG_NOTIFY_JOB_ERROR() {",
                        "    public static int BG_NOTIFY_NOBODY() {\n        return 2;\n    }\n    public static int BG_NOTIFY_JOB_ERROR() {"),
                        "BG_NOTIFY_NOBODY", "IBackgroundCopyJob", EnumSet.of(UNKNOWN_NAMES, STATIC_ASSERTIONS)),
                new Wrong("a digit of an IID changed", IDS, source -> replace(source, "37668D37-507E", "37668D37-507F"),
                        "IBackgroundCopyJob", "IBackgroundCopyJob", EnumSet.of(GOLDEN_TABLE, STATIC_ASSERTIONS, C_CALLS)));
    }

    @ParameterizedTest
    @MethodSource("wrongBindings")
    void the_proofs_report_it(Wrong wrong, @TempDir Path directory) throws IOException {
        Bindings bindings = WrongBindings.of(wrong.source, wrong.change, directory);
        List<Abi.Interface> called = List.of(ABI.interfacesByName().get(wrong.calledInterface));
        Map<Proof, List<String>> reports = new EnumMap<>(Proof.class);
        reports.put(GOLDEN_TABLE, GoldenTable.differences(ABI, bindings));
        reports.put(UNKNOWN_NAMES, UnknownNames.differences(ABI, bindings));
        Optional<CCompiler> compiler = CCompiler.windows();
        if (peer.isPresent()) {
            reports.put(C_IS_CALLED, CallsOut.differences(ABI, bindings, peer.get(), called));
            reports.put(C_CALLS, CallsIn.differences(ABI, bindings, peer.get(), called));
        }
        if (compiler.isPresent()) {
            reports.put(STATIC_ASSERTIONS,
                    StaticAssertions.differences(ABI, bindings, compiler.get(), directory.resolve("assertions.c")));
        }
        reports.forEach((proof, report) -> {
            if (wrong.reporting.contains(proof)) {
                assertThat(report).as(proof.toString()).anyMatch(difference -> Pattern.compile(wrong.subject).matcher(difference).find());
            } else {
                assertThat(report).as(proof.toString()).isEmpty();
            }
        });
    }

    private static Path bits(String name) {
        return BINDINGS.resolve("bits").resolve(name + ".java");
    }

    /** Replaces the first occurrence, of which there must be one. */
    private static String replace(String source, String right, String wrong) {
        int at = source.indexOf(right);
        assertThat(at).as("'%s' in the source", right).isNotNegative();
        return source.substring(0, at) + wrong + source.substring(at + right.length());
    }

    /** Changes the class of one slot. */
    private static String in(String source, String slot, UnaryOperator<String> change) {
        int start = source.indexOf("public final static class " + slot + " {");
        int end = source.indexOf("AddressLayout " + slot + "$LAYOUT");
        assertThat(start).as("class " + slot).isPositive();
        assertThat(end).as("end of class " + slot).isGreaterThan(start);
        return source.substring(0, start) + change.apply(source.substring(start, end)) + source.substring(end);
    }
}
