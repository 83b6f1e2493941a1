package io.github.bits4j.tests.bindings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The C at the other end of the calls, written from the golden table and nothing else. For each interface there is
 * {@code NAME_object}, an object whose slots record what they are given, and {@code NAME_calls}, a function for each slot, which
 * calls it on an object of somebody else's.
 */
final class PeerSource {
    private static final String PROLOGUE = """
            #include <stddef.h>
            #include <stdint.h>
            #include <string.h>

            """;

    private static final String EXCHANGE = """

                uint8_t bytes[%2$d];
            };

            /* What a slot was given; or what a slot is to be given, and what one has to return. */
            struct call {
                const char *interface;
                void *self;
                int32_t slot;
                int32_t result;
                int32_t count;
                int32_t size[%1$d];
                union argument argument[%1$d];
            } taken, given;

            _Static_assert(offsetof(struct call, argument) == %3$d, "");
            _Static_assert(sizeof(struct call) == %4$d, "");

            struct object { const void *const *vtable; };

            typedef int32_t caller(void *self);

            static void take(const void *argument, int32_t size)
            {
                taken.size[taken.count] = size;
                memcpy(taken.argument[taken.count].bytes, argument, size);
                taken.count++;
            }

            #define ENTER(name, index) \\
                (taken.interface = name, taken.slot = index, taken.self = self, taken.count = 0)
            #define TAKE(a) take(&a, sizeof a)
            #define METHOD(type, index) ((type *) ((const struct object *) self)->vtable[index])
            """.formatted(Exchange.ARGUMENTS, Exchange.ARGUMENT_BYTES, Exchange.ARGUMENT_OFFSET, Exchange.BYTES);

    private final Abi abi;
    private final StringBuilder c = new StringBuilder(PROLOGUE);

    private PeerSource(Abi abi) {
        this.abi = abi;
    }

    static String of(Abi abi) {
        PeerSource source = new PeerSource(abi);
        source.arguments();
        abi.interfaces().forEach(source::write);
        return source.c.toString();
    }

    /** The union of all that can be passed, and the types it takes. */
    private void arguments() {
        Set<String> passed = new TreeSet<>();
        abi.interfaces().forEach(i -> i.ownSlots().forEach(slot -> slot.parameters().forEach(shape -> need(shape, passed))));
        for (Abi.Aggregate a : abi.aggregates().values()) { // each comes after those it is made of
            if (passed.contains(a.name())) {
                declare(a);
            }
        }
        c.append("union argument {\n");
        for (Shape.Scalar scalar : Shape.Scalar.values()) {
            c.append("    %s;\n".formatted(declaration(scalar, "as_" + scalar)));
        }
        c.append(passed.stream().map(name -> "    %s as_%s;".formatted(type(new Shape.Named(name)), name.replace('.', '_')))
                .collect(Collectors.joining("\n")));
        c.append(EXCHANGE);
    }

    private void need(Shape shape, Set<String> needed) {
        switch (shape) {
            case Shape.Named named -> {
                needed.add(named.name());
                abi.aggregates().get(named.name()).members().forEach(member -> need(member.shape(), needed));
            }
            case Shape.Array array -> need(array.element(), needed);
            case Shape.Scalar scalar -> { }
        }
    }

    private void declare(Abi.Aggregate a) {
        String type = type(new Shape.Named(a.name()));
        c.append(type).append(" {\n");
        for (Abi.Member m : a.members()) {
            String declaration = declaration(m.shape(), m.name());
            // In a union, what does not begin at its start is a member of an unnamed struct.
            c.append(a.union() && m.offset() > 0
                    ? "    struct { uint8_t before_%s[%d]; %s; };\n".formatted(m.name(), m.offset(), declaration)
                    : "    %s;\n".formatted(declaration));
        }
        c.append("};\n_Static_assert(sizeof(%s) == %d && _Alignof(%s) == %d, \"\");\n"
                .formatted(type, a.size(), type, a.alignment()));
        a.members().forEach(m -> c.append("_Static_assert(offsetof(%s, %s) == %d, \"\");\n"
                .formatted(type, m.name(), m.offset())));
        c.append('\n');
    }

    private void write(Abi.Interface of) {
        List<String> slots = new ArrayList<>();
        for (Abi.Slot slot : abi.slots(of)) {
            String name = of.name() + "_" + slot.name();
            slots.add(name);
            int count = slot.parameters().size();
            c.append("\nstatic int32_t %s(void *self%s)\n{\n".formatted(name,
                    each(count, i -> ", " + declaration(slot.parameters().get(i), "a" + i))));
            c.append("    ENTER(\"%s\", %d);%s\n".formatted(of.name(), slot.index(), each(count, i -> " TAKE(a" + i + ");")));
            c.append("    return given.result;\n}\n\n");

            c.append("static int32_t call_%s(void *self)\n{\n".formatted(name));
            c.append("    typedef int32_t method(void *%s);\n".formatted(
                    each(count, i -> ", " + type(slot.parameters().get(i)))));
            c.append("    return METHOD(method, %d)(self%s);\n}\n".formatted(slot.index(), each(count,
                    i -> ", given.argument[" + i + "].as_" + slot.parameters().get(i).toString().replace('.', '_'))));
        }
        table("static const void *const %s_vtable".formatted(of.name()), slots);
        c.append("struct object %s_object = { %s_vtable };\n".formatted(of.name(), of.name()));
        table("caller *const %s_calls".formatted(of.name()), slots.stream().map(slot -> "call_" + slot).toList());
    }

    private void table(String declaration, List<String> functions) {
        c.append(functions.stream().collect(Collectors.joining(",\n    ", "\n" + declaration + "[] = {\n    ", "\n};\n")));
    }

    private static String each(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining());
    }

    private String type(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar -> scalar.c;
            case Shape.Named named ->
                    (abi.aggregates().get(named.name()).union() ? "union " : "struct ") + named.name().replace('.', '_');
            case Shape.Array array -> throw new IllegalArgumentException("by value: " + array);
        };
    }

    private String declaration(Shape shape, String name) {
        return shape instanceof Shape.Array array
                ? type(array.element()) + " " + name + "[" + array.length() + "]"
                : type(shape) + " " + name;
    }
}
