package io.github.bits4j.tests.bindings;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.PaddingLayout;
import java.lang.foreign.SequenceLayout;
import java.lang.foreign.UnionLayout;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One spelling for what the table and a Java layout say of memory, down to the last member, so that the two can be compared.
 * Inner structs and unions without a name are spelled as the members they bring.
 */
final class LayoutText {
    private record Part(long offset, String text, String name) {}

    private LayoutText() {}

    static String of(Abi abi, Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar -> scalar.toString();
            case Shape.Array array -> of(abi, array.element()) + "[" + array.length() + "]";
            case Shape.Named named -> {
                Abi.Aggregate a = abi.aggregates().get(named.name());
                yield group(a.union(), a.size(), a.alignment(), a.members().stream()
                        .map(m -> new Part(m.offset(), of(abi, m.shape()), m.name())).toList());
            }
        };
    }

    static String of(MemoryLayout layout) {
        return switch (layout) {
            case AddressLayout a -> value("pointer", a);
            case ValueLayout v when v.carrier().isPrimitive() -> switch (v.carrier().getName()) {
                case "byte" -> value("int8", v);
                case "short" -> value("int16", v);
                case "int" -> value("int32", v);
                case "long" -> value("int64", v);
                default -> value(v.carrier().getName(), v);
            };
            case SequenceLayout s -> of(s.elementLayout()) + "[" + s.elementCount() + "]";
            case GroupLayout g -> group(g instanceof UnionLayout, g.byteSize(), g.byteAlignment(), parts(g, 0));
            default -> layout.toString();
        };
    }

    /** Whether a member is an inner struct or union without a name, for which jextract makes up one. */
    static boolean isUnnamed(MemoryLayout member) {
        return member instanceof GroupLayout && member.name().filter(name -> !name.startsWith("$anon$")).isEmpty();
    }

    private static String value(String name, ValueLayout layout) {
        return layout.byteAlignment() == layout.byteSize() ? name : name + " aligned to " + layout.byteAlignment();
    }

    private static List<Part> parts(GroupLayout group, long start) {
        List<Part> parts = new ArrayList<>();
        long offset = start;
        for (MemoryLayout member : group.memberLayouts()) {
            if (isUnnamed(member)) {
                parts.addAll(parts((GroupLayout) member, offset));
            } else if (!(member instanceof PaddingLayout)) {
                parts.add(new Part(offset, of(member), member.name().orElse("?")));
            }
            offset += group instanceof UnionLayout ? 0 : member.byteSize();
        }
        return parts;
    }

    private static String group(boolean union, long size, long alignment, List<Part> parts) {
        return (union ? "union " : "struct ") + size + " aligned to " + alignment + parts.stream()
                .map(p -> p.offset + " " + p.text + " " + p.name).collect(Collectors.joining("; ", " {", "}"));
    }
}
