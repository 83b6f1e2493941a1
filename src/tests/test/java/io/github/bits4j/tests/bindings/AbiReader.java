package io.github.bits4j.tests.bindings;

import io.github.bits4j.tests.bindings.Abi.Aggregate;
import io.github.bits4j.tests.bindings.Abi.Constant;
import io.github.bits4j.tests.bindings.Abi.Interface;
import io.github.bits4j.tests.bindings.Abi.Member;
import io.github.bits4j.tests.bindings.Abi.Slot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code abi.txt}; what it does not understand, or what contradicts itself, is an error. */
final class AbiReader {
    private static final Pattern INTERFACE = Pattern.compile("interface (\\w+) : (\\w+|-) ([0-9A-F-]{36})");
    private static final Pattern SLOT = Pattern.compile(" +(\\d+) (\\w+)\\((.*)\\)");
    private static final Pattern AGGREGATE = Pattern.compile("(struct|union) ([\\w.]+) (\\d+) (\\d+)");
    private static final Pattern MEMBER = Pattern.compile(" +(\\d+) (\\S+) (\\w+)");
    private static final Pattern ENUMERATOR = Pattern.compile(" +(\\w+) = (\\w+)");
    private static final Pattern CONSTANT = Pattern.compile(" +(int16|int32|int64) (\\w+) = (\\w+)");
    private static final Pattern CLASS = Pattern.compile("class (CLSID_\\w+) ([0-9A-F-]{36})");
    private static final Pattern ARRAY = Pattern.compile("([\\w.]+)\\[(\\d+)]");

    private final Map<String, Interface> interfaces = new LinkedHashMap<>();
    private final Map<String, Aggregate> aggregates = new LinkedHashMap<>();
    private final Map<String, Constant> constants = new LinkedHashMap<>();
    private final Map<String, String> classIds = new LinkedHashMap<>();
    private final List<String> enums = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private final List<String> lines;
    private String bindings = "";
    private int next;

    private AbiReader(List<String> lines) {
        this.lines = lines;
    }

    static Abi read() {
        try (InputStream in = AbiReader.class.getResourceAsStream("abi.txt")) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Abi read(String text) {
        AbiReader reader = new AbiReader(text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
        while (reader.next < reader.lines.size()) {
            reader.record(reader.lines.get(reader.next++));
        }
        reader.used.removeAll(reader.aggregates.keySet());
        require(reader.used.isEmpty(), "no such shapes: " + reader.used);
        return new Abi(reader.interfaces, reader.aggregates, List.copyOf(reader.constants.values()), reader.classIds,
                List.copyOf(reader.enums));
    }

    private void record(String line) {
        Matcher m;
        if (line.startsWith("package ")) {
            bindings = line.substring("package ".length());
        } else if ((m = INTERFACE.matcher(line)).matches()) {
            String base = m.group(2).equals("-") ? null : m.group(2);
            Interface made = new Interface(bindings, m.group(1), base, m.group(3), below(SLOT, this::slot));
            add(interfaces, made.name(), made);
            List<Slot> slots = new Abi(interfaces, aggregates, List.of(), classIds, enums).slots(made);
            for (int i = 0; i < slots.size(); i++) {
                require(slots.get(i).index() == i, made.name() + " has no slot " + i);
            }
        } else if ((m = AGGREGATE.matcher(line)).matches()) {
            Aggregate made = new Aggregate(bindings, m.group(2), m.group(1).equals("union"), Long.parseLong(m.group(3)),
                    Long.parseLong(m.group(4)), below(MEMBER, this::member));
            add(aggregates, made.name(), made);
        } else if (line.startsWith("enum ")) {
            enums.add(line.substring("enum ".length()));
            below(ENUMERATOR, e -> constant(e.group(1), "int32", e.group(2)));
        } else if (line.equals("constants")) {
            below(CONSTANT, c -> constant(c.group(2), c.group(1), c.group(3)));
        } else if ((m = CLASS.matcher(line)).matches()) {
            add(classIds, m.group(1), m.group(2));
        } else {
            throw new IllegalStateException("abi.txt: " + line);
        }
    }

    /** Takes the indented lines that follow. */
    private <T> List<T> below(Pattern pattern, Function<MatchResult, T> take) {
        List<T> taken = new ArrayList<>();
        while (next < lines.size() && lines.get(next).startsWith(" ")) {
            Matcher m = pattern.matcher(lines.get(next));
            require(m.matches(), lines.get(next));
            taken.add(take.apply(m));
            next++;
        }
        require(!taken.isEmpty(), "nothing belongs to " + lines.get(next - 1));
        return List.copyOf(taken);
    }

    private Slot slot(MatchResult m) {
        List<Shape> parameters = new ArrayList<>();
        List<String> names = new ArrayList<>();
        if (!m.group(3).isEmpty()) {
            for (String parameter : m.group(3).split(", ")) {
                int end = parameter.indexOf(' ');
                parameters.add(shape(parameter.substring(0, end)));
                names.add(parameter.substring(end + 1));
            }
        }
        return new Slot(Integer.parseInt(m.group(1)), m.group(2), List.copyOf(parameters), List.copyOf(names));
    }

    private Member member(MatchResult m) {
        return new Member(Long.parseLong(m.group(1)), shape(m.group(2)), m.group(3));
    }

    private Constant constant(String name, String type, String value) {
        Object parsed = switch (type) {
            case "int16" -> (short) Long.decode(value).longValue();
            case "int32" -> (int) Long.decode(value).longValue();
            default -> value.startsWith("0x") ? Long.parseUnsignedLong(value.substring(2), 16) : Long.parseLong(value);
        };
        Constant made = new Constant(bindings, name, parsed);
        add(constants, name, made);
        return made;
    }

    private Shape shape(String text) {
        Matcher array = ARRAY.matcher(text);
        if (array.matches()) {
            return new Shape.Array(shape(array.group(1)), Integer.parseInt(array.group(2)));
        }
        for (Shape.Scalar scalar : Shape.Scalar.values()) {
            if (scalar.toString().equals(text)) {
                return scalar;
            }
        }
        used.add(text);
        return new Shape.Named(text);
    }

    private static <T> void add(Map<String, T> map, String name, T value) {
        require(map.put(name, value) == null, name + " is there twice");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalStateException("abi.txt: " + message);
        }
    }
}
