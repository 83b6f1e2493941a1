package io.github.bits4j.tests.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.PaddingLayout;
import java.lang.foreign.SequenceLayout;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One set of classes serves all systems: they use no C type whose size differs, and can be loaded wherever the suite runs. */
class PortabilityTest {
    private static final Path SOURCES = Path.of("../../bindings");

    /** C types of one size on all 64-bit systems, by the names of the linker. long and wchar_t are none. */
    private static final Map<String, Long> PORTABLE = Map.of("bool", 1L, "char", 1L, "short", 2L, "int", 4L, "long long", 8L,
            "float", 4L, "double", 8L, "void*", 8L);

    @Test
    void the_sources_name_no_c_type_whose_size_differs() throws IOException {
        Set<String> constants = new TreeSet<>();
        Set<String> canonical = new TreeSet<>();
        for (String source : sources()) {
            constants.addAll(matches("\\bC_[A-Z_]+\\b", source));
            canonical.addAll(matches("canonicalLayouts\\(\\)\\.get\\(\"([^\"]*)\"\\)", source));
            assertThat(source.lines().filter(line -> line.matches(".*\\bC_LONG\\b.*"))).isEmpty();
        }
        assertThat(constants).contains("C_INT", "C_LONG_LONG", "C_POINTER").isSubsetOf(
                "C_BOOL", "C_CHAR", "C_SHORT", "C_INT", "C_LONG_LONG", "C_FLOAT", "C_DOUBLE", "C_POINTER");
        assertThat(canonical).contains("int", "long long", "void*").isSubsetOf(PORTABLE.keySet());
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(java).hasSizeGreaterThan(40);
            List<String> sources = new ArrayList<>();
            for (Path file : java) {
                sources.add(Files.readString(file));
            }
            return sources;
        }
    }

    private static List<String> matches(String pattern, String source) {
        return Pattern.compile(pattern).matcher(source).results().map((MatchResult r) -> r.group(r.groupCount())).toList();
    }

    @Test
    void all_classes_load_and_are_made_of_types_that_have_one_size() throws ReflectiveOperationException {
        Map<String, MemoryLayout> canonical = Linker.nativeLinker().canonicalLayouts();
        PORTABLE.forEach((type, size) -> assertThat(canonical.get(type).byteSize()).as(type).isEqualTo(size));
        Set<MemoryLayout> portable = PORTABLE.keySet().stream().map(canonical::get).map(PortabilityTest::plain)
                .collect(Collectors.toSet());
        Bindings bindings = Bindings.ofTheLibrary();
        for (String name : bindings.classNames()) {
            Class<?> type = bindings.load(name);
            if (Stream.of(type.getMethods()).anyMatch(m -> m.getName().equals("layout"))) {
                assertThat(leaves(Bindings.layout(type))).as(name).isNotEmpty().isSubsetOf(portable);
            } else if (Stream.of(type.getMethods()).anyMatch(m -> m.getName().equals("descriptor"))) {
                FunctionDescriptor d = Bindings.descriptor(type);
                assertThat(leaves(d.returnLayout().orElseThrow())).as(name).isSubsetOf(portable);
                d.argumentLayouts().forEach(argument -> assertThat(leaves(argument)).as(name).isSubsetOf(portable));
            }
        }
    }

    private static Set<MemoryLayout> leaves(MemoryLayout layout) {
        return switch (layout) {
            case GroupLayout g -> g.memberLayouts().stream().flatMap(m -> leaves(m).stream()).collect(Collectors.toSet());
            case SequenceLayout s -> leaves(s.elementLayout());
            case PaddingLayout p -> Set.of();
            case ValueLayout v -> Set.of(plain(v));
        };
    }

    private static MemoryLayout plain(MemoryLayout layout) {
        MemoryLayout unnamed = layout.withoutName();
        return unnamed instanceof AddressLayout address ? address.withoutTargetLayout() : unnamed;
    }
}
