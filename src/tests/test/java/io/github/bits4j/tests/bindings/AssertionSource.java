package io.github.bits4j.tests.bindings;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.PaddingLayout;
import java.lang.foreign.SequenceLayout;
import java.lang.foreign.UnionLayout;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the Java layouts, descriptors, constants and GUIDs say, as C that compiles if the headers say the same. */
final class AssertionSource {
    /** GUIDs become integer constants, which can be asserted; those of the headers included before are out of it. */
    private static final String PROLOGUE = """
            #include <stddef.h>
            #include <stdint.h>
            #include <windows.h>
            #include <objidl.h>
            #undef DEFINE_GUID
            #define DEFINE_GUID(name, d1, d2, d3, b0, b1, b2, b3, b4, b5, b6, b7) \\
                enum { name##_0 = (int) (d1), name##_1 = (int) ((uint32_t) (d2) << 16 | (d3)), \\
                       name##_2 = (int) ((uint32_t) (b0) << 24 | (b1) << 16 | (b2) << 8 | (b3)), \\
                       name##_3 = (int) ((uint32_t) (b4) << 24 | (b5) << 16 | (b6) << 8 | (b7)) }
            """;

    private final Bindings bindings;
    private final Differences differences;
    private final StringBuilder c = new StringBuilder(PROLOGUE);

    private AssertionSource(Bindings bindings, Differences differences) {
        this.bindings = bindings;
        this.differences = differences;
    }

    /**
     * @param abi only for the names of the interfaces and classes that have a GUID
     * @param differences gets what cannot be written
     */
    static String of(Abi abi, Bindings bindings, List<String> includes, Differences differences) {
        AssertionSource source = new AssertionSource(bindings, differences);
        includes.forEach(include -> source.c.append(include).append('\n'));
        for (String name : bindings.classNames()) {
            differences.check(name, () -> source.write(bindings.load(name)));
        }
        differences.check("IIDs and CLSIDs", () -> source.guids(abi));
        return source.c.toString();
    }

    private void write(Class<?> type) throws ReflectiveOperationException {
        if (type.getNestHost() != type) {
            return; // written with its outer class
        }
        if (Bindings.isHeader(type)) {
            constants(type);
            return;
        }
        GroupLayout layout = Bindings.layout(type);
        String name = type.getSimpleName();
        c.append('\n');
        claim("sizeof(%s) == %d".formatted(name, layout.byteSize()));
        claim("_Alignof(%s) == %d".formatted(name, layout.byteAlignment()));
        members(name, "", layout, 0);
        if (name.endsWith("Vtbl")) {
            c.append("static void call_%s(%s *v, %s *self)\n{\n".formatted(name, name, name.substring(0, name.length() - 4)));
            for (MemoryLayout slot : layout.memberLayouts()) {
                String method = slot.name().orElseThrow();
                call(method, Bindings.descriptor(Bindings.function(type, method)));
            }
            c.append("}\n");
        }
    }

    /** @param path leads to the group, ends with a point if not empty */
    private void members(String type, String path, GroupLayout group, long start) {
        long offset = start;
        for (MemoryLayout member : group.memberLayouts()) {
            if (LayoutText.isUnnamed(member)) {
                members(type, path, (GroupLayout) member, offset);
            } else if (!(member instanceof PaddingLayout)) {
                member(type, path + member.name().orElseThrow(), member, offset);
            }
            offset += group instanceof UnionLayout ? 0 : member.byteSize();
        }
    }

    private void member(String type, String path, MemoryLayout member, long offset) {
        String expression = "((%s *) 0)->%s".formatted(type, path);
        claim("offsetof(%s, %s) == %d".formatted(type, path, offset));
        claim("sizeof(%s) == %d".formatted(expression, member.byteSize()));
        switch (member) {
            case GroupLayout inner -> members(type, path + ".", inner, offset);
            case SequenceLayout array -> claim("sizeof(%s[0]) == %d".formatted(expression, array.elementLayout().byteSize()));
            default -> claim("__builtin_classify_type(%s) == %d".formatted(expression, switch (member) {
                case AddressLayout a -> 5;
                case ValueLayout.OfFloat f -> 8;
                case ValueLayout.OfDouble d -> 8;
                default -> 1;
            })); // by GCC's typeclass.h
        }
    }

    private void call(String method, FunctionDescriptor descriptor) {
        String arguments = descriptor.argumentLayouts().stream().skip(1).map(argument -> ", " + value(argument))
                .collect(Collectors.joining());
        String call = "v->%s(self%s)".formatted(method, arguments);
        claim("sizeof(%s) == %d".formatted(call, descriptor.returnLayout().orElseThrow().byteSize()));
    }

    /** An expression of exactly the layout's width. 1, since 0 would do for a pointer. */
    private static String value(MemoryLayout layout) {
        return switch (layout) {
            case AddressLayout a -> "(void *) 0";
            case ValueLayout.OfInt i -> "1";
            case ValueLayout.OfLong l -> "1LL";
            case GroupLayout g -> "*(%s *) 0".formatted(g.name().orElseThrow());
            default -> throw new IllegalArgumentException("no parameter is a " + layout);
        };
    }

    private void constants(Class<?> header) throws ReflectiveOperationException {
        for (String name : Bindings.constants(header)) {
            switch (Bindings.invoke(header, name)) {
                case Short h -> claim("sizeof(%s) == 2 && (int16_t) %s == (int16_t) 0x%x".formatted(name, name, h));
                case Integer i -> claim("sizeof(%s) == 4 && (int32_t) %s == (int32_t) 0x%x".formatted(name, name, i));
                case Long l -> claim("sizeof(%s) == 8 && (int64_t) %s == (int64_t) 0x%xLL".formatted(name, name, l));
                case Object other -> throw new IllegalArgumentException(name + " is " + other);
            }
        }
    }

    private void guids(Abi abi) throws ReflectiveOperationException {
        Map<String, String> guids = bindings.guids();
        for (Abi.Interface i : abi.interfaces()) {
            if (!i.bindings().equals("com")) {
                guid("IID_" + i.name(), guids.get(Bindings.guidField(i.name())));
            }
        }
        for (String name : abi.classIds().keySet()) {
            guid(name, guids.get(Bindings.guidField(name)));
        }
    }

    private void guid(String name, @Nullable String guid) {
        if (guid == null) {
            differences.add(name + " is missing");
            return;
        }
        String digits = guid.replace("-", "");
        for (int i = 0; i < 4; i++) {
            claim("%s_%d == (int) 0x%s".formatted(name, i, digits.substring(i * 8, i * 8 + 8)));
        }
    }

    private void claim(String expression) {
        c.append("_Static_assert(").append(expression).append(", \"\");\n");
    }
}
