package io.github.bits4j.tests.bindings;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The interfaces of BITS for the programs in C where Windows' headers do not fit, written from the golden table. What the table
 * calls a pointer takes any here ({@code const void *}), except in the interfaces that clients implement, and in QueryInterface. What
 * they are made of is in {@code native/common/com.h}.
 */
final class ClientHeader {
    private static final String PROLOGUE = """
            /* Made by ClientHeader from abi.txt. */
            #include "com.h"

            """;

    /** By the parameters' names: the types of what a client's own methods are given. */
    private static final Map<String, String> CALLBACK_PARAMETERS = Map.ofEntries(
            Map.entry("riid", "REFIID "), Map.entry("ppvObject", "void **"),
            Map.entry("pJob", "IBackgroundCopyJob *"), Map.entry("job", "IBackgroundCopyJob *"),
            Map.entry("pFile", "IBackgroundCopyFile *"), Map.entry("file", "IBackgroundCopyFile *"),
            Map.entry("pError", "IBackgroundCopyError *"), Map.entry("ranges", "const BG_FILE_RANGE *"),
            Map.entry("certData", "const BYTE *"), Map.entry("certStoreData", "const BYTE *"));

    private final Abi abi;
    private final StringBuilder c = new StringBuilder(PROLOGUE);

    private ClientHeader(Abi abi) {
        this.abi = abi;
    }

    static String of(Abi abi) {
        ClientHeader header = new ClientHeader(abi);
        header.constants();
        abi.aggregates().values().stream().filter(a -> isBits(a.bindings())).forEach(header::declare);
        List<Abi.Interface> interfaces = abi.interfaces().stream().filter(i -> isBits(i.bindings())).toList();
        interfaces.forEach(i -> header.c.append("typedef struct %s %s;\n".formatted(i.name(), i.name())));
        interfaces.forEach(header::declare);
        abi.classIds().forEach(header::guid);
        return header.c.toString();
    }

    private static boolean isBits(String bindings) {
        return bindings.equals("bits");
    }

    private void constants() {
        abi.enums().forEach(name -> c.append("typedef int32_t ").append(name).append(";\n"));
        c.append('\n');
        for (Abi.Constant constant : abi.constants()) {
            if (!isBits(constant.bindings())) {
                continue;
            }
            c.append("#define ").append(constant.name()).append(switch (constant.value()) {
                case Short s -> " ((int16_t) 0x%x)\n".formatted(s);
                case Integer i -> " ((int32_t) 0x%x)\n".formatted(i);
                default -> " ((int64_t) 0x%xLL)\n".formatted((Long) constant.value());
            });
        }
        c.append('\n');
    }

    private void declare(Abi.Aggregate a) {
        String name = type(new Shape.Named(a.name()));
        c.append("typedef ").append(a.union() ? "union " : "struct ").append(name).append(" {\n");
        for (Abi.Member member : a.members()) {
            String declaration = member.shape() instanceof Shape.Array array
                    ? "%s %s[%d]".formatted(type(array.element()), member.name(), array.length())
                    : "%s %s".formatted(type(member.shape()), member.name());
            c.append("    %s;\n".formatted(declaration));
        }
        c.append("} ").append(name).append(";\n");
        c.append("_Static_assert(sizeof(%s) == %d && _Alignof(%s) == %d, \"\");\n\n"
                .formatted(name, a.size(), name, a.alignment()));
    }

    private void declare(Abi.Interface of) {
        String name = of.name();
        c.append("\ntypedef struct %sVtbl {\n".formatted(name));
        for (Abi.Slot slot : abi.slots(of)) {
            String parameters = slot.parameterNames().stream().map(parameter -> ", " + parameter(of, slot, parameter))
                    .collect(Collectors.joining());
            boolean counts = slot.name().equals("AddRef") || slot.name().equals("Release");
            c.append("    %s (STDMETHODCALLTYPE *%s)(%s *This%s);\n"
                    .formatted(counts ? "ULONG" : "HRESULT", slot.name(), name, parameters));
        }
        c.append("} %sVtbl;\n\nstruct %s {\n    %sVtbl *lpVtbl;\n};\n\n".formatted(name, name, name));
        guid("IID_" + name, of.iid());
    }

    private String parameter(Abi.Interface of, Abi.Slot slot, String name) {
        Shape shape = slot.parameters().get(slot.parameterNames().indexOf(name));
        boolean called = of.name().contains("Callback");
        if (shape == Shape.Scalar.POINTER) {
            String type = called || slot.index() == 0 ? CALLBACK_PARAMETERS.get(name) : null;
            return (type == null ? "const void *" : type) + name;
        }
        return (called && shape == Shape.Scalar.INT32 ? "DWORD" : type(shape)) + " " + name;
    }

    private void guid(String name, String guid) {
        String digits = guid.replace("-", "");
        StringBuilder bytes = new StringBuilder();
        for (int i = 16; i < 32; i += 2) {
            bytes.append(i == 16 ? "" : ", ").append("0x").append(digits, i, i + 2);
        }
        c.append("GUID_CONSTANT %s = { 0x%s, 0x%s, 0x%s, { %s } };\n".formatted(
                name, digits.substring(0, 8), (Object) digits.substring(8, 12), digits.substring(12, 16), bytes));
    }

    private static String type(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar -> scalar.c;
            case Shape.Named named -> named.name();
            case Shape.Array array -> throw new IllegalArgumentException("by value: " + array);
        };
    }
}
